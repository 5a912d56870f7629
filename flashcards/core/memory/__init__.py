"""What an answer does to memory, what it is worth, and what it costs."""
