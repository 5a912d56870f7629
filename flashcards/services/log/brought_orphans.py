"""Histories that come from elsewhere after their texts went here: matched as if they went now."""

from collections.abc import Collection
from typing import Final

from flashcards.core.card import CardId
from flashcards.storage.database import properties
from flashcards.storage.database.engine import Connection
from flashcards.storage.projection.cards import ids_of_orphans
from flashcards.storage.projection.decks import doubt_a_file

_WAIT: Final = "orphans brought, not matched"


def note_brought(connection: Connection, cards: Collection[CardId]) -> None:
    """Let the next reading match orphans whose history has just come, though no deck changes.

    What was edited is known only once all decks are read.
    """
    if cards:
        waiting = {*cards, *_waiting(connection)}
        properties.say(connection, _WAIT, "\n".join(sorted(waiting)))
        doubt_a_file(connection)


def is_any_brought(connection: Connection) -> bool:
    """Whether there are such orphans."""
    return properties.said(connection, _WAIT) is not None


def take_brought(connection: Connection, *, is_first: bool) -> set[CardId]:
    """Such orphans, which wait no more; to a first reading all are."""
    waiting = _waiting(connection)
    if waiting:
        properties.drop(connection, _WAIT)
    return set(ids_of_orphans(connection)) if is_first else waiting


def _waiting(connection: Connection) -> set[CardId]:
    return {CardId(card) for card in (properties.said(connection, _WAIT) or "").split("\n") if card}
