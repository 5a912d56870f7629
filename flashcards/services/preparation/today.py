"""Today on one screen: what is due, and what the plan asks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.interviews.interviews import Interview, ahead
from flashcards.core.preparation.interviews.reminders import Reminder, reminders
from flashcards.core.preparation.plan.time_used import (
    minutes_by_kind,
    minutes_in_mocks,
    minutes_ticked,
)
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.followed_plan import PlanNow, plan_within
from flashcards.services.log.misdated import DatedAhead, dated_ahead
from flashcards.services.preparation.exercises import offered
from flashcards.services.study.due import Due, due_within
from flashcards.services.work import Work, reading_work
from flashcards.storage.projection.decks import error_count
from flashcards.storage.projection.queue import facing_memories
from flashcards.storage.read_models.time_spent import spent_on

if TYPE_CHECKING:
    from flashcards.core.preparation.eve import Eve

_MOST_WEAK = 3
_MS_A_MINUTE = 60_000
_GENERAL, _MACHINE_LEARNING = "coding-general", "coding-ml"


@dataclass(frozen=True, slots=True)
class AreaNow:
    """An area and the mean chance that one of its cards is recalled now; unseen ones count 0."""

    area: str
    recall: float


@dataclass(frozen=True, slots=True)
class CodingSplit:
    """Minutes of coding practice ticked in this phase: general algorithms, machine learning."""

    general: int
    machine_learning: int


@dataclass(frozen=True, slots=True)
class PlanToday:
    """The plan's part of today; `coding` is None where this phase plans no coding practice."""

    now: PlanNow
    used_minutes: int
    coding: CodingSplit | None
    weakest: tuple[AreaNow, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """What is due today, the plan's part, and what interviews want; no plan is None.

    `interview` is the next one, from today on; `open_mock` the form of a mock that is open;
    `ahead` are answers that are dated after now; `exercise` is the one that today offers;
    `mistakes` are those in decks as last read; `eve` is what to think of on the day before an
    interview and on its day, None on others; `stories` are those that a plan wants told;
    `offers_plan` where there never was a plan, and neither a date nor an interview is ahead.
    """

    due: Due
    plan: PlanToday | None
    interview: Interview | None = None
    reminders: tuple[Reminder, ...] = ()
    open_mock: str | None = None
    ahead: tuple[DatedAhead, ...] = ()
    exercise: KnownCard | None = None
    mistakes: int = 0
    eve: "Eve | None" = None
    stories: int = 0
    offers_plan: bool = False

    @property
    def next_on(self) -> date | None:
        """The day of the next interview: one that was noted, or the plan's."""
        plan_on = [] if self.plan is None else [self.plan.now.standing.span.interview_on]
        noted = [] if self.interview is None else [self.interview.on]
        return min((on for on in (*plan_on, *noted) if on >= self.due.study_day), default=None)

    @property
    def rests(self) -> bool:
        """Whether nothing is planned: before or on an interview, or on the plan's free weekday."""
        days = None if self.next_on is None else (self.next_on - self.due.study_day).days
        return days in {0, 1} or (self.plan is not None and self.plan.now.standing.rests)


def today(collection: Collection, moment: Moment) -> Today:
    """The day as it stands."""
    with reading_work(collection, moment) as work:
        day, now, held = due_within(work), plan_within(work), work.standing
        plan = None if now is None else _plan_today(work, now, day.study_day)
        late = dated_ahead(work.connection, moment.now)
        exercise = offered(work, now)
        mistakes = error_count(work.connection)
        stories = 0 if now is None else _stories(work, now)
    next_one = next(iter(ahead(held.interviews, day.study_day)), None)
    wanted = reminders(held.interviews, day.study_day)
    open_mock = held.open_mock.form if held.open_mock else None
    is_first = not held.plans and not day.dates and next_one is None
    found = Today(
        day, plan, next_one, wanted, open_mock, late, exercise, mistakes, offers_plan=is_first
    )
    is_near = found.next_on is not None and found.next_on <= day.study_day + timedelta(days=1)
    return replace(found, eve=_eve() if is_near else None, stories=stories)


def _stories(work: Work, now: PlanNow) -> int:
    """The stories not told today yet, where today's share has some of that."""
    if not any(one.activity.ticked_by == "telling" for one in now.standing.next_activities):
        return 0
    from flashcards.core.preparation.stories import is_begun
    from flashcards.storage.read_models.practice import stories, studied_since

    told = {one.id for one in studied_since(work.connection, work.today)}
    return sum(is_begun(text) and one.id not in told for one, text in stories(work.connection))


def _eve() -> "Eve":
    from flashcards.core.preparation.eve import eve_of_page
    from flashcards.storage.files.manual_pages import manual_page

    return eve_of_page(manual_page("eve"))


def _plan_today(work: Work, now: PlanNow, today: date) -> PlanToday:
    plan, followed = now.standing.plan, now.followed
    answered = spent_on(work.connection, today).total() // _MS_A_MINUTE
    done = minutes_ticked(plan, followed, today) + minutes_in_mocks(followed, today)
    return PlanToday(now, answered + done, _coding(now, today), _weakest(work, now, today))


def _coding(now: PlanNow, today: date) -> CodingSplit | None:
    standing = now.standing
    kinds = {one.kind for one in standing.phase.activities}
    if not kinds & {_GENERAL, _MACHINE_LEARNING}:
        return None
    days = standing.phases[standing.now].days
    first = days[0] if days else today
    spent = minutes_by_kind(standing.plan, now.followed, first, today)
    return CodingSplit(spent.get(_GENERAL, 0), spent.get(_MACHINE_LEARNING, 0))


def _weakest(work: Work, now: PlanNow, today: date) -> tuple[AreaNow, ...]:
    """The areas of the plan that are recalled worst, the worst first."""
    from flashcards.core.memory.fsrs_model import Model

    model = Model(work.decisions.parameters)
    recalls: dict[str, list[float]] = {}
    among = now.standing.plan.selection
    for area, stability, studied_on in facing_memories(work.connection, among):
        recall = 0.0
        if stability is not None and studied_on is not None:
            recall = model.recall(stability, max(0, (today - studied_on).days))
        recalls.setdefault(area, []).append(recall)
    found = [AreaNow(area, sum(own) / len(own)) for area, own in recalls.items()]
    return tuple(sorted(found, key=lambda area: (area.recall, area.area))[:_MOST_WEAK])
