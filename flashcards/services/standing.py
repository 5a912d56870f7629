"""What holds in a collection besides its cards: read, kept up with the log, made anew."""

from collections.abc import Iterable

from flashcards.core.log.facts import Fact, Undo
from flashcards.core.standing import KINDS, Standing, advanced, standing_of
from flashcards.storage.database.engine import Connection
from flashcards.storage.projection.standing import (
    facts_of_standing,
    store_standing,
    stored_standing,
    telling_among,
)


def standing(connection: Connection) -> Standing:
    """What holds, as it is stored; where nothing is, or what cannot be read, as the log has it."""
    return stored_standing(connection) or folded(connection)


def folded(connection: Connection) -> Standing:
    """What holds, made from the log."""
    return standing_of(facts_of_standing(connection))


def telling(connection: Connection, new: Iterable[Fact]) -> list[Fact]:
    """Those of the facts that may change what holds.

    An undo may, of what counts for it, or of what is not here yet.
    """
    facts = list(new)
    undone = telling_among(connection, {one.undoes for one in facts if isinstance(one, Undo)})
    return [
        one
        for one in facts
        if (one.undoes in undone if isinstance(one, Undo) else isinstance(one, KINDS))
    ]


def advance(connection: Connection, before: Standing, new: Iterable[Fact]) -> Standing:
    """What holds after facts that were appended; it is stored."""
    now = before
    for fact in new:
        after = advanced(now, fact)
        if after is None:
            return refold(connection)
        now = after
    store_standing(connection, before, now)
    return now


def refold(connection: Connection) -> Standing:
    """What holds, made anew from the log and stored."""
    now = folded(connection)
    store_standing(connection, None, now)
    return now
