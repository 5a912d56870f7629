"""A plan as it stands on a day, computed anew from what is done and the days that are left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flashcards.core.preparation.plan.automatic_ticks import counts_on
from flashcards.core.preparation.plan.calendar import PlanCalendar, minutes_for_activities
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.plan import PRIORITIES, Activity, Phase, Plan, weeks_said
from flashcards.core.preparation.plan.time_used import (
    calendar_of,
    minutes_on,
    mocks_counted,
    ticks_seen,
)


@dataclass(frozen=True, slots=True)
class ActivityProgress:
    """An activity: how often it is `done`, still `left` and planned, and `cut` for want of time.

    `left_by_phase` says in which phases, counted from 0, what is left is done; `today` how much
    of it.
    """

    activity: Activity
    phase: int
    done: int
    left_by_phase: tuple[int, ...]
    cut: int
    today: int = 0

    @property
    def left(self) -> int:
        """How often it is still planned."""
        return sum(self.left_by_phase)


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """A phase on the calendar: its days, and the minutes that the days still ahead hold.

    `weeks` are those of the calendar it lies in, which the plan's file may have numbered otherwise;
    `is_alone` where no other phase has the same.
    """

    phase: Phase
    days: tuple[date, ...]
    minutes: int
    weeks: tuple[int, int]
    is_alone: bool = True

    @property
    def named(self) -> str:
        """Its weeks in words, with its title where another has the same weeks."""
        return weeks_said(*self.weeks) + ("" if self.is_alone else f" ({self.phase.title})")


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The whole plan on a day; `now` is the phase it lies in, counted from 0.

    `week` is one of the plan's own weeks, which the days may have made longer or shorter.

    `free_minutes` are what today still has for activities; none where it rests.
    """

    plan: Plan
    span: PlanCalendar
    today: date
    week: int
    now: int
    rests: bool
    minutes_a_day: int
    free_minutes: int
    phases: tuple[PhaseProgress, ...]
    activities: tuple[ActivityProgress, ...]

    @property
    def phase(self) -> Phase:
        """The phase of today."""
        return self.plan.phases[self.now]

    @property
    def calendar_week(self) -> int:
        """The week that the day lies in, of those that the calendar has."""
        return self.span.week_on(self.today, self.span.weeks)

    @property
    def days_left(self) -> int:
        """Days until the interview; negative after it."""
        return (self.span.interview_on - self.today).days

    @property
    def next_activities(self) -> tuple[ActivityProgress, ...]:
        """Today's share and parts of what is longer than a day, what to do next first."""
        whole = minutes_for_activities(self.minutes_a_day)
        found = [
            one
            for one, _ in self.left_in(self.now)
            if one.today or (self.free_minutes and one.activity.minutes > whole)
        ]
        return tuple(sorted(found, key=lambda one: _rank(one, self.now)))

    @property
    def next_mock(self) -> tuple[Activity, PhaseProgress] | None:
        """The mock interview that is planned next, and the phase it is planned in."""
        for number, phase in enumerate(self.phases):
            for one, _ in self.left_in(number):
                if one.activity.kind == "mock":
                    return one.activity, phase
        return None

    def moved(self, one: ActivityProgress) -> tuple[tuple[PhaseProgress, int], ...]:
        """How much of an activity was moved to which phases after its own and today's."""
        pairs = zip(self.phases, one.left_by_phase, strict=True)
        after = list(pairs)[max(self.now, one.phase) + 1 :]
        return tuple((phase, count) for phase, count in after if count)

    def left_in(self, phase: int) -> tuple[tuple[ActivityProgress, int], ...]:
        """What a phase's days still have to do, its own and what was moved there."""
        return tuple(
            (one, one.left_by_phase[phase]) for one in self.activities if one.left_by_phase[phase]
        )


def plan_progress(plan: Plan, followed: FollowedPlan, today: date) -> PlanProgress:
    """How the plan stands: a function of the facts and the day, nothing is remembered."""
    span = calendar_of(followed)
    week = span.week_on(today, plan.weeks)
    now = plan.phases.index(plan.phase_of(week))
    rests = span.rests(today, plan)
    free = 0 if rests else minutes_on(today, plan, followed)
    whole = minutes_for_activities(followed.minutes_a_day)
    phases = _phases(plan, span, today, (free, whole))
    ticks = ticks_seen(plan, followed)
    outstanding = _outstanding(plan, followed, counts_on(ticks))
    found = _planned(outstanding, [phase.minutes for phase in phases])
    done = counts_on(ticks, today)
    done.update(followed.ticked(today))
    days = [day for day in phases[now].days if day >= today and not span.rests(day, plan)]
    return PlanProgress(
        plan,
        span,
        today,
        week,
        now,
        rests,
        followed.minutes_a_day,
        free,
        phases,
        tuple(_with_today(found, now, len(days), free, done)),
    )


