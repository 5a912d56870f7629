"""Exercises: which one is next, and which of them today offers."""

from collections.abc import Callable
from datetime import date
from operator import attrgetter, itemgetter
from typing import Final

from flashcards.core.card import Occasion
from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.plan.automatic_ticks import Observed, is_ticked_by
from flashcards.core.preparation.plan.plan import Activity
from flashcards.core.schedule import State
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.core.study.queue import Candidate
from flashcards.core.study_day import Moment
from flashcards.errors.exercises import (
    ExerciseWithoutAnswer,
    NoExercises,
    NotAnExercise,
    NothingToPractise,
)
from flashcards.errors.plans import BrokenPlan, InvalidPlan
from flashcards.services.collection import Collection
from flashcards.services.followed_plan import PlanNow, focus_decks, plan_within
from flashcards.services.work import Work, reading_work
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import area_names, decks_of, known_card
from flashcards.storage.projection.queue import facing_candidates

_ID: Final = "id:"
_A_DAY: Final = 2
"""Exercises that return could fill a day: so many come, unless the plan asks for more."""


def next_exercise(collection: Collection, moment: Moment, name: str | None = None) -> KnownCard:
    """The exercise that a card's name means, else the next one, of an area if that is named.

    Raises `NoExercises`, `NothingToPractise`, `NotAnExercise`, `ExerciseWithoutAnswer`, or what
    an unknown card raises.
    """
    with reading(collection.engine) as connection:
        is_area = name is None or name in area_names(connection)
    found = _next(collection, moment, name) if is_area else _named(collection, name or "")
    if not sides(found.card).answer.strip():
        raise ExerciseWithoutAnswer(found.card.id[:8], str(found.card.source))
    return found


def offered(work: Work, now: PlanNow | None) -> KnownCard | None:
    """The exercise that today offers: as many as the plan's day asks, else at most two a day.

    Without a plan a new one, and a second where one is due; with a plan those that are due.
    """
    if now is not None and (now.standing.rests or now.standing.days_left <= 0):
        return None
    faced = facing_candidates(work.connection, EVERYTHING, work.today, Occasion.EXERCISE)
    ahead = _in_order(work, now, faced)
    done = sum(one.last_studied_on == work.today for one, _ in faced)
    if not ahead:
        return None
    is_due = ahead[0].stability is not None
    if now is None:
        is_wanted = done < (_A_DAY if is_due else 1)
    else:
        is_asked = any(_asks_exercises(one) for one in _todays(now))
        is_wanted = is_asked or (is_due and done < _A_DAY)
    return known_card(work.connection, ahead[0].card) if is_wanted else None


def _named(collection: Collection, name: str) -> KnownCard:
    from flashcards.services.decks.card_names import living_card

    found = living_card(collection, name.removeprefix(_ID))
    if found.occasion is not Occasion.EXERCISE:
        raise NotAnExercise(found.card.id[:8], found.deck)
    return found


def _next(collection: Collection, moment: Moment, area: str | None) -> KnownCard:
    chosen = EVERYTHING if area is None else Selection(areas=(area,))
    with reading_work(collection, moment) as work:
        faced = facing_candidates(work.connection, chosen, work.today, Occasion.EXERCISE)
        if not faced:
            raise NoExercises(area)
        ahead = _in_order(work, _plan(work), faced)
        if not ahead:
            days = (one.due_on for one, _ in faced if one.due_on is not None)
            raise NothingToPractise(area, min(days, default=None))
        found = known_card(work.connection, ahead[0].card)
    if found is None:
        raise NoExercises(area)
    return found


def _plan(work: Work) -> PlanNow | None:
    """The plan; one of a later version, which cannot be read, asks nothing."""
    try:
        return plan_within(work)
    except (BrokenPlan, InvalidPlan):
        return None


def _in_order(
    work: Work, now: PlanNow | None, faced: list[tuple[Candidate, State]]
) -> list[Candidate]:
    """What is due, the longest first; then new ones: what the week asks, its focus, the others.

    Of what a plan's day asks every other one is new, else those that return would take its place.
    """
    free = [(one, state) for one, state in faced if not one.buried]
    due = [one for one, state in free if state is not State.NEW and _is_due(one, work.today)]
    new = [one for one, state in free if state is State.NEW]
    todays = [] if now is None else [one for one in _todays(now) if _asks_exercises(one)]
    rank = _rank(work, now, todays)
    ranked = sorted(((rank(one), one) for one in new), key=itemgetter(0))
    due.sort(key=lambda one: one.due_on or work.today)
    fresh = [one for _, one in ranked]
    done = sum(one.last_studied_on == work.today for one, _ in faced)
    if ranked and ranked[0][0] < len(todays) and done % 2 == 0:
        return [fresh[0], *due, *fresh[1:]]
    return due + fresh


def _is_due(one: Candidate, today: date) -> bool:
    return one.due_on is not None and one.due_on <= today


def _rank(work: Work, now: PlanNow | None, todays: list[Activity]) -> Callable[[Candidate], int]:
    """First what is asked today, by priority, then what the week asks, its focus, the others."""
    focus, areas = focus_decks(work), dict(decks_of(work.connection))
    of_week = [] if now is None else [one for one in _of_week(now) if _asks_exercises(one)]
    asking = [*sorted(todays, key=attrgetter("priority")), *of_week]

    def rank(one: Candidate) -> int:
        if now is not None:
            seen = Observed("exercise", work.today, one.deck, areas.get(one.deck, ""))
            for place, activity in enumerate(asking):
                if is_ticked_by(activity, now.standing.phase, seen):
                    return place
        return len(asking) + (one.deck not in focus)

    return rank


def _of_week(now: PlanNow) -> list[Activity]:
    return [one.activity for one, _ in now.standing.left_in(now.standing.now)]


def _todays(now: PlanNow) -> list[Activity]:
    return [one.activity for one, _ in now.standing.left_in(now.standing.now) if one.today]


def _asks_exercises(activity: Activity) -> bool:
    return activity.ticked_by == "exercise"
