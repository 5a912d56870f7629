"""Cards in the database, with their decks and schedules: looked up, queued, counted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Join,
    Row,
    Select,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
)

from flashcards.core.card import Card, CardId, DeckSettings, Kind, Source
from flashcards.core.known_card import KnownCard
from flashcards.core.queue import Candidate
from flashcards.core.schedule import Schedule, State
from flashcards.core.selection import Selection
from flashcards.storage.schedules import schedule_from
from flashcards.storage.tables import cards, facts, files, schedules

_ROWS_AT_ONCE: Final = 1_000
_IN_STEPS: Final = (State.LEARNING.value, State.RELEARNING.value)
_IN_ORDER: Final = (cards.c.path, cards.c.position)
_IS_NEW: Final = cards.c.new == literal_column("1")  # literal, or the partial index goes unused
_ASKED: Final = cards.c.kind != Kind.PROMPT.value
_ACTIVE: Final = and_(_ASKED, files.c.suspended == 0, func.coalesce(schedules.c.suspended, 0) == 0)


def known_card(connection: Connection, card: CardId) -> KnownCard | None:
    """The card with its deck and schedule; an orphan where only its history is left."""
    row = connection.execute(_known().where(cards.c.id == card)).first()
    return _orphan(connection, card) if row is None else _known_card(row)


def is_living(connection: Connection, card: CardId) -> bool:
    """Whether the card stands in a deck."""
    return connection.execute(select(cards.c.id).where(cards.c.id == card)).first() is not None


def known_cards(connection: Connection) -> Iterator[KnownCard]:
    """All living cards in deck order, in flat memory."""
    query = _known().order_by(*_IN_ORDER)
    for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
        yield _known_card(row)


def orphans(connection: Connection) -> Iterator[KnownCard]:
    """The cards that have a history but stand in no deck any more, by id."""
    living = select(cards.c.id)
    query = select(schedules.c.card_id).where(schedules.c.card_id.not_in(living))
    for card in connection.execute(query.order_by(schedules.c.card_id)).scalars().all():
        found = _orphan(connection, CardId(card))
        if found is not None:
            yield found


def ids_beginning(connection: Connection, prefix: str, most: int) -> list[CardId]:
    """The ids of living cards and orphans that begin so, up to `most`."""
    found: set[str] = set()
    for column in (cards.c.id, schedules.c.card_id):
        query = select(column).where(_begins(column, prefix)).limit(most)
        found |= set(connection.execute(query).scalars())
    return [CardId(card) for card in sorted(found)]


def ids_at(connection: Connection, deck: str, line: int) -> list[CardId]:
    """The cards whose tag stands at that line of a deck, named by name or by file."""
    place = or_(files.c.deck == deck, files.c.path == deck, files.c.path == f"{deck}.md")
    query = select(cards.c.id).join(files, cards.c.path == files.c.path)
    rows = connection.execute(query.where(place, cards.c.line == line).order_by(*_IN_ORDER))
    return [CardId(card) for card in rows.scalars()]


def due_candidates(connection: Connection, selection: Selection, today: date) -> list[Candidate]:
    """Cards in review whose day has come, not suspended or buried."""
    query = _candidates(schedules.c.due_on, selection, today).where(
        schedules.c.state == State.REVIEW.value, schedules.c.due_on <= today
    )
    return [_candidate(row) for row in connection.execute(query)]


def new_candidates(
    connection: Connection, selection: Selection, today: date
) -> Iterator[Candidate]:
    """Cards never answered, in deck order, read only as far as they are taken."""
    query = _candidates(schedules.c.due_on, selection, today).where(_IS_NEW)
    ordered = query.order_by(*_IN_ORDER).execution_options(yield_per=100)
    with connection.execute(ordered) as rows:
        yield from map(_candidate, rows)


def learning_cards(
    connection: Connection, selection: Selection, today: date
) -> list[tuple[CardId, datetime]]:
    """Cards in learning or relearning steps with the instant each is due, earliest first."""
    query = _candidates(schedules.c.due_at, selection, today).where(
        schedules.c.state.in_(_IN_STEPS)
    )
    rows = connection.execute(query.order_by(schedules.c.due_at, cards.c.id))
    return [(CardId(row.id), row.due_at) for row in rows]


def sources_studied_on(connection: Connection, day: date) -> set[Source]:
    """Where the cards stand that were answered on a study day."""
    query = (
        select(cards.c.path, cards.c.line)
        .join(schedules, schedules.c.card_id == cards.c.id)
        .where(schedules.c.last_studied_on == day)
    )
    return {Source(row.path, row.line) for row in connection.execute(query)}


def deck_names(connection: Connection) -> list[str]:
    """The names of all decks, sorted."""
    return sorted(set(connection.execute(select(files.c.deck)).scalars()))


def deck_areas(connection: Connection) -> set[str]:
    """The areas of all decks."""
    return set(connection.execute(select(files.c.area)).scalars())


def new_limits(connection: Connection) -> dict[str, int]:
    """The decks that limit their new cards a day themselves."""
    query = (
        select(files.c.deck, func.min(files.c.new_per_day))
        .where(files.c.new_per_day.is_not(None))
        .group_by(files.c.deck)
    )
    return dict(connection.execute(query).all())


def introduced_by_deck(connection: Connection, day: date) -> dict[str, int]:
    """How many cards of each deck were answered for the first time on a study day."""
    query = (
        select(files.c.deck, func.count())
        .select_from(_joined(outer=False))
        .where(schedules.c.first_studied_on == day)
        .group_by(files.c.deck)
    )
    return dict(connection.execute(query).all())


def deck_retention(connection: Connection, card: CardId) -> float | None:
    """The desired retention that the card's deck sets, if it does."""
    query = select(files.c.retention).join(cards, cards.c.path == files.c.path)
    return connection.execute(query.where(cards.c.id == card)).scalar()


