"""The file that shows more of a card: a picture of it, or its deck."""

import re
from pathlib import Path
from typing import Final

from flashcards.core.card import Card

_PICTURE: Final = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)")


def media(root: Path, card: Card) -> Path:
    """The first picture of the card that is a file of the collection, else its deck."""
    deck = root / card.source.file
    for picture in _PICTURE.finditer(f"{card.front}\n{card.back}"):
        path = (deck.parent / picture[1]).resolve()
        if path.is_file() and path.is_relative_to(root):
            return path
    return deck
