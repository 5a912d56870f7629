"""Cards that could be asked, as the queue wants them."""

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Join,
    Select,
    and_,
    func,
    literal_column,
    or_,
    select,
)

from flashcards.core.card import CardId, Kind, Occasion, Source
from flashcards.core.schedule import State
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.core.study.queue import Candidate
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import cards, files, schedules
from flashcards.storage.projection.joins import (
    ALL,
    FILED,
    IN_STEPS,
    LIMIT_S,
    NEW_IN_ORDER,
    OCCASION,
    OCCASIONS,
    QUICK,
    SEEN,
    active,
    begins,
    is_to_be_told,
    story_text,
    unsuspended,
)

_STATES: Final = {one.value: one for one in State}
_STATE: Final = func.coalesce(schedules.c.state, State.NEW.value).label("state")
_AT_ONCE: Final = 100
"""Of new cards, which may be many thousands, a day takes a few dozen: no more rows are held."""

_COLUMNS: Final = (
    cards.c.id,
    cards.c.path,
    cards.c.line,
    files.c.deck,
    schedules.c.due_on,
    schedules.c.last_studied_on,
    schedules.c.stability,
    schedules.c.difficulty,
    OCCASION.label("occasion"),
    LIMIT_S.label("seconds"),
    story_text().label("story"),
)


def due_candidates(
    connection: Connection, selection: Selection, today: date, ahead_days: int = 0
) -> list[Candidate]:
    """Cards in review whose day has come, not suspended or buried; the quick ones of all cards.

    Looking ahead, also those whose day comes within so many days, if they were not studied today.
    """
    query = _candidates(SEEN, selection, today).where(
        schedules.c.state == State.REVIEW.value,
        schedules.c.due_on <= today + timedelta(days=ahead_days),
    )
    if ahead_days:
        query = query.where(schedules.c.last_studied_on < today)
    return [_candidate(row) for row in connection.execute(query) if selection.finds(row.id)]


def besides_due(connection: Connection, today: date) -> list[Candidate]:
    """The skills and exercises in review whose day has come, not suspended or buried."""
    query: Select[Any] = select(*_COLUMNS).select_from(SEEN).where(active(today), ~QUICK)
    is_due = (schedules.c.state == State.REVIEW.value, schedules.c.due_on <= today)
    return [_candidate(row) for row in connection.execute(query.where(*is_due))]


def skills_to_rate(connection: Connection, selection: Selection, today: date) -> list[CardId]:
    """The selected skills that are due or were never rated: what `flash assess` asks."""
    here = cards.c.path.in_(select(files.c.path))  # an index has kinds by files
    is_skill = and_(here, cards.c.kind == Kind.SELF_ASSESSMENT.value)
    is_new = func.coalesce(schedules.c.state, State.NEW.value) == State.NEW.value
    query = select(cards.c.id).select_from(ALL).where(is_skill, active(today), *_named(selection))
    rows = connection.execute(query.where(or_(is_new, schedules.c.due_on <= today))).scalars()
    return [CardId(card) for card in rows if selection.finds(CardId(card))]


def new_candidates(
    connection: Connection,
    selection: Selection,
    today: date,
    focus: Collection[str] = (),
    *,
    besides: bool = False,
) -> Iterator[Candidate]:
    """Cards never answered, of all the quick ones, in deck order, read as far as they are taken.

    With a focus only those of its decks, or only those `besides`; no story without a word.
    """
    is_new = cards.c.new == literal_column("1")  # a literal, or the partial index goes unused
    query = _candidates(ALL, selection, today).where(is_new)
    if focus:
        within = files.c.deck.in_(sorted(focus))
        query = query.where(~within if besides else within)
    for row in streamed(connection, query.order_by(*NEW_IN_ORDER), _AT_ONCE):
        if selection.finds(row.id) and is_to_be_told(row.story):
            yield _candidate(row)


