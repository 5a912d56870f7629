"""Reviews that are too many for today, put off to the days ahead in one act."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.schedule import AS_COLLECTION
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.scheduling.postponing import OverdueCard, by_day, days_for, least_per_day
from flashcards.core.selection import Selection
from flashcards.core.study.queue import Candidate
from flashcards.core.study_day import Moment
from flashcards.errors.days import NoDayToPostponeTo
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.log.reschedule import Moves, move
from flashcards.services.work import Work, reading_work, writing_work
from flashcards.storage.projection import counts, queue
from flashcards.storage.projection.cards import overriding

USUAL_DAYS: Final = 7
"""Days over which a backlog is spread, today included, where nothing else is said."""

_WHY: Final = "postpone"


@dataclass(frozen=True, slots=True)
class Span:
    """Over how many days to spread, today included, or how many cards a day; or as usual.

    As usual: `reviews_per_day` cards a day where that is set, else over seven days.
    """

    days: int | None = None
    per_day: int | None = None


@dataclass(frozen=True, slots=True)
class PostponedDay:
    """A day that cards wait for: how many, and how many are due then in all."""

    on: date
    cards: int
    due: int


@dataclass(frozen=True, slots=True)
class Postponed:
    """The object of `flash postpone --json`, keys in this order.

    `due` cards were due, `stay` of them today still are, `moved` wait; `per_day` is how many a
    day takes at most, null where nothing was due.
    """

    study_day: date
    due: int
    stay: int
    moved: int
    per_day: int | None
    dry_run: bool
    days: tuple[PostponedDay, ...]


def postpone(
    collection: Collection,
    moment: Moment,
    selection: Selection,
    span: Span,
    *,
    dry_run: bool = False,
) -> Postponed:
    """Put off what is due and more than fits; learning steps and new cards stay.

    Those stay today that lose most by waiting (`core/scheduling/postponing.py`); of the others
    they also come soonest. Raises `UnknownDeck` and `NoDayToPostponeTo`; a dry run writes nothing.
    """
    today = collection.today(moment)
    transaction = reading_work if dry_run else writing_work
    with transaction(collection, moment) as work:
        selection = meant(work, selection)
        due = queue.due_candidates(work.connection, selection, today)
        if not due:
            return Postponed(today, 0, 0, 0, None, dry_run, ())
        calendar = _calendar(work, due)
        per_day = _per_day(collection, span, len(due), today, calendar)
        days = days_for(_backlog(work, due), today, calendar, per_day)
        waiting = {card: day for card, day in days.items() if day != today}
        if not dry_run:
            move(work, Moves(waiting, _WHY))
    stay = len(due) - len(waiting)
    found = _days(waiting, calendar)
    return Postponed(today, len(due), stay, len(waiting), per_day, dry_run, found)


def _calendar(work: Work, due: list[Candidate]) -> Calendar:
    """The days from today on, with what is due on them besides these cards."""
    today = work.today
    ahead = counts.quick_due_by_day(work.connection, today)
    others = len(queue.due_candidates(work.connection, Selection(), today)) - len(due)
    easy_days = work.collection.settings.easy_days
    return Calendar({today: others} | ahead, easy_days, work.decisions.breaks)


def _per_day(
    collection: Collection, span: Span, cards: int, today: date, calendar: Calendar
) -> int:
    usual = collection.settings.reviews_per_day if span.days is None else None
    if found := span.per_day or usual:
        return found
    days = span.days or USUAL_DAYS
    least = least_per_day(cards, today, calendar, days)
    if least is None:
        raise NoDayToPostponeTo(days)
    return least


def _backlog(work: Work, due: list[Candidate]) -> list[OverdueCard]:
    own = overriding(work.connection)
    model = Model(work.decisions.parameters)
    overrides = {one.card: own.get(one.card, AS_COLLECTION) for one in due}
    retention = {some: work.policy(some).retention for some in set(overrides.values())}
    return [_backlogged(one, model, retention[overrides[one.card]], work.today) for one in due]


def _backlogged(one: Candidate, model: Model, retention: float, today: date) -> OverdueCard:
    elapsed_days = (today - (one.last_studied_on or today)).days
    stability = one.stability or 0.0
    return OverdueCard(one.card, elapsed_days, model.interval_days(stability, retention), stability)


def _days(waiting: Mapping[CardId, date], calendar: Calendar) -> tuple[PostponedDay, ...]:
    return tuple(
        PostponedDay(day, cards, calendar.due.get(day, 0) + cards)
        for day, cards in by_day(waiting).items()
    )
