"""One activity of a plan: how far it is, and what of it was done when."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.automatic_ticks import counts_early
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.plan import Activity, Phase, Plan, weeks_said
from flashcards.core.preparation.plan.progress import ActivityProgress, PhaseProgress, PlanProgress
from flashcards.core.preparation.plan.time_used import MS_A_MINUTE, mocks_counted, ticks_seen
from flashcards.errors.plans import UnknownActivity


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """What was done of an activity on a day: `count` times, negative where taken back.

    `deck` is of the card that it was, empty for a mock, a rating, and what was ticked by hand.
    """

    on: date
    count: int
    minutes: int
    deck: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """An activity, its phase and the weeks of that, and all that was done of it, the first first.

    `counts_from` is the first day that counts, where that is still to come; `moved` says how much
    of what is left was moved to which later phases.
    """

    progress: ActivityProgress
    phase: Phase
    weeks: str
    entries: tuple[ActivityEntry, ...]
    counts_from: date | None = None
    moved: tuple[tuple[PhaseProgress, int], ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes it has taken."""
        return max(0, sum(one.minutes for one in self.entries))

    @property
    def places(self) -> tuple[str, ...]:
        """The areas and decks whose cards are it."""
        return self.progress.activity.of or (*self.phase.areas, *self.phase.decks)


def activity_named(plan: Plan, name: str) -> Activity:
    """The activity of that id, or the only one whose id begins so; raises `UnknownActivity`."""
    activities = plan.activities
    beginning = [one for one in activities if one.startswith(name)]
    if name in activities or len(beginning) == 1:
        return activities.get(name) or activities[beginning[0]]
    near = get_close_matches(name, activities, n=1)
    raise UnknownActivity(name, near[0] if near else None)


def activity_record(now: PlanProgress, followed: FollowedPlan, name: str) -> ActivityRecord:
    """All that is known of an activity; raises `UnknownActivity`."""
    activity = activity_named(now.plan, name)
    progress = next(one for one in now.activities if one.activity.id == activity.id)
    entries = sorted(_entries(now.plan, followed, activity), key=lambda one: one.on)
    phase = now.phases[progress.phase]
    is_early = progress.phase > now.now and phase.days and activity.form is None
    waits = is_early and not counts_early(activity)
    begins = phase.days[0] if waits else None
    weeks, moved = weeks_said(*phase.weeks), now.moved(progress)
    return ActivityRecord(progress, phase.phase, weeks, tuple(entries), begins, moved)


def _entries(plan: Plan, followed: FollowedPlan, activity: Activity) -> Iterator[ActivityEntry]:
    for tick in (one for one in followed.ticks if one.activity == activity.id):
        usual = activity.minutes * tick.count
        minutes = usual if tick.minutes is None else tick.minutes
        yield ActivityEntry(tick.on, tick.count, minutes)
    seen = ticks_seen(plan, followed)
    for one in seen.get(activity.id, ()):
        yield ActivityEntry(one.on, 1, round(one.ms / MS_A_MINUTE), one.deck)
    counts = {name: len(found) for name, found in seen.items()}
    for mock in mocks_counted(plan, followed, counts).get(activity.id, ()):
        yield ActivityEntry(mock.on, 1, mock.minutes)
