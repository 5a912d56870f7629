"""The log of facts in the database: appended to, read, never changed."""

import json
import secrets
from collections.abc import Container, Generator, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    text,
)

from flashcards.core.card import CardId
from flashcards.core.fact_record import KINDS, VERSION, body, fact_of, kind_of, version_of
from flashcards.core.lineage import history, sources
from flashcards.core.log import (
    ACTS,
    AboutEdge,
    DeadlineRemoved,
    DeadlineSet,
    DueSet,
    Fact,
    Rating,
    Review,
    Suspended,
    Undo,
)
from flashcards.core.pace import counted_ms
from flashcards.core.stamp import FactId, MachineId, Stamp, fact_id, tick
from flashcards.errors import UnreadableFact
from flashcards.storage.answer_rows import ANSWER_ROWS
from flashcards.storage.batches import streamed
from flashcards.storage.lineage import edges_around
from flashcards.storage.machine import machine, machines
from flashcards.storage.tables import BESIDES_REVIEWS, cards, facts, files

T = TypeVar("T", bound=Fact)

_REVIEW_COLUMNS = (
    "score",
    "duration_ms",
    "studied_on",
    "utc_offset_s",
    "due_on",
    "source",
)
_RARE = ("limit_s", "note", "revealed_ms")
_ENTROPY_BYTES = 10
_LATEST = 1_000
_IN_ORDER = (facts.c.card_id, facts.c.at, facts.c.clock, facts.c.id)
_PARTS = (Suspended, DueSet, DeadlineSet, DeadlineRemoved)
_PART_KINDS = tuple(kind for kind, fact in KINDS.items() if fact in _PARTS)
_EDGE_KINDS = tuple(kind for kind, fact in KINDS.items() if issubclass(fact, AboutEdge))


def stamps(connection: Connection, now: datetime) -> Iterator[Stamp]:
    """Stamps for facts that happen now, one after the other, after all this database has seen."""
    here = machine(connection)
    latest = last_clock(connection)
    while True:
        latest = tick(latest, now)
        yield Stamp(fact_id(now, secrets.token_bytes(_ENTROPY_BYTES)), here, now, latest)


def append(connection: Connection, new: Iterable[Fact]) -> None:
    """Add facts; one that is there already is left as it is."""
    if rows := [_row(fact) for fact in new]:
        connection.execute(insert(facts), rows)


def facts_of(connection: Connection, card: CardId) -> list[Fact]:
    """All facts of one card, undone ones and undos too, in order."""
    rows = connection.execute(select(facts).where(facts.c.card_id == card).order_by(*_IN_ORDER))
    return [_fact(row) for row in rows]


def history_of(connection: Connection, card: CardId) -> list[Fact]:
    """The facts of the card's whole lineage, in order."""
    until = sources(card, edges_around(connection, card))
    if len(until) == 1:
        return facts_of(connection, card)
    return history({one: facts_of(connection, one) for one in until}, until)


def facts_about_edges(connection: Connection) -> list[Fact]:
    """All facts that draw or close edges."""
    rows = connection.execute(select(facts).where(facts.c.kind.in_(_EDGE_KINDS)))
    return [_fact(row) for row in rows]


def facts_that_count(connection: Connection, kind: type[T]) -> list[T]:
    """The facts of a kind, other than reviews and introductions, that are not undone."""
    names = [name for name, fact in KINDS.items() if fact is kind]
    chosen = (text(BESIDES_REVIEWS), facts.c.kind.in_(names))
    rows = connection.execute(select(facts).where(*chosen, ~is_undone()))
    return [fact for fact in map(_fact, rows) if isinstance(fact, kind)]


def collection_facts(connection: Connection, kinds: Container[type[Fact]]) -> list[Fact]:
    """The facts of such kinds that concern no single card, and undos of any, in order."""
    names = [name for name, fact in KINDS.items() if fact in kinds or fact is Undo]
    chosen = (facts.c.card_id.is_(None), facts.c.kind.in_(names))
    return list(read_facts(connection, select(facts).where(*chosen).order_by(*_IN_ORDER)))


def facts_besides_reviews(connection: Connection) -> Iterator[tuple[CardId, list[Fact]]]:
    """All facts of each card that has others than reviews, its introduction left out, by card."""
    besides = select(facts.c.card_id).where(text(BESIDES_REVIEWS), facts.c.card_id.is_not(None))
    query = select(facts).where(facts.c.card_id.in_(besides), facts.c.kind != "introduced")
    rows = streamed(connection, query.order_by(*_IN_ORDER))
    for card, own in groupby(rows, key=attrgetter("card_id")):
        yield CardId(card), [_fact(row) for row in own]


def all_facts(connection: Connection) -> Iterator[Fact]:
    """The whole log in order, in flat memory."""
    return read_facts(connection, select(facts).order_by(facts.c.at, facts.c.clock, facts.c.id))


def read_facts(connection: Connection, query: Select[Any]) -> Generator[Fact]:
    """The facts of a query over their table, in flat memory."""
    for row in streamed(connection, query):
        yield _fact(row)


def all_reviews(connection: Connection) -> Iterator[tuple[Review, bool]]:
    """Every review in order and whether it was undone, in flat memory."""
    known = ANSWER_ROWS
    query = select(facts, is_undone().label("undone")).where(*known)
    ordered = query.order_by(facts.c.at, facts.c.clock, facts.c.id)
    for row in streamed(connection, ordered):
        yield _review(row), bool(row.undone)


