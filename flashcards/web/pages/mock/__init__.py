"""A mock interview: the one that a terminal holds, by forms."""
