"""What comes into the log from elsewhere: facts, and plain answers as the rows that they become.

Nearly all of a long history are answers that say nothing rare. A line of a file, or a row of
another database, that holds one becomes a row here without a fact in between; what is written in
another way than `text_of` writes it, or is near any limit, is left to the readers of facts.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    case,
    column,
    func,
    insert,
    select,
    table,
    type_coerce,
)

from flashcards.core.card import CardId
from flashcards.core.log.facts import Fact
from flashcards.core.log.limits import LONGEST_ID
from flashcards.core.log.record import VERSION
from flashcards.core.log.stamp import CREDIBLE, FactId, MachineId
from flashcards.storage.database.batches import as_stored, streamed
from flashcards.storage.database.tables import EPOCH, MICROSECOND, facts
from flashcards.storage.log.raw_facts import COLUMNS
from flashcards.storage.log.rows import ANSWER_ROWS, driven_row, facts_in, insert_driven

_SHORT_LINE: Final = 1_024
_SHORT_SOURCE: Final = 400
_DAY: Final = "(?:19|[2-5][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}"
_NAME: Final = f"[0-9A-Za-z_-]{{1,{LONGEST_ID}}}"
_TEXT: Final = r'[^"\\\x00-\x1f]'
_NATURAL: Final = "0|[1-9][0-9]{0,17}"
_LINE: Final = re.compile(
    f'{{"fact":"review","version":{VERSION},'
    f'"id":"({_NAME})","machine":"({_NAME})",'
    rf'"at":"({_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{6}})?Z)",'
    f'"clock":({_NATURAL}),"card":"({_TEXT}{{1,{LONGEST_ID}}})","rating":([1-4]),'
    f'"studied_on":"({_DAY})","utc_offset_s":(0|-?[1-9][0-9]{{0,3}}|-?[1-7][0-9]{{4}}),'
    f'"score":(?:null|([1-5])),"duration_ms":(?:null|({_NATURAL})),'
    f'"due_on":(?:null|"({_DAY})"),"source":"({_TEXT}*)",'
    '"limit_s":null,"note":"","revealed_ms":null}\n?'
)
"""Every limit of a field stands in it, but for days that no calendar has, and late clocks."""

_AS_STORED: Final = table("facts", *(column(name) for name in COLUMNS))
"""The table without its types: rows come and go as they are."""

_NEW: Final = insert(_AS_STORED)


class PlainAnswer(NamedTuple):
    """An answer as the log's table stores it, column by column."""

    id: FactId
    kind: str
    version: int
    machine: MachineId
    at: int
    clock: int
    card: CardId
    rating: int
    score: int | None
    duration_ms: int | None
    studied_on: int
    utc_offset_s: int
    due_on: int | None
    source: str
    undoes: None = None
    body: None = None


Entry = Fact | PlainAnswer
"""What comes into the log: a fact, or the row of one."""


def id_of(entry: Entry) -> FactId:
    """The id of the fact that it is."""
    return entry.id if isinstance(entry, PlainAnswer) else entry.stamp.id


def answer_on(line: bytes) -> PlainAnswer | None:
    """The answer that a line says; None where it says anything else, or in another way."""
    if len(line) > _SHORT_LINE:
        return None
    try:
        found = _LINE.fullmatch(line.decode())
        if found is None:
            return None
        id_, machine, at, clock, card, rating, on, offset_s, score, took, due, source = (
            found.groups()
        )
        return PlainAnswer(
            FactId(id_),
            "review",
            VERSION,
            MachineId(machine),
            (datetime.fromisoformat(at) - EPOCH) // MICROSECOND,
            _counted(clock),
            CardId(card),
            int(rating),
            None if score is None else int(score),
            None if took is None else int(took),
            _number(on),
            int(offset_s),
            None if due is None else _number(due),
            source,
        )
    except ValueError:  # no text, no instant, no day
        return None


def unite(connection: Connection, found: Iterable[Entry]) -> None:
    """Add what comes from wherever; one that is there already is left as it is."""
    rows: list[tuple[Any, ...]] = [
        one if isinstance(one, PlainAnswer) else driven_row(one) for one in found
    ]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        insert_driven(connection, rows)
    else:
        connection.execute(_NEW, [dict(zip(COLUMNS, row, strict=True)) for row in rows])


def all_entries(connection: Connection) -> Iterator[Entry]:
    """The whole log, plain answers first, in flat memory; raises `UnreadableFact`."""
    is_plain = case((_is_plain(), 1), else_=0)
    answers = as_stored(connection, select(*_COLUMNS).where(_is_plain()))
    yield from map(PlainAnswer._make, answers)
    yield from facts_in(streamed(connection, select(facts).where(is_plain == 0)))


def _is_plain() -> ColumnElement[bool]:
    """Whether a row is an answer that says nothing rare and keeps to all limits of a line."""
    names = (func.length(one).between(1, LONGEST_ID) for one in _NAMES)
    short = func.length(facts.c.source) <= _SHORT_SOURCE
    plain = facts.c.body.is_(None), facts.c.undoes.is_(None), facts.c.version == VERSION
    return and_(*ANSWER_ROWS, *plain, facts.c.clock <= CREDIBLE, *names, short)


_DATED: Final = ("at", "studied_on", "due_on")
_COLUMNS: Final = [
    type_coerce(one, BigInteger) if one.name in _DATED else one for one in facts.columns
]
_NAMES: Final = (facts.c.id, facts.c.machine, facts.c.card_id)


def _counted(said: str) -> int:
    """A clock that counts as it stands; raises `ValueError`."""
    clock = int(said)
    if clock > CREDIBLE:
        raise ValueError(said)
    return clock


@lru_cache(maxsize=10_000)
def _number(day: str) -> int:
    """The number that is stored for a day; raises `ValueError`."""
    return (date.fromisoformat(day) - EPOCH.date()).days
