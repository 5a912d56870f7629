"""Decks and answers of elsewhere brought into the collection: whole or not at all, and again."""
