"""Markdown, which decks are written in."""

from pathlib import PurePosixPath

from flashcards.core.decks.media import media_references
from flashcards.core.decks.parse import parse_deck
from flashcards.formats.foreign import Foreign, ForeignDeck, Wishes


def read(content: bytes, wishes: Wishes) -> Foreign:
    """The file is a deck."""
    name = wishes.deck or PurePosixPath(wishes.name).stem
    text = content.decode("utf-8", "replace")
    deck = parse_deck(text, wishes.name)
    media = tuple(dict.fromkeys(one.path for one in media_references(text)))
    made = ForeignDeck(f"{name}.md", content, len(deck.cards), as_is=True, media=media)
    return Foreign((made,), problems=deck.problems)
