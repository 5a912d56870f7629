"""Following a preparation plan: started, looked at, ticked, moved, stopped."""

from datetime import date

from flashcards.core.card import Occasion
from flashcards.core.log.collection_facts import DeadlineRemoved, DeadlineSet
from flashcards.core.log.preparation_facts import PlanMoved, PlanStarted, PlanStopped, PlanTicked
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.plan.activity import (
    ActivityRecord,
    activity_named,
    activity_record,
)
from flashcards.core.preparation.plan.calendar import minutes_for_cards
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.plan import Activity, Plan
from flashcards.core.preparation.plan.progress import ActivityProgress, plan_progress
from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.errors.plans import (
    AllTicked,
    BrokenPlan,
    InvalidPlan,
    NoInterview,
    NoPlan,
    NotTicked,
    PlanStands,
)
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import check_selection
from flashcards.services.followed_plan import plan_in, plan_now, with_observed
from flashcards.services.standing import standing
from flashcards.services.study.deadline import check_ahead
from flashcards.services.work import Work, writing_work
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.files.plan_files import plan_text
from flashcards.storage.projection.cards import area_names
from flashcards.storage.projection.queue import facing_candidates


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
    with writing_work(collection, moment) as work:
        before = work.standing.plan
        if before is not None:
            raise PlanStands(before.name, before.interview_on.isoformat())
        on = interview_on or work.standing.interview_to_plan_for(today)
        if on is None:
            raise NoInterview
        check_ahead(on, today)
        _check_focus(work.connection, plan, said)
        budget = minutes_a_day or plan.minutes_a_day
        started = PlanStarted(work.stamp(), plan.name, text, on, today, budget)
        work.append([started, *_dated(work, plan, on, budget, started.stamp.id)])
        return started.stamp.id


def move_plan(collection: Collection, moment: Moment, on: date) -> FactId:
    """Give the plan, and the deadline of its areas, another day; raises `NoPlan`."""
    check_ahead(on, collection.today(moment))
    with writing_work(collection, moment) as work:
        followed = _followed(work)
        plan = plan_in(followed.text, followed.name)
        moved = PlanMoved(work.stamp(), followed.id, on)
        budget = followed.minutes_a_day
        work.append([moved, *_dated(work, plan, on, budget, moved.stamp.id)])
        return moved.stamp.id


def stop_plan(collection: Collection, moment: Moment) -> FollowedPlan:
    """Follow the plan no more; its deadline goes with it. The plan that was; raises `NoPlan`."""
    with writing_work(collection, moment) as work:
        followed = _followed(work)
        plan = plan_in(followed.text, followed.name)
        stopped = PlanStopped(work.stamp(), followed.id, work.today)
        chosen = plan.selection
        dates = {one.selection: one.on for one in work.decisions.deadlines}
        parts = (chosen.decks, chosen.areas, chosen.tags, stopped.stamp.id)
        is_ours = dates.get(chosen) == followed.interview_on
        work.append([stopped, *([DeadlineRemoved(work.stamp(), *parts)] if is_ours else [])])
        return followed


def tick(
    collection: Collection, moment: Moment, name: str, count: int = 1, minutes: int | None = None
) -> Activity:
    """Say that an activity was done so many times, in so many minutes; negative takes back.

    Raises `NoPlan`, `UnknownActivity`, `NotTicked` for more taken back than there is, and
    `AllTicked` for more than the plan asks.
    """
    with writing_work(collection, moment) as work:
        plan = plan_in(_followed(work).text, _followed(work).name)
        followed = with_observed(work, _followed(work), plan)
        activity = activity_named(plan, name)
        done = followed.ticked().get(activity.id, 0)
        if count == 0 or done + count < 0:
            raise NotTicked(activity.id, done)
        stands = _progress(plan, followed, work.today)[activity.id]
        if count > 0 and stands.done + count > activity.total:
            raise AllTicked(activity.id, stands.done, activity.total)
        done_now = activity.id, work.today, count, minutes
        work.append([PlanTicked(work.stamp(), followed.id, *done_now)])
        return activity


def activity_shown(collection: Collection, moment: Moment, name: str) -> ActivityRecord:
    """All of an activity as it stands; raises `NoPlan` and `UnknownActivity`."""
    now = plan_now(collection, moment)
    if now is None:
        raise NoPlan
    return activity_record(now.standing, now.followed, name)


def activity_names(collection: Collection) -> tuple[str, ...]:
    """The ids of the followed plan's activities, in order; none without a plan to be read."""
    with reading(collection.engine) as connection:
        followed = standing(connection).plan
    try:
        return () if followed is None else tuple(plan_in(followed.text, followed.name).activities)
    except (BrokenPlan, InvalidPlan):
        return ()


def _progress(plan: Plan, followed: FollowedPlan, today: date) -> dict[str, ActivityProgress]:
    every = plan_progress(plan, followed, today).activities
    return {one.activity.id: one for one in every}


def _followed(work: Work) -> FollowedPlan:
    followed = work.standing.plan
    if followed is None:
        raise NoPlan
    return followed


def _check_focus(connection: Connection, plan: Plan, file: str) -> None:
    """Raise `InvalidPlan` for an area, and `UnknownDeck` for a deck, that is not there."""
    known = area_names(connection)
    wanted = dict.fromkeys(area for phase in plan.phases for area in phase.areas)
    for phase in plan.phases:
        for area in phase.areas:
            if area not in known:
                raise InvalidPlan(
                    file,
                    phase.weeks,
                    f"no deck is of the area `{area}`",
                    f"the plan needs {', '.join(wanted)}, your decks are of {', '.join(known)};"
                    f" write `area: {area}` at the top of a deck, or change the plan's own file"
                    " (see `flash help plan`)",
                )
        check_selection(connection, Selection(decks=phase.decks))


def _dated(work: Work, plan: Plan, on: date, minutes_a_day: int, act: FactId) -> list[DeadlineSet]:
    """The deadline for what the plan is about; none where nothing of it is asked."""
    chosen = plan.selection
    if not facing_candidates(work.connection, chosen, on, Occasion.QUICK):
        return []
    said = chosen.decks, chosen.areas, (), minutes_for_cards(minutes_a_day), work.today, act
    return [DeadlineSet(work.stamp(), on, *said)]
