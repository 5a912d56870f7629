"""Cards as Anki shows them, and what is said of sending them there."""
