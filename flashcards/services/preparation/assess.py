"""Self-assessment: which skills are asked, how they have gone, and what trains the weak ones."""

from collections.abc import Container, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeAlias

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.natural_order import natural
from flashcards.core.decks.sides import sides
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.assessment import Rated, Skill
from flashcards.core.schedule import State
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NoSkills, UnknownArea
from flashcards.services.collection import Collection
from flashcards.services.skills import skills_of
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

if TYPE_CHECKING:
    from flashcards.core.study.session import Session

Ids: TypeAlias = Container[CardId]
"""The cards that a query finds."""

ALWAYS: Final = 6
"""A score above the scale: every skill is below it, the never rated ones too."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill over time, its ratings in order; `change` is against the rating before the last."""

    id: str
    deck: str
    area: str
    skill: str
    condition: str
    latest: int | None
    change: int | None
    below_4: bool
    due_on: date | None
    ratings: tuple[Rated, ...]


@dataclass(frozen=True, slots=True)
class Training:
    """A skill below 4, and the other cards that train it: those of a tag, else of its area.

    `prompts` are the questions for mocks that its area has.
    """

    skill: SkillRow
    tag: str | None
    cards: int
    prompts: int


def assessment(
    collection: Collection,
    moment: Moment,
    area: str | None,
    below: int | None = None,
    among: Ids | None = None,
) -> "Session":
    """A session of the skills of an area (None: all) that are due or new today.

    Instead, those below a score, `ALWAYS` for all there are; only those `among`, if given.
    Raises `NoSkills` or `UnknownArea`.
    """
    from flashcards.services.study.session import asking

    today = collection.today(moment)
    asked = (one for one in _skills(collection, area, among) if _is_free(one.known, today))
    chosen = [one for one in asked if _is_meant(one, today, below)]
    return asking(collection, moment, [one.known.card.id for one in chosen])


def skill_rows(
    collection: Collection, area: str | None, below: int | None, among: Ids | None = None
) -> list[SkillRow]:
    """The skills of an area in deck order; only those below a score, if one is given."""
    found = _skills(collection, area, among)
    return [_row(one) for one in found if below is None or one.is_below(below)]


def next_due_on(collection: Collection, area: str | None, among: Ids | None = None) -> date | None:
    """The first day on which a skill that is asked comes back."""
    free = (one.known for one in _skills(collection, area, among) if not one.known.suspended)
    return min((one.schedule.due_on for one in free if one.schedule.due_on), default=None)


def training(collection: Collection, area: str | None, among: Ids | None = None) -> list[Training]:
    """The skills below 4, the weakest first, each with what trains it."""
    weak = [
        one
        for one in _skills(collection, area, among)
        if one.is_below() and not one.known.suspended
    ]
    if not weak:
        return []
    with reading(collection.engine) as connection:
        others = [one for one in known_cards(connection) if _trains(one)]
    return [_training(one, others) for one in sorted(weak, key=lambda one: one.latest or 0)]


def _skills(collection: Collection, area: str | None, among: Ids | None) -> list[Skill]:
    with reading(collection.engine) as connection:
        every = skills_of(connection)
    if not every:
        raise NoSkills
    found = [one for one in every if area in {None, one.area, one.known.area}]
    if area is not None and not found:
        names = sorted({one.area for one in every}, key=natural)
        raise UnknownArea(area, next(iter(get_close_matches(area, names, n=1)), None))
    return [one for one in found if among is None or one.known.card.id in among]


def _is_free(known: KnownCard, today: date) -> bool:
    return not (known.suspended or known.buried(today))


def _is_meant(skill: Skill, today: date, below: int | None) -> bool:
    if below is not None:
        return below == ALWAYS or skill.is_below(below)
    schedule = skill.known.schedule
    is_due = schedule.due_on is not None and schedule.due_on <= today
    return schedule.state is State.NEW or is_due


def _trains(known: KnownCard) -> bool:
    return known.card.kind is not Kind.SELF_ASSESSMENT and not known.suspended


def _training(skill: Skill, others: Sequence[KnownCard]) -> Training:
    row, cards = _row(skill), [one for one in others if one.is_asked]
    of_area = [one for one in others if one.area == skill.area]
    prompts = sum(not one.is_asked for one in of_area)
    for tag in skill.known.tags:
        count = sum(tag in one.tags for one in cards)
        if count and tag != skill.area:
            return Training(row, tag, count, prompts)
    return Training(row, None, len(of_area) - prompts, prompts)


def _row(skill: Skill) -> SkillRow:
    known = skill.known
    shown = sides(known.card)
    return SkillRow(
        id=known.card.id,
        deck=known.deck,
        area=skill.area,
        skill=shown.question,
        condition=shown.answer,
        latest=skill.latest,
        change=skill.change,
        below_4=skill.is_below(),
        due_on=known.schedule.due_on,
        ratings=skill.ratings,
    )
