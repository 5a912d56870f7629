"""FSRS's parameters from the log, and how well they foretell it."""
