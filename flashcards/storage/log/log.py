"""The log of facts in the database: appended to, read, never changed."""

from collections.abc import Collection, Container, Generator, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    union_all,
)

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import AboutEdge, Review
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.lineage import history, sources
from flashcards.core.log.order import order
from flashcards.core.log.record import KINDS, names_of
from flashcards.core.log.stamp import FOLLOWED, OWN_FOLLOWED, FactId, MachineId, Stamp, tick
from flashcards.storage.database.batches import batched, streamed
from flashcards.storage.database.memory import known, remembered, remembered_of
from flashcards.storage.database.tables import BESIDES_REVIEWS, about, facts
from flashcards.storage.log.lineage import edges_around
from flashcards.storage.log.machine import MACHINE, Stamps, machine
from flashcards.storage.log.rows import ANSWER_ROWS, facts_in, insert_facts, review_in
from flashcards.storage.log.undos import (
    all_undos_filed_elsewhere,
    besides_reviews,
    is_undo_filed_elsewhere,
    is_undone,
)

T = TypeVar("T", bound=Fact)

LAST_CLOCK: Final = "last clock"
HIGHEST_CLOCK: Final = "highest clock"
ANSWERS: Final = "answers since a clock"
INTRODUCED: Final = "introduced"
"""Under which names a connection remembers what it read."""

_OF_CARD: Final = facts.c.card_id == bindparam("card")
_FACES: Final = select(facts.c.id).where(_OF_CARD, facts.c.kind == "introduced").limit(1)
_IN_ORDER = (facts.c.card_id, facts.c.at, facts.c.clock, facts.c.id)
_EDGE_KINDS = names_of(AboutEdge)


def stamps(connection: Connection, now: datetime) -> Stamps:
    """Stamps for facts that happen now, one after the other, after all that is followed here."""

    def begin() -> tuple[MachineId, int]:
        here = remembered(connection, MACHINE, lambda: machine(connection))
        return here, tick(last_clock(connection), now)

    return Stamps(begin, now)


def append(connection: Connection, new: Iterable[Fact]) -> None:
    """Add facts of this machine; raises `TooLongToKeep` where nobody would read one's line."""
    for some in batched(new):
        insert_facts(connection, some)


def facts_of(connection: Connection, card: CardId) -> list[Fact]:
    """All facts of one card, undone ones and the undos of these too, in order."""
    return _with_undos(connection, card, facts.c.card_id == card)


def history_of(connection: Connection, card: CardId) -> list[Fact]:
    """The facts of the card's whole lineage, in order."""
    until = sources(card, edges_around(connection, card))
    if len(until) == 1:
        return facts_of(connection, card)
    return history({one: facts_of(connection, one) for one in until}, until)


def facts_about_edges(connection: Connection) -> list[Fact]:
    """All facts that draw or close edges."""
    rows = connection.execute(select(facts).where(facts.c.kind.in_(_EDGE_KINDS)))
    return list(facts_in(rows))


def facts_about_edges_to(connection: Connection, cards: Collection[CardId]) -> Iterator[AboutEdge]:
    """All facts that draw or close edges into some cards."""
    for some in batched(cards):
        into = (facts.c.card_id.in_(some), facts.c.kind.in_(_EDGE_KINDS))
        for fact in facts_in(connection.execute(select(facts).where(*into))):
            if isinstance(fact, AboutEdge):
                yield fact


def facts_that_count(connection: Connection, kind: type[T]) -> list[T]:
    """The facts of a kind, other than reviews and introductions, that are not undone."""
    chosen = (text(BESIDES_REVIEWS), facts.c.kind.in_(names_of(kind)))
    rows = connection.execute(select(facts).where(*chosen, ~is_undone()))
    return [fact for fact in facts_in(rows) if isinstance(fact, kind)]


def collection_facts(connection: Connection, kinds: Container[type[Fact]]) -> list[Fact]:
    """The facts of such kinds that concern no single card, and undos of any, in order."""
    names = [name for name, fact in KINDS.items() if fact in kinds or fact is Undo]
    chosen = (facts.c.card_id.is_(None), facts.c.kind.in_(names))
    return _with_undos(connection, None, and_(*chosen))


def facts_besides_reviews(connection: Connection) -> Iterator[tuple[CardId, list[Fact]]]:
    """All facts of each card that has others than reviews, its introduction left out, by card."""
    chosen = facts.c.card_id.in_(besides_reviews()), facts.c.kind != "introduced"
    rows = streamed(connection, select(facts).where(*chosen).order_by(*_IN_ORDER))
    others = all_undos_filed_elsewhere(connection)
    for card, group in groupby(rows, key=attrgetter("card_id")):
        own = list(facts_in(group))
        undos = others.get(CardId(card))
        yield CardId(card), own + _facts_where(connection, facts.c.id.in_(undos)) if undos else own


def all_facts(connection: Connection) -> Iterator[Fact]:
    """The whole log in order, in flat memory."""
    return read_facts(connection, select(facts).order_by(facts.c.at, facts.c.clock, facts.c.id))


def read_facts(connection: Connection, query: Select[Any]) -> Generator[Fact]:
    """The facts of a query over their table, in flat memory."""
    yield from facts_in(streamed(connection, query))


