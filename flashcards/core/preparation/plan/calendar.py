"""A plan's weeks on the calendar: stretched or squeezed in proportion to the span there is.

The rule in one sentence: a plan's weeks share the days from its start to the interview in
proportion, in their order, each with the same amount of work, and what the day's minutes do not
hold, or a missed day leaves, moves on to where later weeks have room, or is cut, the lowest
priority first.
"""

from datetime import date, timedelta

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.plan import DAYS_A_WEEK, Phase, Plan

_CARDS_SHARE = 6
_DAY = timedelta(days=1)


def minutes_for_cards(minutes_a_day: int) -> int:
    """A sixth of the day's minutes belongs to the cards."""
    return minutes_a_day // _CARDS_SHARE


def minutes_for_activities(minutes_a_day: int) -> int:
    """The rest of the day's minutes belongs to what the plan has to do."""
    return minutes_a_day - minutes_for_cards(minutes_a_day)


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """The days of a plan: from `started_on` until the day before the interview, which rests.

    `interviews` are the days of others on the way: each, and the day before it, is kept free.
    """

    started_on: date
    interview_on: date
    interviews: frozenset[date] = frozenset()

    @property
    def length(self) -> int:
        """Days of the span, the rest day among them."""
        return max(0, (self.interview_on - self.started_on).days)

    @property
    def weeks(self) -> int:
        """How many weeks of about 7 days it has, however many the plan was written for."""
        return max(1, round(self.length / DAYS_A_WEEK))

    def begin_of(self, week: int, weeks: int) -> date:
        """The first day of a week, counted from 1, of so many; that of one after the last too."""
        return self.started_on + timedelta(
            days=(2 * self.length * (week - 1) + weeks) // (2 * weeks)
        )

    def days_of(self, phase: Phase, plan: Plan) -> tuple[date, ...]:
        """The days of a phase, in order; a squeezed one may have none."""
        begins = self.begin_of(phase.first_week, plan.weeks)
        ends = self.begin_of(phase.last_week + 1, plan.weeks)
        return tuple(begins + _DAY * ahead for ahead in range((ends - begins).days))

    def weeks_of(self, phase: Phase, plan: Plan) -> tuple[int, int]:
        """The first and the last calendar week that a phase lies in; two phases may share one."""
        begins = self.begin_of(phase.first_week, plan.weeks)
        ends = self.begin_of(phase.last_week + 1, plan.weeks)
        last = max(begins, ends - _DAY)
        return self.week_on(begins, self.weeks), self.week_on(last, self.weeks)

    def rests(self, day: date, plan: Plan) -> bool:
        """Whether nothing is planned on a day: before or on an interview, or on a free weekday."""
        held_on = self.interviews | {self.interview_on}
        return day in held_on or day + _DAY in held_on or day.weekday() in plan.rest_on

    def week_on(self, today: date, weeks: int) -> int:
        """The week, counted from 1, that a day lies in; the nearest for one outside."""
        begun = [week for week in range(1, weeks + 1) if self.begin_of(week, weeks) <= today]
        return max(begun, default=1)
