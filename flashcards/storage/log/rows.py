"""Facts as rows of their table, and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, Row, insert

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.log.facts import Fact, Undo, Unknown
from flashcards.core.log.limits import LONGEST_TEXT, is_too_deep
from flashcards.core.log.line import fits_in_a_line
from flashcards.core.log.record import KINDS, VERSION, body, fact_of, kind_of, version_of
from flashcards.core.log.stamp import FactId, MachineId, Stamp, counted_clock
from flashcards.core.rating import Rating
from flashcards.errors.log import TooLongToKeep, UnreadableFact
from flashcards.storage.database.tables import facts, microseconds_of, number_of

_NOTHING_OF_A_REVIEW: Final[dict[str, Any]] = dict.fromkeys(
    ("rating", "score", "duration_ms", "studied_on", "utc_offset_s", "due_on", "source")
)
_RARE = ("limit_s", "note", "revealed_ms")

_DRIVEN: Final = itemgetter(*[column.name for column in facts.c])

_NEW: Final = insert(facts)
_FEW: Final = 100
"""More rows than a few go past SQLAlchemy, which takes as long for them as SQLite itself."""

ANSWER_ROWS: Final = (
    facts.c.kind == "review",
    facts.c.version <= VERSION,
    facts.c.rating.is_not(None),
    facts.c.studied_on.is_not(None),
)
"""What a schedule can be made of: of a known version, and whole; of others `flash doctor` tells."""


def row_of(fact: Fact) -> dict[str, Any]:
    """The row that says the fact."""
    stamp = fact.stamp
    if isinstance(fact, Review):
        return _row_of_review(fact)
    row = {
        "id": stamp.id,
        "kind": kind_of(fact),
        "version": version_of(fact),
        "machine": stamp.machine,
        "at": stamp.at,
        "clock": stamp.clock,
        "card_id": fact.card,
    }
    said = {name: value for name, value in body(fact).items() if name != "card"}
    if isinstance(fact, Unknown) and fact.card is None and "card" in fact.body:
        said["card"] = None
    undoes = fact.undoes if isinstance(fact, Undo) else None
    return (
        _NOTHING_OF_A_REVIEW
        | row
        | {"undoes": undoes, "body": json.dumps(said, ensure_ascii=False)}
    )


def _row_of_review(fact: Review) -> dict[str, Any]:
    """The row of an answer, written out since histories come by the hundred thousand."""
    stamp = fact.stamp
    return {
        "id": stamp.id,
        "kind": "review",
        "version": VERSION,
        "machine": stamp.machine,
        "at": stamp.at,
        "clock": stamp.clock,
        "card_id": fact.card,
        "rating": int(fact.rating),
        "score": fact.score,
        "duration_ms": fact.duration_ms,
        "studied_on": fact.studied_on,
        "utc_offset_s": fact.utc_offset_s,
        "due_on": fact.due_on,
        "source": fact.source,
        "undoes": None,
        "body": _rarely_said(fact),
    }


def driven_row(fact: Fact) -> tuple[Any, ...]:
    """The values of a fact's row by its columns, as SQLite's driver takes them."""
    if isinstance(fact, Review):
        return _driven_review(fact)
    id_, kind, version, machine, at, clock, *rest = _DRIVEN(row_of(fact))
    return id_, kind, version, machine, microseconds_of(at), clock, *rest


def _driven_review(fact: Review) -> tuple[Any, ...]:
    stamp = fact.stamp
    return (
        stamp.id,
        "review",
        VERSION,
        stamp.machine,
        microseconds_of(stamp.at),
        stamp.clock,
        fact.card,
        int(fact.rating),
        fact.score,
        fact.duration_ms,
        number_of(fact.studied_on),
        fact.utc_offset_s,
        number_of(fact.due_on),
        fact.source,
        None,
        _rarely_said(fact),
    )


def insert_facts(connection: Connection, new: Sequence[Fact]) -> None:
    """Add facts; raises `TooLongToKeep` for one that nobody would read."""
    if len(new) > _FEW and connection.dialect.name == "sqlite":
        driven = [driven_row(fact) for fact in new]
        _refuse_too_long(new, [row[-1] for row in driven])
        insert_driven(connection, driven)
    elif new:
        rows = [row_of(fact) for fact in new]
        _refuse_too_long(new, [row["body"] for row in rows])
        connection.execute(_NEW, rows)


def insert_driven(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    """Add rows as SQLite's driver takes them, past SQLAlchemy: it takes a third of the time."""
    connection.exec_driver_sql(str(_NEW.compile(dialect=connection.dialect)), rows)


def _refuse_too_long(new: Sequence[Fact], bodies: Sequence[str | None]) -> None:
    for number, said in enumerate(bodies):
        is_long = said is not None and len(said) > LONGEST_TEXT
        if is_long and not fits_in_a_line(new[number]):
            raise TooLongToKeep


def facts_in(rows: Iterable[Row[Any]]) -> Iterator[Fact]:
    """The facts that rows say; raises `UnreadableFact`.

    One of a later version that is nested deeper than any may be, an older one let it in, is passed
    over: it counts for nothing here, and no reader would take it.
    """
    for row in rows:
        fact = _fact(row)
        if fact is not None:
            yield fact


def _fact(row: Row[Any]) -> Fact | None:
    try:
        fact = _said_in(row)
    except RecursionError:
        return None
    except (TypeError, ValueError) as failure:
        raise UnreadableFact(row.id) from failure
    return None if isinstance(fact, Unknown) and is_too_deep(fact.body) else fact


def _said_in(row: Row[Any]) -> Fact:
    if row.kind == "review" and row.version <= VERSION:
        return review_in(row)
    said = json.loads(row.body)
    if row.card_id is not None or row.kind in KINDS:
        said["card"] = row.card_id
    return fact_of(row.kind, _read_stamp(row), said, row.version)


def review_in(row: Row[Any]) -> Review:
    """The answer that a row of one says."""
    return Review(
        _read_stamp(row),
        CardId(row.card_id),
        Rating(row.rating),
        row.studied_on,
        row.utc_offset_s,
        row.score,
        row.duration_ms,
        row.due_on,
        row.source,
        **({} if row.body is None else json.loads(row.body)),
    )


def _rarely_said(review: Review) -> str | None:
    """What few answers have and no query asks for."""
    if review.limit_s is None and review.revealed_ms is None and not review.note:
        return None
    said = {name: getattr(review, name) for name in _RARE}
    said = {name: value for name, value in said.items() if value not in (None, "")}
    return json.dumps(said, ensure_ascii=False)


def _read_stamp(row: Row[Any]) -> Stamp:
    clock = counted_clock(row.clock, row.at)
    return Stamp(FactId(row.id), MachineId(row.machine), row.at, clock)
