"""The plan that is followed: as the log has it, how it stands, and which decks are its focus."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.followed import FollowedPlan, better_day, is_unnoted
from flashcards.core.preparation.plan.plan import Plan, plan_of
from flashcards.core.preparation.plan.progress import PlanProgress, plan_progress
from flashcards.core.preparation.plan.seen_by import core_seen_by
from flashcards.core.preparation.plan.time_used import calendar_of
from flashcards.core.study_day import Moment
from flashcards.errors.plans import BrokenPlan, InvalidPlan
from flashcards.services.collection import Collection
from flashcards.services.work import Work, reading_work
from flashcards.storage.files.plan_files import plan_said
from flashcards.storage.projection.cards import decks_of


@dataclass(frozen=True, slots=True)
class PlanNow:
    """The plan that is followed, and how it stands.

    `favourite_on` is the day of an interview that the plan should be moved to, where there is one;
    `is_unnoted` where rounds are noted, but none on the plan's own day.
    """

    followed: FollowedPlan
    standing: PlanProgress
    favourite_on: date | None = None
    is_unnoted: bool = False


def plan_in(text: str, file: str) -> Plan:
    """The plan that a text says; raises `BrokenPlan` or `InvalidPlan`."""
    return plan_of(plan_said(text, file), file)


def plan_now(collection: Collection, moment: Moment) -> PlanNow | None:
    """The plan as it stands today; None where none is followed."""
    with reading_work(collection, moment) as work:
        return plan_within(work)


def plan_within(work: Work) -> PlanNow | None:
    """The plan as it stands today; None where none is followed."""
    today = work.today
    if work.standing.plan is None:
        return None
    rounds, on = work.standing.interviews, work.standing.plan.interview_on
    plan = plan_in(work.standing.plan.text, work.standing.plan.name)
    followed = with_observed(work, work.standing.plan, plan)
    other, unnoted = better_day(rounds, on, today), is_unnoted(rounds, on, today)
    return PlanNow(followed, plan_progress(plan, followed, today), other, unnoted)


def with_observed(work: Work, followed: FollowedPlan, plan: Plan) -> FollowedPlan:
    """The plan with what flash has seen the learner do for it."""
    from flashcards.services.practice import observed

    since = followed.since or followed.started_on
    seen = observed(work, plan, calendar_of(followed), since)
    return replace(followed, observed=seen)


def focus_decks(work: Work) -> frozenset[str]:
    """The decks of this week's focus; none without a plan, and after its interview.

    In the last phase they are joined by those of areas whose skills stand below 4.
    """
    followed, today = work.standing.plan, work.today
    plan = _readable(followed)
    if followed is None or plan is None or today >= followed.interview_on:
        return frozenset()
    phase = plan.phase_of(calendar_of(followed).week_on(today, plan.weeks))
    weak = _weak_areas(work) if phase is plan.phases[-1] else frozenset()
    known = decks_of(work.connection)
    return frozenset(deck for deck, area in known if phase.is_about(deck, area) or area in weak)


def _weak_areas(work: Work) -> frozenset[str]:
    from flashcards.services.skills import weak_areas

    return frozenset(weak_areas(work.connection))


def core_seen_by_deck(work: Work) -> dict[str, date]:
    """By when each deck's core cards are to be seen; of decks that the plan is about."""
    followed = work.standing.plan
    plan = _readable(followed)
    if followed is None or plan is None:
        return {}
    span = calendar_of(followed)
    found = (
        (deck, core_seen_by(plan, span, deck, area)) for deck, area in decks_of(work.connection)
    )
    return {deck: day for deck, day in found if day is not None}


def areas_besides(
    collection: Collection, moment: Moment, is_meant: Callable[[str], bool]
) -> tuple[list[str], list[str]]:
    """Areas of decks so named that the plan ahead is not about, and its own; else nothing."""
    with reading_work(collection, moment) as work:
        followed = work.standing.plan
        plan = _readable(followed)
        if followed is None or plan is None or work.today >= followed.interview_on:
            return [], []
        among = [one for one in decks_of(work.connection) if is_meant(one[0])]
    besides = {
        area for deck, area in among if not any(one.is_about(deck, area) for one in plan.phases)
    }
    return sorted(besides), list(plan.phases[0].areas)


def _readable(followed: FollowedPlan | None) -> Plan | None:
    """The plan; None without one, or of a later version: then cards come in their usual order."""
    if followed is None:
        return None
    try:
        return plan_in(followed.text, followed.name)
    except (BrokenPlan, InvalidPlan):
        return None
