"""`flash review`: the same session at a terminal and in a pipe."""
