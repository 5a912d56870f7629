"""The review: the session that a terminal drives, by forms."""
