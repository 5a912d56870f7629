"""Decks and histories written as a package that Anki takes."""
