"""The log of facts: in the database, and as files that machines exchange."""
