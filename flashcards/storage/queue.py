"""Cards that could be asked, as the queue wants them."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Join, Row, Select, literal_column, or_, select

from flashcards.core.card import Card, CardId, Source
from flashcards.core.queue import Candidate
from flashcards.core.schedule import State
from flashcards.core.selection import Selection
from flashcards.storage.joins import ALL, IN_ORDER, IN_STEPS, SEEN, active, begins
from flashcards.storage.tables import cards, files, schedules

_AT_ONCE: Final = 100


def due_candidates(connection: Connection, selection: Selection, today: date) -> list[Candidate]:
    """Cards in review whose day has come, not suspended or buried."""
    query = _candidates(SEEN, schedules.c.due_on, selection, today).where(
        schedules.c.state == State.REVIEW.value, schedules.c.due_on <= today
    )
    return [_candidate(row) for row in connection.execute(query)]


def new_candidates(
    connection: Connection, selection: Selection, today: date
) -> Iterator[Candidate]:
    """Cards never answered, in deck order, read only as far as they are taken."""
    is_new = cards.c.new == literal_column("1")  # a literal, or the partial index goes unused
    query = _candidates(ALL, schedules.c.due_on, selection, today).where(is_new)
    ordered = query.order_by(*IN_ORDER).execution_options(yield_per=_AT_ONCE)
    with connection.execute(ordered) as rows:
        yield from map(_candidate, rows)


def learning_cards(
    connection: Connection, selection: Selection, today: date
) -> list[tuple[CardId, datetime]]:
    """Cards in learning or relearning steps with the instant each is due, earliest first."""
    query = _candidates(SEEN, schedules.c.due_at, selection, today).where(
        schedules.c.state.in_(IN_STEPS)
    )
    rows = connection.execute(query.order_by(schedules.c.due_at, cards.c.id))
    return [(CardId(row.id), row.due_at) for row in rows]


def sources_studied_on(connection: Connection, day: date) -> set[Source]:
    """Where the cards stand that were answered on a study day."""
    query = select(cards.c.path, cards.c.line).select_from(SEEN)
    rows = connection.execute(query.where(schedules.c.last_studied_on == day))
    return {Source(row.path, row.line) for row in rows}


def siblings_due(connection: Connection, card: Card) -> set[date]:
    """The due days of the other cards cut from the same place."""
    place = (cards.c.path == card.source.file, cards.c.line == card.source.line)
    query = select(schedules.c.due_on).select_from(SEEN)
    others = query.where(*place, cards.c.id != card.id, schedules.c.due_on.is_not(None))
    return set(connection.execute(others).scalars())


def _candidates(
    joined: Join, due: ColumnElement[Any], selection: Selection, today: date
) -> Select[Any]:
    columns = (cards.c.id, cards.c.path, cards.c.line, files.c.deck, due)
    return select(*columns).select_from(joined).where(active(today), *selected(selection))


def selected(selection: Selection) -> Iterator[ColumnElement[bool]]:
    """The conditions that a selection makes."""
    if selection.decks:
        below = [begins(files.c.deck, f"{deck}/") for deck in selection.decks]
        yield or_(files.c.deck.in_(selection.decks), *below)
    if selection.areas:
        yield files.c.area.in_(selection.areas)
    if selection.tags:
        quoted = [json.dumps(tag, ensure_ascii=False) for tag in selection.tags]
        columns = (cards.c.tags, files.c.tags)
        yield or_(*(c.contains(tag, autoescape=True) for tag in quoted for c in columns))


def _candidate(row: Row[Any]) -> Candidate:
    return Candidate(CardId(row.id), Source(row.path, row.line), row.deck, row.due_on)