def latest_act(connection: Connection, kinds: tuple[type[Fact], ...] = ACTS) -> Fact | None:
    """The last thing the learner did on this machine that is not undone; of such kinds."""
    names = [name for name, fact in KINDS.items() if fact in kinds]
    mine = (facts.c.machine.in_(machines(connection)), facts.c.kind.in_(names))
    query = select(facts).where(*mine, ~is_undone())
    row = connection.execute(query.order_by(facts.c.clock.desc()).limit(1)).first()
    return None if row is None else _fact(row)


def act_of(fact: Fact) -> FactId:
    """The first fact of the act that a fact belongs to."""
    part_of = fact.part_of if isinstance(fact, _PARTS) else None
    return part_of or fact.stamp.id


def whole_act(connection: Connection, first: FactId) -> list[Fact]:
    """All facts of an act but those undone: its first, then its parts, which came about later."""
    begun = select(facts.c.clock).where(facts.c.id == first).scalar_subquery()
    later = (facts.c.clock > begun, facts.c.kind.in_(_PART_KINDS))
    chosen = or_(facts.c.id == first, and_(*later))
    rows = connection.execute(select(facts).where(chosen, ~is_undone()).order_by(facts.c.clock))
    return [fact for fact in map(_fact, rows) if act_of(fact) == first]


def recent_durations(connection: Connection) -> list[int]:
    """The counted milliseconds of the latest answers of living cards, up to a thousand."""
    limit = func.coalesce(cards.c.limit_s, files.c.limit_s)
    query = (
        select(facts.c.duration_ms, limit)
        .join(cards, cards.c.id == facts.c.card_id)
        .join(files, files.c.path == cards.c.path)
        .where(facts.c.kind == "review", facts.c.duration_ms.is_not(None))
        .order_by(facts.c.clock.desc())
        .limit(_LATEST)
    )
    return [counted_ms(duration, limit_s) for duration, limit_s in connection.execute(query)]


def is_introduced(connection: Connection, card: CardId) -> bool:
    """Whether the log knows the card's face."""
    query = select(facts.c.id).where(facts.c.card_id == card, facts.c.kind == "introduced")
    return connection.execute(query.limit(1)).first() is not None


def fact_count(connection: Connection) -> int:
    """How many facts the log holds."""
    return connection.execute(select(func.count()).select_from(facts)).scalar_one()


def review_count(connection: Connection) -> int:
    """How many answers the log holds, those undone among them."""
    chosen = select(func.count()).select_from(facts).where(facts.c.kind == "review")
    return connection.execute(chosen).scalar_one()


def last_clock(connection: Connection) -> int:
    """The latest clock in the log; 0 where it is empty."""
    return connection.execute(select(func.max(facts.c.clock))).scalar() or 0


def is_empty(connection: Connection) -> bool:
    """Whether nothing has happened yet."""
    return connection.execute(select(facts.c.id).limit(1)).first() is None


def card_count(connection: Connection) -> int:
    """How many cards have facts."""
    return connection.execute(select(func.count(facts.c.card_id.distinct()))).scalar_one()


def is_undone() -> ColumnElement[bool]:
    """Whether an undo names the fact of a row."""
    undos = facts.alias()
    return select(undos.c.id).where(undos.c.undoes == facts.c.id).correlate(facts).exists()


def _row(fact: Fact) -> dict[str, Any]:
    stamp = fact.stamp
    row: dict[str, Any] = dict.fromkeys(_columns())
    row |= {
        "id": stamp.id,
        "kind": kind_of(fact),
        "version": version_of(fact),
        "machine": stamp.machine,
        "at": stamp.at,
        "clock": stamp.clock,
        "card_id": fact.card,
    }
    if isinstance(fact, Review):
        return (
            row
            | {name: getattr(fact, name) for name in _REVIEW_COLUMNS}
            | {"rating": int(fact.rating), "body": _rarely_said(fact)}
        )
    said = {name: value for name, value in body(fact).items() if name != "card"}
    return row | {"undoes": _undone(said), "body": json.dumps(said, ensure_ascii=False)}


@lru_cache(maxsize=1)
def _columns() -> tuple[str, ...]:
    return tuple(column.name for column in facts.columns)


def _fact(row: Row[Any]) -> Fact:
    try:
        return _said_in(row)
    except (TypeError, ValueError) as failure:
        raise UnreadableFact(row.id) from failure


def _said_in(row: Row[Any]) -> Fact:
    if row.kind == "review" and row.version <= VERSION:
        return _review(row)
    said = json.loads(row.body)
    if row.card_id is not None or row.kind in KINDS:
        said["card"] = row.card_id
    return fact_of(row.kind, _read_stamp(row), said, row.version)


def _review(row: Row[Any]) -> Review:
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


def _undone(said: dict[str, Any]) -> str | None:
    """The fact that an undo names; a fact of a later version may mean something else by it."""
    named = said.get("undoes")
    return named if isinstance(named, str) else None


def _rarely_said(review: Review) -> str | None:
    """What few answers have and no query asks for."""
    said = {name: getattr(review, name) for name in _RARE}
    said = {name: value for name, value in said.items() if value not in (None, "")}
    return json.dumps(said, ensure_ascii=False) if said else None


def _read_stamp(row: Row[Any]) -> Stamp:
    return Stamp(FactId(row.id), MachineId(row.machine), row.at, row.clock)
