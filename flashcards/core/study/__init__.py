"""A session: what is asked, in which order, and how long it takes."""