def _phases(
    plan: Plan, span: PlanCalendar, today: date, minutes: tuple[int, int]
) -> tuple[PhaseProgress, ...]:
    """Its phases, given the minutes that are left of today, and those of a whole day."""
    free, whole = minutes
    weeks = [span.weeks_of(phase, plan) for phase in plan.phases]
    found = []
    for phase, lies_in in zip(plan.phases, weeks, strict=True):
        days = span.days_of(phase, plan)
        ahead = [day for day in days if day >= today and not span.rests(day, plan)]
        has = sum(free if day == today else whole for day in ahead)
        found.append(PhaseProgress(phase, days, has, lies_in, weeks.count(lies_in) == 1))
    return tuple(found)


def _rank(one: ActivityProgress, now: int) -> tuple[int, bool, int]:
    """What comes first on a day: by priority, this phase's own before what was moved here."""
    return one.activity.priority, one.phase != now, one.phase


@dataclass(slots=True)
class _Open:
    """An activity while its rest is being planned."""

    activity: Activity
    phase: int
    done: int
    open: int
    left: list[int]

    @property
    def share(self) -> float:
        """How much of it is done or planned."""
        return 1 - self.open / self.activity.total


def _outstanding(plan: Plan, followed: FollowedPlan, seen: Mapping[str, int]) -> list[_Open]:
    """Every activity with what is open; what flash saw, mock interviews too, counts by itself."""
    mocks = mocks_counted(plan, followed, seen)
    ticked, found = followed.ticked(), []
    for number, phase in enumerate(plan.phases):
        for one in phase.activities:
            done = ticked.get(one.id, 0) + seen.get(one.id, 0) + len(mocks.get(one.id, ()))
            left = [0] * len(plan.phases)
            found.append(_Open(one, number, done, max(0, one.total - done), left))
    return found


def _planned(outstanding: list[_Open], minutes: Sequence[int]) -> list[ActivityProgress]:
    """What is open put into the days that hold it, the highest priority first.

    Of one priority each phase does its own first; what was missed or did not fit comes where
    later phases have room. Among equals, what has had the smallest share comes first, and of those
    what takes the fewest minutes.
    """
    free = list(minutes)
    for priority in PRIORITIES:
        equals = [one for one in outstanding if one.activity.priority == priority]
        for phase in range(len(free)):
            _fill([one for one in equals if one.phase == phase], phase, free)
        for phase in range(len(free)):
            _fill([one for one in equals if one.phase < phase], phase, free)
    return [
        ActivityProgress(one.activity, one.phase, one.done, tuple(one.left), one.open)
        for one in outstanding
    ]


def _fill(equals: list[_Open], phase: int, free: list[int]) -> None:
    # By share, not in turn: of an activity of 20 times and one of 2, both are half done at
    # half-time.
    while fitting := [e for e in equals if e.open and e.activity.minutes <= free[phase]]:
        one = min(fitting, key=lambda fit: (fit.share, fit.activity.minutes))
        one.open -= 1
        one.left[phase] += 1
        free[phase] -= one.activity.minutes


def _with_today(
    found: list[ActivityProgress], now: int, days: int, free: int, done: Mapping[str, int]
) -> Iterator[ActivityProgress]:
    """Today's part: an even share of the days left in the phase, as far as the minutes go.

    `done` is what was ticked today already, and belongs to that share.
    """
    wanted: dict[str, int] = {}
    for one in sorted(found, key=lambda each: _rank(each, now)):
        name, minutes = one.activity.id, one.activity.minutes
        before, left = done.get(name, 0), one.left_by_phase[now]
        even = -(-(left + before) // days) - before if days else 0
        wanted[name] = min(max(0, even), left, free // minutes)
        free -= wanted[name] * minutes
    return (replace(one, today=wanted[one.activity.id]) for one in found)
