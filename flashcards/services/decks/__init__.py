"""Decks and their cards: read, checked, written, listed, looked up."""
