"""What a look ahead goes out from: cards without their texts, and all answers given."""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import Connection, case, func, null, select

from flashcards.core.card import CardId, Source
from flashcards.core.schedule import Overrides, Schedule
from flashcards.core.selection import Selection
from flashcards.storage.database.batches import as_stored, streamed
from flashcards.storage.database.tables import cards, facts, files, schedules
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import not_counting
from flashcards.storage.projection.joins import ALL, ASKED, LIMIT_S, NEW_IN_ORDER, OCCASION, QUICK
from flashcards.storage.projection.overrides import overrides_said
from flashcards.storage.projection.queue import selected
from flashcards.storage.projection.schedules import schedule_from

_SLOW_S: Final = case((~QUICK, LIMIT_S), else_=null()).label("slow_s")


class AskedCard(NamedTuple):
    """A card that is not suspended: where it stands, its deck and what of its policy is set.

    `limit_s` is that of a skill or an exercise, None of quick cards.
    """

    card: CardId
    source: Source
    deck: str
    overrides: Overrides
    schedule: Schedule
    limit_s: int | None = None


GivenAnswer: TypeAlias = tuple[CardId, int, int | None, bool]
"""A review that counts, under the id that its card had: grade, milliseconds as they were measured,
and whether steps follow."""


def asked_cards(connection: Connection, selection: Selection) -> Iterator[AskedCard]:
    """All cards that a daily review comes to, buried ones too, in the order of new ones."""
    place = (cards.c.id, cards.c.path, cards.c.line)
    columns = (
        *place,
        files.c.deck,
        files.c.policy.label("deck_policy"),
        OCCASION.label("occasion"),
        _SLOW_S,
        *schedules.c,
    )
    resumed = (files.c.suspended == 0, func.coalesce(schedules.c.suspended, 0) == 0)
    query = select(*columns).select_from(ALL).where(ASKED, *resumed, *selected(selection))
    new = Schedule()
    for row in streamed(connection, query.order_by(*NEW_IN_ORDER)):
        if not selection.finds(row.id):
            continue
        schedule = new if row.state is None else schedule_from(row)
        source = Source(row.path, row.line)
        overrides = overrides_said(row.deck_policy, row.occasion)
        yield AskedCard(CardId(row.id), source, row.deck, overrides, schedule, row.slow_s)


def given_answers(connection: Connection) -> Iterator[GivenAnswer]:
    """Every review that counts, but for ratings of skills, in order, in flat memory."""
    columns = (facts.c.card_id, facts.c.rating, facts.c.duration_ms, facts.c.due_on.is_(None))
    known = (*ANSWER_ROWS, facts.c.score.is_(None), facts.c.id.not_in(not_counting()))
    return answers_in_order(connection, select(*columns).where(*known), rows_of=as_stored)
