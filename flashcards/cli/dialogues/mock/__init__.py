"""A mock interview held: at a terminal, or in a pipe."""
