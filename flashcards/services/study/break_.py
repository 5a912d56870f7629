"""Breaks: days on which nothing is to fall due, set, listed and removed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.collection_facts import BreakRemoved, BreakSet
from flashcards.core.log.stamp import FactId
from flashcards.core.schedule import Overrides, Schedule
from flashcards.core.scheduling.breaks import Break, DueInBreak, days_around
from flashcards.core.scheduling.load_balancing import FARTHEST_DAYS, Calendar
from flashcards.core.scheduling.replay import replay
from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.errors.days import (
    BreakBackwards,
    BreakOver,
    BreakStands,
    BreakTooLong,
    DayTooFar,
    NoSuchBreak,
)
from flashcards.services.collection import Collection
from flashcards.services.log.reschedule import Moves, move
from flashcards.services.standing import standing
from flashcards.services.work import Work, writing_work
from flashcards.storage.database import engine
from flashcards.storage.log import log
from flashcards.storage.log.acts import whole_act
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.projection import counts, queue
from flashcards.storage.projection.cards import overrides_of_card
from flashcards.storage.projection.due_days import due_within

MOST_DAYS: Final = 366
_WHY: Final = "break"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A row of `flash break --json`; `days` it has."""

    begins_on: date
    ends_on: date
    days: int


@dataclass(frozen=True, slots=True)
class BreakMade:
    """The break, how many cards were moved to days before it, and how many to days after."""

    begins_on: date
    ends_on: date
    before: int
    after: int


def breaks(collection: Collection) -> tuple[BreakRow, ...]:
    """The breaks that stand, by date, past ones too."""
    with engine.reading(collection.engine) as connection:
        found = standing(connection).decisions.breaks
    return tuple(BreakRow(*days, Break(*days).days) for days in found)


def set_break(collection: Collection, moment: Moment, break_: Break) -> BreakMade:
    """Let nothing fall due on these days; what would is moved to days around, in one act.

    Raises `BreakBackwards`, `BreakOver`, `BreakTooLong`, `DayTooFar` and `BreakStands`.
    """
    today = collection.today(moment)
    _check(break_, today)
    with writing_work(collection, moment) as work:
        if (break_.begins_on, break_.ends_on) in work.decisions.breaks:
            raise BreakStands(*_said(break_))
        act = BreakSet(work.stamp(), break_.begins_on, break_.ends_on)
        work.append([act])
        days = days_around(_hindered(work, break_), break_, today, _calendar(work))
        move(work, Moves(days, _WHY, act.stamp.id))
    before = sum(day < break_.begins_on for day in days.values())
    return BreakMade(break_.begins_on, break_.ends_on, before, len(days) - before)


def remove_break(collection: Collection, moment: Moment, break_: Break) -> int:
    """Take a break away, and the due days set for it; how many cards. Raises `NoSuchBreak`."""
    days = (break_.begins_on, break_.ends_on)
    with writing_work(collection, moment) as work:
        if days not in work.decisions.breaks:
            raise NoSuchBreak(*_said(break_))
        acts = [
            act.stamp.id
            for act in log.facts_that_count(work.connection, BreakSet)
            if (act.begins_on, act.ends_on) == days
        ]
        removed = BreakRemoved(work.stamp(), *days)
        work.append([removed])
        back = _days_without(work, acts)
        move(work, Moves(back, _WHY, removed.stamp.id))
    return len(back)


def _days_without(work: Work, acts: Sequence[FactId]) -> dict[CardId, date]:
    """The due days that cards moved by these acts would have, but for those in other breaks."""
    connection = work.connection
    facts = [fact for act in acts for fact in whole_act(connection, act)]
    moved = {fact.stamp.id: fact.card for fact in facts if isinstance(fact, DueSet)}
    calendar = Calendar(breaks=work.decisions.breaks)
    found: dict[CardId, date] = {}
    for card in dict.fromkeys(moved.values()):
        here = living_continuation(connection, card) or card
        policy = work.policy(overrides_of_card(connection, here))
        history = log.history_of(connection, here)
        is_due_on = replay(history, policy).due_on
        due_on = replay([f for f in history if f.stamp.id not in moved], policy).due_on
        if due_on is not None and due_on != is_due_on and calendar.share(due_on):
            found[here] = due_on
    return found


def _check(break_: Break, today: date) -> None:
    if break_.ends_on < break_.begins_on:
        raise BreakBackwards(*_said(break_))
    if break_.ends_on < today:
        raise BreakOver(break_.ends_on.isoformat())
    if break_.days > MOST_DAYS:
        raise BreakTooLong(break_.days, MOST_DAYS)
    if (break_.ends_on - today).days > FARTHEST_DAYS:
        raise DayTooFar(break_.ends_on.isoformat(), FARTHEST_DAYS)


def _said(break_: Break) -> tuple[str, str]:
    return break_.begins_on.isoformat(), break_.ends_on.isoformat()


def _calendar(work: Work) -> Calendar:
    """What is due from today on, and all breaks, this one too."""
    due = Counter(counts.quick_due_by_day(work.connection, work.today))
    due[work.today] = len(queue.due_candidates(work.connection, Selection(), work.today))
    return Calendar(due, work.collection.settings.easy_days, work.decisions.breaks)


def _hindered(work: Work, break_: Break) -> list[DueInBreak]:
    """The cards due in the break; if it has begun, those overdue too."""
    today = work.today
    first = date.min if today in break_ else break_.begins_on
    policies: dict[Overrides, int] = {}
    found = []
    for card, schedule, overrides in due_within(work.connection, first, break_.ends_on):
        if overrides not in policies:
            policies[overrides] = work.policy(overrides).maximum_interval_days
        found.append(_card(card, schedule, policies[overrides], today))
    return found


def _card(card: CardId, schedule: Schedule, longest_days: int, today: date) -> DueInBreak:
    studied_on, due_on = schedule.last_studied_on or today, schedule.due_on or today
    return DueInBreak(card, studied_on, due_on, longest_days)
