"""What is due today, deck by deck, and what the next days bring."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from flashcards.core.card import Occasion
from flashcards.core.frozen import dataclass
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.core.study.answer_time import AnswerTime
from flashcards.core.study.held_back import HeldBack, HoldingReason
from flashcards.core.study.queue import Candidate
from flashcards.core.study.session import LEARN_AHEAD
from flashcards.core.study_day import Moment, study_day_start
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.study.answer_times import answer_times, rating_minutes
from flashcards.services.study.queue import TodaysQueue, todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import Work, reading_work
from flashcards.storage.projection import counts
from flashcards.storage.projection.counts import DayLoad, DeckCounts
from flashcards.storage.projection.queue import besides_due, skills_to_rate
from flashcards.storage.projection.schedules import next_learning_at

if TYPE_CHECKING:
    from flashcards.services.study.deadline_queue import DeadlineQueue

_FORECAST_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class DayDue:
    """How many cards fall due on a coming day, and the minutes they are expected to take."""

    on: date
    due: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DateAhead:
    """A deadline, and what it asks today; `minutes` is what that takes on average."""

    on: date
    days_left: int
    decks: tuple[str, ...]
    areas: tuple[str, ...]
    tags: tuple[str, ...]
    reviews: int
    new: int
    minutes: float


@dataclass(frozen=True, slots=True)
class DeckToday:
    """What today asks of a deck: cards due, new ones, and those in learning steps."""

    deck: str
    due: int
    new: int
    learning: int


@dataclass(frozen=True, slots=True)
class Due:
    """The object of `flash due --json`, keys in this order; `ready`: a review would ask now.

    `reviews` are the cards in review that a session asks: limits, siblings and dates considered.
    Of the due cards, `quick` are those that it is about, `quick_overdue` of them of an earlier
    day: a session of all cards asks neither `exercises` that are due nor `skills`, which are due or
    were never rated, and take `skill_minutes`. `held` are the quick cards that are due and wait,
    `asked` what a session asks of each deck.
    """

    study_day: date
    due: int
    overdue: int
    new: int
    new_allowed: int
    learning: int
    minutes: int
    next_due_at: datetime | None
    decks: tuple[DeckCounts, ...]
    forecast: tuple[DayDue, ...]
    ready: bool
    reviews: int
    dates: tuple[DateAhead, ...]
    quick: int = 0
    skills: int = 0
    exercises: int = 0
    quick_overdue: int = 0
    held: tuple[HeldBack, ...] = ()
    asked: tuple[DeckToday, ...] = ()
    skill_minutes: int = 0


def due(collection: Collection, moment: Moment, selection: Selection = EVERYTHING) -> Due:
    """Today's work: due cards, learning steps, and the new cards the day still takes.

    Raises `UnknownDeck`, and what is wrong in a query.
    """
    with reading_work(collection, moment) as work:
        return due_within(work, meant(work, selection))


def due_until(collection: Collection, moment: Moment) -> tuple[Due, datetime]:
    """Today's work in all decks, and the instant until which time alone changes nothing of it."""
    with reading_work(collection, moment) as work:
        queue = todays_queue(work, ReviewOptions())
        day = _counted(work, EVERYTHING, queue)
        ends_at = study_day_start(
            work.today + timedelta(days=1), moment.zone, collection.settings.rollover_hour
        )
    ready = [step.due_at - LEARN_AHEAD for step in queue.steps]
    changes = [at for at in (day.next_due_at, ends_at, *ready) if at and at > moment.now]
    return day, min(changes, default=moment.now)


def due_within(work: Work, selection: Selection = EVERYTHING) -> Due:
    """What is due, in a transaction that is open."""
    return _counted(work, selection, todays_queue(work, ReviewOptions(selection)))