def retentions(connection: Connection) -> dict[CardId, float]:
    """The cards whose deck sets its own desired retention."""
    query = select(cards.c.id, files.c.retention).join(files, cards.c.path == files.c.path)
    rows = connection.execute(query.where(files.c.retention.is_not(None)))
    return {CardId(card): retention for card, retention in rows}


@dataclass(frozen=True, slots=True)
class DeckCounts:
    """How many cards of a deck are in which state on a study day."""

    deck: str
    area: str
    due: int
    overdue: int
    new: int
    learning: int
    suspended: int
    total: int


def counts_by_deck(connection: Connection, today: date) -> list[DeckCounts]:
    """The counts of each deck and area, by name."""
    awake = and_(_ACTIVE, _unburied(today))
    due = and_(awake, schedules.c.state == State.REVIEW.value, schedules.c.due_on <= today)
    resting = or_(files.c.suspended == 1, func.coalesce(schedules.c.suspended, 0) == 1)
    query = (
        select(
            files.c.deck,
            files.c.area,
            _number(due).label("due"),
            _number(and_(due, schedules.c.due_on < today)).label("overdue"),
            _number(and_(awake, _IS_NEW)).label("new"),
            _number(and_(awake, schedules.c.state.in_(_IN_STEPS))).label("learning"),
            _number(resting).label("suspended"),
            func.count().label("total"),
        )
        .select_from(_joined())
        .where(_ASKED)
        .group_by(files.c.deck, files.c.area)
        .order_by(files.c.deck, files.c.area)
    )
    return [DeckCounts(*row) for row in connection.execute(query)]


def due_by_day(connection: Connection, after: date, until: date) -> dict[date, int]:
    """How many cards in review fall due on each day after `after`, up to `until`."""
    query = (
        select(schedules.c.due_on, func.count())
        .select_from(_joined(outer=False))
        .where(
            _ACTIVE,
            schedules.c.state == State.REVIEW.value,
            schedules.c.due_on > after,
            schedules.c.due_on <= until,
        )
        .group_by(schedules.c.due_on)
    )
    return dict(connection.execute(query).all())