def learning_cards(
    connection: Connection, selection: Selection, today: date
) -> list[tuple[CardId, datetime, str]]:
    """Cards in learning or relearning steps: the instant each is due, and its deck; by instant."""
    query = select(cards.c.id, schedules.c.due_at, files.c.deck).select_from(SEEN)
    asked = query.where(active(today), *selected(selection), schedules.c.state.in_(IN_STEPS))
    rows = connection.execute(asked.order_by(schedules.c.due_at, cards.c.id))
    return [(CardId(row.id), row.due_at, row.deck) for row in rows if selection.finds(row.id)]


def facing_candidates(
    connection: Connection, selection: Selection, today: date, occasion: Occasion | None = None
) -> list[tuple[Candidate, State]]:
    """Selected cards that are not suspended, in the order of new ones, each with its state.

    With an occasion those of it alone; without one, of all cards the quick ones. No new story
    without a word.
    """
    query = select(*_COLUMNS, _STATE, schedules.c.buried_on).select_from(ALL).where(unsuspended())
    if occasion is None:
        among = [*selected(selection)]
    else:
        among = [*_named(selection), OCCASION.in_([occasion.value])]
    return [
        (_candidate(row, buried=row.buried_on == today), _STATES[row.state])
        for row in connection.execute(query.where(*among).order_by(*NEW_IN_ORDER))
        if selection.finds(row.id) and (row.state != State.NEW.value or is_to_be_told(row.story))
    ]


def facing_memories(
    connection: Connection, selection: Selection
) -> Iterator[tuple[str, float | None, date | None]]:
    """Of the same cards without an occasion the area, stability and last study day, if any."""
    memory = schedules.c.stability, schedules.c.last_studied_on
    columns = (cards.c.id, files.c.area, *memory, _STATE, story_text())
    query = select(*columns).select_from(ALL).where(unsuspended(), *selected(selection))
    for row in streamed(connection, query.order_by(*NEW_IN_ORDER)):
        card, area, stability, studied_on, state, story = row
        if selection.finds(card) and (state != State.NEW.value or is_to_be_told(story)):
            yield area, stability, studied_on


def tagged(connection: Connection, tag: str) -> frozenset[CardId]:
    """The cards with a tag, of their own or of their deck."""
    query = select(cards.c.id).select_from(FILED).where(*_named(Selection(tags=(tag,))))
    return frozenset(map(CardId, connection.execute(query).scalars()))


def studied_since(connection: Connection, day: date) -> dict[Source, set[CardId]]:
    """The cards answered on a study day or later, by where they stand."""
    query = select(cards.c.id, cards.c.path, cards.c.line).select_from(SEEN)
    found: dict[Source, set[CardId]] = {}
    for card, path, line in connection.execute(query.where(schedules.c.last_studied_on >= day)):
        found.setdefault(Source(path, line), set()).add(CardId(card))
    return found


def _candidates(joined: Join, selection: Selection, today: date) -> Select[Any]:
    query = select(*_COLUMNS).select_from(joined)
    return query.where(active(today), *selected(selection))


def selected(selection: Selection) -> Iterator[ColumnElement[bool]]:
    """The conditions that a selection makes; what its query finds is not among them.

    One that names nothing means the quick cards: skills and exercises are asked by name.
    """
    if selection == EVERYTHING:
        yield QUICK
    yield from _named(selection)


def _named(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.decks:
        below = [begins(files.c.deck, f"{deck}/") for deck in selection.decks]
        yield or_(files.c.deck.in_(selection.decks), *below)
    if selection.areas:
        yield files.c.area.in_(selection.areas)
    if selection.tags:
        texts = [json.dumps(tag, ensure_ascii=False).removesuffix('"') for tag in selection.tags]
        quoted = [f"{text}{end}" for text in texts for end in ('"', "/", "::")]
        columns = (cards.c.tags, files.c.tags)
        yield or_(*(c.contains(tag, autoescape=True) for tag in quoted for c in columns))


def _candidate(row: Any, *, buried: bool = False) -> Candidate:  # noqa: ANN401 - a row of columns
    card, path, line, deck, due_on, studied_on, stability, difficulty, occasion, limit_s, *_ = row
    return Candidate(
        CardId(card),
        Source(path, line),
        deck,
        due_on,
        studied_on,
        stability,
        difficulty,
        buried,
        OCCASIONS[occasion],
        limit_s,
    )
