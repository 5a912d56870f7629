"""What the log tells: statistics, what is foreseen, and parameters fitted to it."""