def next_due_on(connection: Connection, after: date) -> date | None:
    """The next study day on which a card in review falls due."""
    query = (
        select(func.min(schedules.c.due_on))
        .select_from(_joined(outer=False))
        .where(_ACTIVE, schedules.c.state == State.REVIEW.value, schedules.c.due_on > after)
    )
    return connection.execute(query).scalar()


def _joined(*, outer: bool = True) -> Join:
    filed = cards.join(files, cards.c.path == files.c.path)
    return filed.join(schedules, schedules.c.card_id == cards.c.id, isouter=outer)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _begins(column: Column[str], prefix: str) -> ColumnElement[bool]:
    """As a range, unlike LIKE: exact in letter case, and an index serves it."""
    return and_(column >= prefix, column < f"{prefix}\U0010ffff")


def _unburied(today: date) -> ColumnElement[bool]:
    return or_(schedules.c.buried_on.is_(None), schedules.c.buried_on != today)


def _candidates(due: ColumnElement[Any], selection: Selection, today: date) -> Select[Any]:
    columns = (cards.c.id, cards.c.path, cards.c.line, files.c.deck, due)
    chosen = (_ACTIVE, _unburied(today), *_selected(selection))
    return select(*columns).select_from(_joined()).where(*chosen)


def _selected(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.decks:
        below = [_begins(files.c.deck, f"{deck}/") for deck in selection.decks]
        yield or_(files.c.deck.in_(selection.decks), *below)
    if selection.areas:
        yield files.c.area.in_(selection.areas)
    if selection.tags:
        quoted = [json.dumps(tag, ensure_ascii=False) for tag in selection.tags]
        columns = (cards.c.tags, files.c.tags)
        yield or_(*(c.contains(tag, autoescape=True) for tag in quoted for c in columns))


def _candidate(row: Row[Any]) -> Candidate:
    return Candidate(CardId(row.id), Source(row.path, row.line), row.deck, row.due_on)


def _known() -> Select[Any]:
    return select(
        *cards.c,
        files.c.deck,
        files.c.area,
        files.c.tags.label("deck_tags"),
        files.c.limit_s.label("deck_limit_s"),
        files.c.new_per_day,
        files.c.retention,
        files.c.suspended.label("deck_suspended"),
        *schedules.c,
    ).select_from(_joined())


def _known_card(row: Row[Any]) -> KnownCard:
    settings = DeckSettings(
        tuple(json.loads(row.deck_tags)),
        row.deck_limit_s,
        row.new_per_day,
        row.retention,
        bool(row.deck_suspended),
    )
    schedule = Schedule() if row.state is None else schedule_from(row)
    return KnownCard(_card(row), row.deck, row.area, settings, schedule)


def _card(row: Row[Any]) -> Card:
    return Card(
        CardId(row.id),
        Kind(row.kind),
        row.front,
        row.back,
        Source(row.path, row.line),
        tuple(json.loads(row.breadcrumb)),
        tuple(json.loads(row.tags)),
        row.limit_s,
        None if row.span_start is None else (row.span_start, row.span_end),
    )


def _orphan(connection: Connection, card: CardId) -> KnownCard | None:
    """The card as the log introduced it."""
    faces = select(facts.c.body).where(facts.c.card_id == card, facts.c.kind == "introduced")
    face = connection.execute(faces.limit(1)).scalar()
    if face is None:
        return None
    said = json.loads(face)
    shown = Card(card, Kind(said["kind"]), said["front"], said["back"], Source("", 0))
    row = connection.execute(select(schedules).where(schedules.c.card_id == card)).first()
    schedule = Schedule() if row is None else schedule_from(row)
    return KnownCard(shown, "", "", schedule=schedule, orphan=True)


def deck_of_cards(connection: Connection) -> dict[CardId, tuple[str, int | None]]:
    """The deck of each card that has been answered, and its time limit in seconds."""
    limit = func.coalesce(cards.c.limit_s, files.c.limit_s)
    query = select(cards.c.id, files.c.deck, limit).select_from(_joined(outer=False))
    return {CardId(card): (deck, limit_s) for card, deck, limit_s in connection.execute(query)}
