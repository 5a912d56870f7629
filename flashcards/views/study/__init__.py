"""What is due, dates, and the words of a session."""
