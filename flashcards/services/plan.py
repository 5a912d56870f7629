"""Following a preparation plan: started, looked at, ticked, moved, stopped."""

from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from flashcards.core.log import DeadlineRemoved, DeadlineSet
from flashcards.core.preparation.facts import PlanMoved, PlanStarted, PlanStopped, PlanTicked
from flashcards.core.preparation.following import KINDS, Following, interview_to_plan_for
from flashcards.core.preparation.plan import Activity, Plan
from flashcards.core.preparation.stretching import minutes_for_cards
from flashcards.core.selection import Selection
from flashcards.core.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.errors import (
    InvalidPlan,
    NoInterview,
    NoPlan,
    NotTicked,
    PlanStands,
    UnknownActivity,
)
from flashcards.services import policies
from flashcards.services.collection import Collection
from flashcards.services.deadline import check_ahead
from flashcards.services.followed import plan_followed, plan_in
from flashcards.services.selecting import check_selection
from flashcards.storage import log
from flashcards.storage.cards import area_names
from flashcards.storage.database import Connection, writing
from flashcards.storage.plan_files import plan_text
from flashcards.storage.queue import facing_candidates


def start_plan(
    collection: Collection,
    moment: Moment,
    said: str,
    interview_on: date | None = None,
    minutes_a_day: int | None = None,
) -> FactId:
    """Follow a plan, one that comes with flash or a file, towards an interview.

    Without a day: towards the favourite's, or the last one entered. Its areas get that date as
    their deadline. Raises `PlanStands`, `NoInterview`, `DateNotAhead`, `NoSuchPlan`,
    `BrokenPlan` and `InvalidPlan`.
    """
    today = collection.today(moment)
    text = plan_text(said)
    plan = plan_in(text, said)
    with writing(collection.engine) as connection:
        before = plan_followed(connection)
        if before is not None:
            raise PlanStands(before.name, before.interview_on.isoformat())
        facts = log.collection_facts(connection, KINDS)
        on = interview_on or interview_to_plan_for(facts, today)
        if on is None:
            raise NoInterview
        check_ahead(on, today)
        _check_focus(connection, plan, said)
        stamps = log.stamps(connection, moment.now)
        budget = minutes_a_day or plan.minutes_a_day
        started = PlanStarted(next(stamps), plan.name, text, on, today, budget)
        minutes = minutes_for_cards(budget)
        act = started.stamp.id
        dated = DeadlineSet(next(stamps), on, minutes=minutes, set_on=today, part_of=act)
        log.append(connection, [started, *_selecting(connection, plan, dated)])
        return started.stamp.id


def move_plan(collection: Collection, moment: Moment, on: date) -> FactId:
    """Give the plan, and the deadline of its areas, another day; raises `NoPlan`."""
    today = collection.today(moment)
    check_ahead(on, today)
    with writing(collection.engine) as connection:
        followed = _followed(connection)
        plan = plan_in(followed.text, followed.name)
        stamps = log.stamps(connection, moment.now)
        moved = PlanMoved(next(stamps), followed.id, on)
        minutes = minutes_for_cards(followed.minutes_a_day)
        act = moved.stamp.id
        dated = DeadlineSet(next(stamps), on, minutes=minutes, set_on=today, part_of=act)
        log.append(connection, [moved, *_selecting(connection, plan, dated)])
        return moved.stamp.id


def stop_plan(collection: Collection, moment: Moment) -> Following:
    """Follow the plan no more; its deadline goes with it. The plan that was; raises `NoPlan`."""
    with writing(collection.engine) as connection:
        followed = _followed(connection)
        plan = plan_in(followed.text, followed.name)
        stamps = log.stamps(connection, moment.now)
        stopped = PlanStopped(next(stamps), followed.id, collection.today(moment))
        chosen = plan.selection
        dates = {one.selection: one.on for one in policies.standing(connection).deadlines}
        parts = (chosen.decks, chosen.areas, chosen.tags, stopped.stamp.id)
        is_ours = dates.get(chosen) == followed.interview_on
        gone = [DeadlineRemoved(next(stamps), *parts)] if is_ours else []
        log.append(connection, [stopped, *gone])
        return followed


def tick(
    collection: Collection, moment: Moment, name: str, count: int = 1, minutes: int | None = None
) -> Activity:
    """Say that an activity was done so many times, in so many minutes; negative takes back.

    Raises `NoPlan`, `UnknownActivity`, and `NotTicked` for more taken back than there is.
    """
    with writing(collection.engine) as connection:
        followed = _followed(connection)
        activity = _activity(plan_in(followed.text, followed.name), name)
        done = followed.ticked().get(activity.id, 0)
        if count == 0 or done + count < 0:
            raise NotTicked(activity.id, done)
        stamp = next(log.stamps(connection, moment.now))
        on = collection.today(moment)
        log.append(connection, [PlanTicked(stamp, followed.id, activity.id, on, count, minutes)])
        return activity


def _followed(connection: Connection) -> Following:
    followed = plan_followed(connection)
    if followed is None:
        raise NoPlan
    return followed


def _activity(plan: Plan, name: str) -> Activity:
    """The activity of that id, or the only one whose id begins so."""
    activities = plan.activities
    beginning = [one for one in activities if one.startswith(name)]
    if name in activities or len(beginning) == 1:
        return activities.get(name) or activities[beginning[0]]
    near = get_close_matches(name, activities, n=1)
    raise UnknownActivity(name, near[0] if near else None)


def _check_focus(connection: Connection, plan: Plan, file: str) -> None:
    """Raise `InvalidPlan` for an area, and `UnknownDeck` for a deck, that is not there."""
    known = area_names(connection)
    for phase in plan.phases:
        for area in phase.areas:
            if area not in known:
                raise InvalidPlan(
                    file,
                    phase.weeks,
                    f"no deck is of the area `{area}`",
                    f"write such a deck, or change the plan to one of {', '.join(known)}",
                )
        check_selection(connection, Selection(decks=phase.decks))


def _selecting(connection: Connection, plan: Plan, dated: DeadlineSet) -> list[DeadlineSet]:
    """The deadline for what the plan is about; none where nothing of it is asked."""
    chosen = plan.selection
    if not facing_candidates(connection, chosen, dated.on):
        return []
    return [replace(dated, decks=chosen.decks, areas=chosen.areas)]
