"""Which files are decks."""
