"""An exercise done: at a terminal, or in a pipe."""
