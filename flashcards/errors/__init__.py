"""Failures that a person can mend, one file a concept; nothing is re-exported here."""
