"""Histories that come from elsewhere after their texts went here: matched as if they went now."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.opposites import content_words, only_adds_words
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


def doubted(
    brought: Iterable[MatchFace], news: Sequence[MatchFace]
) -> Iterator[tuple[CardId, CardId]]:
    """The pairs of which nobody can tell whether both once stood side by side.

    What no deck here ever had may have lived beside a card that is still there, unanswered: so
    more than one side has to be the same.
    """
    there = [face for face in news if not face.is_now and not face.is_recent]
    for old in brought:
        if not old.source.file:
            yield from ((old.id, new.id) for new in there if not _may_be_edited(old, new))


def _may_be_edited(old: MatchFace, new: MatchFace) -> bool:
    if old.question != new.question:
        return only_adds_words(old.question, new.question)
    return not set(content_words(old.answer)).isdisjoint(content_words(new.answer))
