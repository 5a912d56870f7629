"""Anki's packages and collections, of all generations: read into decks and histories."""
