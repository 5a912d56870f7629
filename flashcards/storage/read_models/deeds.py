"""What was done with cards and counts, as other programs keep it: answers, and what moved them."""

import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from heapq import merge
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Connection, Integer, select, type_coerce

from flashcards.core.card import CardId
from flashcards.core.log.brought_facts import IMPORTED
from flashcards.core.log.card_facts import Crammed, DueSet, Reset
from flashcards.core.log.collection_facts import Imported
from flashcards.core.log.record import names_of
from flashcards.core.log.stamp import FactId
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import facts, number_of
from flashcards.storage.log.acts import came_with
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import not_counting

_CRAMS: Final = frozenset(names_of(Crammed))
_RESETS: Final = frozenset(names_of(Reset))
_MOVES: Final = frozenset(names_of(DueSet))
_MILLISECOND_US: Final = 1_000
_DAY_US: Final = 86_400_000_000


class Did(StrEnum):
    """What was done with a card."""

    ANSWERED = "answered"
    CRAMMED = "crammed"
    RESET = "reset"
    MOVED = "moved"


class GivenDeed(NamedTuple):
    """Something that was done, when, in microseconds since 1970; days are counted from then, too.

    At one instant the `clock` says what came first.

    `rating` is of an answer; `due_on` the day that was chosen, None where steps follow.
    """

    at_us: int
    clock: int
    card: CardId
    did: Did
    rating: int | None
    studied_on: int
    due_on: int | None
    duration_ms: int | None


def given_deeds(connection: Connection) -> Iterator[GivenDeed]:
    """All deeds that count, in order."""
    others = list(_others(connection))
    answers = _answers(connection)
    return merge(answers, others, key=itemgetter(0, 1)) if others else answers


def undone_answers(connection: Connection) -> Iterator[tuple[int, CardId, int]]:
    """The instants, cards and grades of answers that were taken back one by one.

    What was taken back with the import that brought it may come again.
    """
    at = type_coerce(facts.c.at, BigInteger)
    query = select(at, facts.c.card_id, facts.c.rating).where(
        *ANSWER_ROWS,
        facts.c.id.in_(not_counting()),
        ~facts.c.source.startswith(came_with(FactId(""))),
    )
    yield from map(tuple, streamed(connection, query))


def _answers(connection: Connection) -> Iterator[GivenDeed]:
    query = select(
        type_coerce(facts.c.at, BigInteger),
        facts.c.clock,
        facts.c.card_id,
        facts.c.rating,
        type_coerce(facts.c.studied_on, Integer),
        type_coerce(facts.c.due_on, Integer),
        facts.c.duration_ms,
    ).where(*ANSWER_ROWS, facts.c.id.not_in(not_counting()))
    did = Did.ANSWERED
    for row in answers_in_order(connection, query):
        at, clock, card, rating, day, due, duration = row
        yield GivenDeed(at, clock, card, did, rating, day, due, duration)


def _others(connection: Connection) -> Iterator[GivenDeed]:
    """Deeds without a say in what FSRS remembers; how a card stood elsewhere is none."""
    imports = _imports(connection)
    kinds = [*_CRAMS, *_RESETS, *_MOVES]
    at = type_coerce(facts.c.at, BigInteger)
    query = select(at, facts.c.clock, facts.c.card_id, facts.c.kind, facts.c.body).where(
        facts.c.kind.in_(kinds), facts.c.id.not_in(not_counting())
    )
    ordered = query.order_by(facts.c.at, facts.c.clock, facts.c.id)
    for at_us, clock, card, kind, body in streamed(connection, ordered):
        said = json.loads(body)
        if said.get("why") == IMPORTED and _is_state(at_us, imports.get(said.get("part_of"))):
            continue
        yield _other(at_us, clock, card, said, kind)


def _is_state(at_us: int, imported_us: int | None) -> bool:
    """Whether a due day that was brought says how a card stood; rows have whole milliseconds."""
    is_of_the_import = imported_us is not None and at_us >= imported_us
    return is_of_the_import or at_us % _MILLISECOND_US != 0


def _other(at_us: int, clock: int, card: CardId, said: dict[str, Any], kind: str) -> GivenDeed:
    when, day = (at_us, clock, card), at_us // _DAY_US
    if kind in _RESETS:
        return GivenDeed(*when, Did.RESET, None, day, None, None)
    if kind in _MOVES:
        return GivenDeed(*when, Did.MOVED, None, day, _number(said["on"]), None)
    studied_on, spent = _number(said["studied_on"]), said.get("duration_ms")
    return GivenDeed(*when, Did.CRAMMED, said["rating"], studied_on, None, spent)


def _number(day: str) -> int:
    return number_of(date.fromisoformat(day)) or 0


def _imports(connection: Connection) -> dict[str, int]:
    """When each import was."""
    at = type_coerce(facts.c.at, BigInteger)
    query = select(facts.c.id, at).where(facts.c.kind.in_(names_of(Imported)))
    return dict(map(tuple, connection.execute(query)))