def all_reviews(connection: Connection) -> Iterator[tuple[Review, bool]]:
    """Every review in order and whether it was undone, in flat memory."""
    known = ANSWER_ROWS
    query = select(facts, is_undone().label("undone")).where(*known)
    ordered = query.order_by(facts.c.at, facts.c.clock, facts.c.id)
    for row in streamed(connection, ordered):
        yield review_in(row), bool(row.undone)


def answers_since(connection: Connection, card: CardId, clock: int) -> set[FactId]:
    """The answers in a card's history that are later than a clock and count."""
    ids = sources(card, edges_around(connection, card))
    if known(connection) is None:
        found = _answers_since(connection, clock, facts.c.card_id.in_(ids))
    else:  # of all cards at once: the next card's are asked for soon
        found = remembered_of(connection, ANSWERS, clock, lambda: _answers_since(connection, clock))
    return {answer for one in ids for answer in found.get(one, ())}


def _answers_since(
    connection: Connection, clock: int, *of_cards: ColumnElement[bool]
) -> dict[CardId, set[FactId]]:
    later = (facts.c.clock > clock, is_followed(), ~is_undone())
    query = select(facts.c.card_id, facts.c.id).where(facts.c.kind == "review", *later, *of_cards)
    found: dict[CardId, set[FactId]] = {}
    for card, id_ in connection.execute(query):
        found.setdefault(CardId(card), set()).add(FactId(id_))
    return found


def after_answer(values: dict[str, Any], said: Sequence[Fact]) -> None:
    """Bring what is remembered up to the facts of an answer that came about after all others."""
    values[LAST_CLOCK] = values[HIGHEST_CLOCK] = said[-1].stamp.clock
    for one in said:
        if isinstance(one, Review):
            values.setdefault(INTRODUCED, {})[one.card] = True
            for found in values.get(ANSWERS, {}).values():
                found.setdefault(one.card, set()).add(one.stamp.id)


def answers_of(connection: Connection, card: CardId, ids: Collection[FactId]) -> list[Review]:
    """Those of the answers in a card's history, in order."""
    if not ids:
        return []
    whole = history_of(connection, card)
    return [one for one in whole if isinstance(one, Review) and one.stamp.id in ids]


def read_ahead(connection: Connection, cards: Collection[CardId]) -> None:
    """Remember of which of the cards the log knows the face."""
    if (values := known(connection)) is not None:
        faces = select(facts.c.card_id).where(facts.c.kind == "introduced")
        found = set(connection.execute(faces.where(facts.c.card_id.in_(cards))).scalars())
        values.setdefault(INTRODUCED, {}).update({card: card in found for card in cards})


def is_introduced(connection: Connection, card: CardId) -> bool:
    """Whether the log knows the card's face."""
    return remembered_of(connection, INTRODUCED, card, lambda: _has_face(connection, card))


def _has_face(connection: Connection, card: CardId) -> bool:
    return connection.execute(_FACES, {"card": card}).first() is not None


def fact_count(connection: Connection) -> int:
    """How many facts the log holds."""
    return connection.execute(select(func.count()).select_from(facts)).scalar_one()


def review_count(connection: Connection) -> int:
    """How many answers the log holds that are not undone."""
    counted = (facts.c.kind == "review", ~is_undone())
    chosen = select(func.count()).select_from(facts).where(*counted)
    return connection.execute(chosen).scalar_one()


def last_clock(connection: Connection) -> int:
    """The latest clock in the log that new facts follow; 0 where there is none."""
    return remembered(connection, LAST_CLOCK, lambda: _last_clock(connection))


def _last_clock(connection: Connection) -> int:
    query = select(facts.c.clock).where(is_followed())
    return connection.execute(query.order_by(facts.c.clock.desc()).limit(1)).scalar() or 0


def is_outranked(connection: Connection, stamp: Stamp) -> bool:
    """Whether a fact here came about later than a new one: a stranger's of a wrong clock."""
    return remembered(connection, HIGHEST_CLOCK, lambda: _highest_clock(connection)) > stamp.clock


def _highest_clock(connection: Connection) -> int:
    return connection.execute(select(func.max(facts.c.clock))).scalar() or 0


def is_followed() -> ColumnElement[bool]:
    """Whether new facts come after that of a row: a stranger's clock may be far in the future.

    This machine's own are followed beyond what is followed of others, so that they never go back.
    """
    here = select(about.c.value).where(about.c.key == MACHINE).scalar_subquery()
    is_near = or_(facts.c.clock <= FOLLOWED, facts.c.machine == here)
    return and_(facts.c.clock <= OWN_FOLLOWED, is_near)


def is_empty(connection: Connection) -> bool:
    """Whether nothing has happened yet."""
    return connection.execute(select(facts.c.id).limit(1)).first() is None


def card_count(connection: Connection) -> int:
    """How many cards have facts."""
    return connection.execute(select(func.count(facts.c.card_id.distinct()))).scalar_one()


def _with_undos(
    connection: Connection, card: CardId | None, chosen: ColumnElement[bool]
) -> list[Fact]:
    """The facts chosen of a card, or of none, and the undos that another is said in, in order."""
    parts = (chosen, is_undo_filed_elsewhere(card))
    rows = connection.execute(union_all(*(select(facts).where(part) for part in parts)))
    return sorted(facts_in(rows), key=order)


def _facts_where(connection: Connection, chosen: ColumnElement[bool]) -> list[Fact]:
    return list(facts_in(connection.execute(select(facts).where(chosen))))
