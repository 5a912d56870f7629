"""Cards and their histories sent to Anki."""
