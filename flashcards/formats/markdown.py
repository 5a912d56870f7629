"""Markdown, which decks are written in: taken as it is."""

from flashcards.formats.foreign import Foreign


def read(content: bytes, name: str) -> Foreign:
    """The file is a deck."""
    return Foreign({name: content})
