"""What an answer does to memory, what it gains, and what it costs."""