def _counted(work: Work, selection: Selection, queue: TodaysQueue) -> Due:
    connection, today = work.connection, work.today
    besides = besides_due(connection, today) if selection == EVERYTHING else []
    found = [*queue.due, *besides]
    decks, by_day, next_due_at = _stand(work, selection, found)
    times = answer_times(connection, [*queue.asked_due, *queue.asked_new])
    skills = skills_to_rate(connection, selection, today)
    return Due(
        study_day=today,
        due=len(found),
        overdue=sum(deck.overdue for deck in decks),
        new=sum(deck.new for deck in decks),
        new_allowed=len(queue.asked_new),
        learning=len(queue.steps),
        minutes=ceil(queue.minutes(times)),
        next_due_at=next_due_at,
        decks=tuple(decks),
        forecast=_forecast(by_day, today, times.usual),
        ready=queue.is_ready(work.moment.now),
        reviews=len(queue.asked_due),
        dates=tuple(map(_date_ahead, queue.deadline_queues)),
        quick=len(queue.due),
        skills=len(skills),
        exercises=sum(one.occasion is Occasion.EXERCISE for one in found),
        quick_overdue=sum(one.due_on != today for one in queue.due),
        held=tuple(_held(work, queue)) if queue.held else (),
        asked=tuple(_asked(queue)),
        skill_minutes=ceil(rating_minutes(connection, skills)),
    )


def _held(work: Work, queue: TodaysQueue) -> Iterator[HeldBack]:
    """What waits, reason by reason."""
    from flashcards.core.memory.fsrs_model import Model

    model = Model(work.decisions.parameters)
    recalls = defaultdict[tuple[HoldingReason, date | None], list[float]](list)
    for one in queue.held:
        card = one.card
        if card.stability is not None and card.last_studied_on is not None:
            days = max(0, (work.today - card.last_studied_on).days)
            recalls[one.why, one.on].append(model.recall(card.stability, days))
    for (why, on), found in recalls.items():
        yield HeldBack(why, len(found), round(sum(found) / len(found), 4), on)


def _asked(queue: TodaysQueue) -> Iterator[DeckToday]:
    """What is asked of each deck, in the order of their names."""
    due, new = (Counter(one.deck for one in q) for q in (queue.asked_due, queue.asked_new))
    steps = Counter(queue.decks_in_steps)
    for deck in sorted({*due, *new, *steps}):
        yield DeckToday(deck, due[deck], new[deck], steps[deck])


def _stand(
    work: Work, selection: Selection, due: Sequence[Candidate]
) -> tuple[Sequence[DeckCounts], Mapping[date, DayLoad], datetime | None]:
    """The decks' counts, how much the next days bring, and when the next card comes."""
    connection, today = work.connection, work.today
    if selection == EVERYTHING:
        last = today + timedelta(days=_FORECAST_DAYS)
        step = next_learning_at(connection, work.moment.now)
        next_due_at = _earlier(work, step, counts.next_due_on(connection, today))
        decks = counts.counts_by_deck(connection, today, due)
        return decks, counts.due_by_day(connection, today, last), next_due_at
    from flashcards.services.study.selection_counts import selection_counts

    found = selection_counts(work, selection, due)
    next_due_at = _earlier(work, found.next_learning_at, found.next_due_on)
    return found.decks, found.due_by_day, next_due_at


def _date_ahead(queue: "DeadlineQueue") -> DateAhead:
    chosen, plan = queue.deadline.selection, queue.plan
    return DateAhead(
        queue.deadline.on,
        queue.inputs.left_days,
        chosen.decks,
        chosen.areas,
        chosen.tags,
        len(plan.reviews) + len(plan.steps),
        plan.new,
        round(plan.seconds / 60, 1),
    )


def _forecast(by_day: Mapping[date, DayLoad], today: date, usual: AnswerTime) -> tuple[DayDue, ...]:
    days = [today + timedelta(days=ahead) for ahead in range(1, _FORECAST_DAYS + 1)]
    loads = [(day, by_day.get(day, DayLoad())) for day in days]
    return tuple(DayDue(day, load.cards, _load_minutes(load, usual)) for day, load in loads)


def _load_minutes(load: DayLoad, usual: AnswerTime) -> int:
    return ceil(usual.minutes_of(load.quick, 0) + load.others_s / 60)


def _earlier(work: Work, step: datetime | None, day: date | None) -> datetime | None:
    """The next instant after now at which a card seen before becomes due."""
    rollover = work.collection.settings.rollover_hour
    start = study_day_start(day, work.moment.zone, rollover) if day else None
    return min((at for at in (step, start) if at), default=None)
