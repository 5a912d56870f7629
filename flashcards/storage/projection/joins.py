"""Conditions and joins that queries over cards, their decks and their schedules share."""

from datetime import date
from typing import Final

from sqlalchemy import Column, ColumnElement, Join, and_, case, func, null, or_

from flashcards.core.card import EXERCISE_FROM_S, EXERCISE_KINDS, Kind, Occasion
from flashcards.core.schedule import State
from flashcards.storage.database.tables import cards, files, schedules

IN_ORDER: Final = (files.c.sort_key, cards.c.position)
"""Deck order: the natural order of paths, then the place in the file."""

NEW_IN_ORDER: Final = (files.c.new_key, cards.c.position)
"""The same of new cards: decks that have an `order` come first."""

LIMIT_S: Final = func.coalesce(cards.c.limit_s, files.c.limit_s)
"""Seconds to answer in: the card's own, else the deck's."""

OCCASION: Final[ColumnElement[str]] = case(
    (cards.c.kind == Kind.SELF_ASSESSMENT.value, Occasion.SKILL.value),
    (
        and_(cards.c.kind.in_([kind.value for kind in EXERCISE_KINDS]), LIMIT_S >= EXERCISE_FROM_S),
        Occasion.EXERCISE.value,
    ),
    else_=Occasion.QUICK.value,
)
"""When a card is asked if nobody names it: what `occasion_of` says, in SQL."""

OCCASIONS: Final = {one.value: one for one in Occasion}
"""What a row says of it, as a value: looked up, since rows come by the hundred thousand."""

QUICK: Final[ColumnElement[bool]] = OCCASION.in_([Occasion.QUICK.value])
"""Cards of the ordinary review: neither skills nor exercises."""

EXERCISE: Final[ColumnElement[bool]] = OCCASION.in_([Occasion.EXERCISE.value])
"""Cards that are practised by themselves."""

IN_STEPS: Final = (State.LEARNING.value, State.RELEARNING.value)

ASKED: Final = cards.c.kind != Kind.PROMPT.value
"""Prompts are for mock interviews, not for the daily review."""

FILED: Final = cards.join(files, cards.c.path == files.c.path)
"""Cards with their decks."""

SEEN: Final = FILED.join(schedules, schedules.c.card_id == cards.c.id)
"""Cards that have facts, with decks and schedules; an index on schedules may lead."""

ALL: Final[Join] = FILED.outerjoin(schedules, schedules.c.card_id == cards.c.id)
"""All cards with decks, and schedules where there are any."""


def unsuspended() -> ColumnElement[bool]:
    """Asked as far as suspension goes."""
    return and_(ASKED, files.c.suspended == 0, func.coalesce(schedules.c.suspended, 0) == 0)


def active(today: date) -> ColumnElement[bool]:
    """Asked on a study day as far as suspension and burial go."""
    unburied = or_(schedules.c.buried_on.is_(None), schedules.c.buried_on != today)
    return and_(unsuspended(), unburied)


def begins(column: Column[str], prefix: str) -> ColumnElement[bool]:
    """As a range, unlike LIKE: exact in letter case, and an index serves it."""
    return and_(column >= prefix, column < f"{prefix}\U0010ffff")


def story_text() -> ColumnElement[str | None]:
    """What a card says where it is a story; null for any other."""
    return case((cards.c.kind == Kind.STORY.value, cards.c.back), else_=null())


def is_to_be_told(story: str | None) -> bool:
    """Whether there is something to tell; a card that is no story always has."""
    if story is None:
        return True
    from flashcards.core.preparation.stories import is_begun

    return is_begun(story)
