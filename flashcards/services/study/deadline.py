"""Dates on which something has to be known: set, moved, removed, and how it stands with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from flashcards.core.card import Occasion
from flashcards.core.deadline.input import DeadlineCard, DeadlineInput
from flashcards.core.deadline.new_cards import Pace, new_today
from flashcards.core.deadline.outlook import NEGLIGIBLE, DeadlineOutlook, advice, foresee_all
from flashcards.core.deadline.tasks import DayAllowances
from flashcards.core.decisions import Deadline
from flashcards.core.frozen import dataclass
from flashcards.core.log.collection_facts import DeadlineRemoved, DeadlineSet
from flashcards.core.log.stamp import FactId
from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.errors.days import DateNotAhead, NoSuchDeadline, NothingToPrepare, WhichDeadline
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.progress import Progress, in_percent, part_of, unheard
from flashcards.services.study.day_limits import later_limits
from flashcards.services.study.deadline_queue import DeadlineQueue, deadline_queues, rules_of
from flashcards.services.work import Work, reading_work, writing_work
from flashcards.storage.projection.queue import facing_candidates

_FARTHEST_DAYS = 1_100
_MOST_WEAK = 3
_DAY_MINUTES = 1_440


@dataclass(frozen=True, slots=True)
class DeckAhead:
    """How a deck will be known on the day if nothing more is done for it."""

    deck: str
    cards: int
    unseen: int
    recall: float


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Core cards of an area that are to be seen by a day, how many, and how many are not yet."""

    on: date
    area: str
    cards: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is foreseen of a date by following the plan; recall is a probability, times minutes.

    `worst_tenth` is the recall of the tenth known worst, `below_80` the share of cards under .8,
    `unseen` how many will not have been seen; `minutes_needed` would do for all of them,
    `cards_possible` fit into the minutes there are.
    """

    feasible: bool
    recall: float
    worst_tenth: float
    below_80: float
    unseen: float
    minutes_a_day: float
    most_minutes: float
    minutes_needed: int
    cards_possible: int


@dataclass(frozen=True, slots=True)
class DeadlineStanding:
    """A date, how far its cards are, and what is foreseen; keys of `flash deadline --json`.

    `elsewhere` counts selected cards that belong to an earlier date; `new_a_day` is today's pace,
    `behind` how many cards fewer than the pace has asked for were seen;
    `today_minutes` is what the rest of today takes, `recall_now` the mean over cards seen, null
    without any; `weakest` are the decks that need it most; `seen_by` is what the plan wants seen
    before the cutoff.
    """

    on: date
    days_left: int
    decks: tuple[str, ...]
    areas: tuple[str, ...]
    tags: tuple[str, ...]
    minutes: int | None
    cards: int
    elsewhere: int
    unseen: int
    cutoff_on: date
    new_a_day: int
    behind: int
    today_reviews: int
    today_new: int
    today_minutes: float
    recall_now: float | None
    prospect: Prospect
    weakest: tuple[DeckAhead, ...]
    seen_by: tuple[SeenBy, ...] = ()


def set_deadline(
    collection: Collection, moment: Moment, on: date, chosen: Selection, minutes: int | None
) -> FactId:
    """Give a selection its date, or another one; minutes stay (None) or go (0).

    Raises `DateNotAhead`, `UnknownDeck`, or `NothingToPrepare` where no card is selected.
    """
    today = collection.today(moment)
    check_ahead(on, today)
    with writing_work(collection, moment) as work:
        chosen = meant(work, chosen).in_order
        if not facing_candidates(work.connection, chosen, today, Occasion.QUICK):
            raise NothingToPrepare
        stamp = work.stamp()
        parts = (chosen.decks, chosen.areas, chosen.tags)
        before = {one.selection: one.minutes for one in work.decisions.deadlines}
        kept = before.get(chosen) if minutes is None else minutes or None
        work.append([DeadlineSet(stamp, on, *parts, kept, today)])
        return stamp.id


def check_ahead(on: date, today: date) -> None:
    """Raise `DateNotAhead` for a day that cannot be prepared for."""
    if not 1 <= (on - today).days <= _FARTHEST_DAYS:
        raise DateNotAhead(on.isoformat(), (today + timedelta(days=1)).isoformat(), _FARTHEST_DAYS)


def move_deadline(collection: Collection, moment: Moment, on: date, chosen: Selection) -> Deadline:
    """Another date for a deadline, with the minutes it has; the one that was."""
    found = deadline_of(collection, moment, chosen)
    set_deadline(collection, moment, on, found.selection, found.minutes)
    return found


def deadline_of(collection: Collection, moment: Moment, chosen: Selection) -> Deadline:
    """The deadline ahead of a selection; raises `NoSuchDeadline` or `WhichDeadline`."""
    with reading_work(collection, moment) as work:
        return _named(work, chosen)


def remove_deadline(collection: Collection, moment: Moment, chosen: Selection) -> Deadline:
    """Take a date away: the ordinary queue is back; the deadline that was."""
    with writing_work(collection, moment) as work:
        found = _named(work, chosen)
        parts = (found.selection.decks, found.selection.areas, found.selection.tags)
        work.append([DeadlineRemoved(work.stamp(), *parts)])
        return found


def deadlines(
    collection: Collection, moment: Moment, progress: Progress = unheard
) -> tuple[DeadlineStanding, ...]:
    """Every date that is still ahead, the next one first."""
    with reading_work(collection, moment) as work:
        rules = rules_of(work)
        ahead = deadline_queues(work.connection, work.today, rules)
        decks = {card.deck for one in ahead for card in one.cards}
        days = rules.takes, later_limits(work)
        first, later = (replace(day, new=day.new.among(decks)) for day in days)
        allowances = DayAllowances(first, later)
    found = _foreseen(ahead, allowances, progress)
    return tuple(
        _standing(one, outlook, allowances) for one, outlook in zip(ahead, found, strict=True)
    )


def _foreseen(
    ahead: Sequence[DeadlineQueue], allowances: DayAllowances, progress: Progress
) -> list[DeadlineOutlook]:
    """What is foreseen of each date: of all together where they share a day's limits."""
    tasks = [one.task for one in ahead]
    groups = [tasks] if tasks and allowances.is_limited else [[task] for task in tasks]
    return [
        outlook
        for number, group in enumerate(groups)
        for outlook in foresee_all(
            group, allowances, progress=in_percent(part_of(progress, number, len(groups)))
        )
    ]


def _named(work: Work, chosen: Selection) -> Deadline:
    """The deadline ahead of a selection, or the only one where nothing is selected."""
    chosen = meant(work, chosen, is_there=False).in_order
    there = [one for one in work.decisions.deadlines if one.on > work.today]
    same = [one for one in there if one.selection == chosen]
    if not there or (chosen != Selection() and not same):
        raise NoSuchDeadline
    if not same and len(there) > 1:
        raise WhichDeadline
    return (same or there)[0]


def _standing(
    queue: DeadlineQueue, found: DeadlineOutlook, allowances: DayAllowances
) -> DeadlineStanding:
    deadline, inputs, plan = queue.deadline, queue.inputs, queue.plan
    unseen = sum(one.memory is None for one in queue.cards)
    before = unseen + inputs.done.introduced
    recalls = [r for r in (_recall(one, inputs, 0) for one in queue.cards) if r is not None]
    return DeadlineStanding(
        on=deadline.on,
        days_left=inputs.left_days,
        decks=deadline.selection.decks,
        areas=deadline.selection.areas,
        tags=deadline.selection.tags,
        minutes=deadline.minutes,
        cards=len(queue.cards),
        elsewhere=queue.elsewhere,
        unseen=unseen,
        cutoff_on=max(inputs.today, inputs.aim.cutoff_on),
        new_a_day=Pace.of(queue.cards, inputs).wanted,
        behind=_behind(queue, before),
        today_reviews=len(plan.reviews) + len(plan.steps),
        today_new=plan.new,
        today_minutes=round(plan.seconds / 60, 1),
        recall_now=round(sum(recalls) / len(recalls), 4) if recalls else None,
        prospect=_prospect(queue, found, allowances),
        weakest=_weakest(queue),
        seen_by=_seen_by(queue),
    )


def _seen_by(queue: DeadlineQueue) -> tuple[SeenBy, ...]:
    """The days before the cutoff by which the plan wants some cards seen, the earliest first."""
    found: dict[tuple[date, str], list[DeadlineCard]] = {}
    for one in queue.cards:
        if one.seen_by is not None and one.seen_by < queue.inputs.aim.cutoff_on:
            found.setdefault((one.seen_by, queue.areas.get(one.deck, one.deck)), []).append(one)
    return tuple(
        SeenBy(on, area, len(own), sum(one.memory is None for one in own))
        for (on, area), own in sorted(found.items())
    )


def _prospect(queue: DeadlineQueue, found: DeadlineOutlook, allowances: DayAllowances) -> Prospect:
    advised = advice(queue.cards, queue.inputs)
    minutes, given = found.minutes_by_day, queue.deadline.minutes
    is_shared_well = not allowances.is_limited or found.recall >= advised.recall - 2 * NEGLIGIBLE
    does = max(minutes, default=0) <= _DAY_MINUTES if given is None else advised.minutes <= given
    return Prospect(
        feasible=found.unseen < 1 and does and is_shared_well,
        recall=round(found.recall, 4),
        worst_tenth=round(found.worst_tenth, 4),
        below_80=round(found.below_80, 4),
        unseen=round(found.unseen, 1),
        minutes_a_day=round(sum(minutes) / len(minutes), 1) if minutes else 0.0,
        most_minutes=round(max(minutes, default=0.0), 1),
        minutes_needed=advised.minutes,
        cards_possible=advised.cards,
    )


def _behind(queue: DeadlineQueue, unseen: int) -> int:
    """How many more cards are unseen than the pace since the date was set would have left."""
    aim, today = queue.inputs.aim, queue.inputs.today
    expected = len(queue.cards)
    days = (aim.set_on + timedelta(days=day) for day in range((today - aim.set_on).days))
    for day in days:
        expected -= 0 if day in aim.off else min(expected, new_today(expected, day, aim))
    return max(0, unseen - expected)


def _weakest(queue: DeadlineQueue) -> tuple[DeckAhead, ...]:
    by_deck: dict[str, list[DeadlineCard]] = {}
    for one in queue.cards:
        by_deck.setdefault(queue.governed[one.card].deck, []).append(one)
    found = [_deck_ahead(deck, own, queue.inputs) for deck, own in by_deck.items()]
    return tuple(sorted(found, key=lambda deck: (deck.recall, deck.deck))[:_MOST_WEAK])


def _deck_ahead(deck: str, own: list[DeadlineCard], inputs: DeadlineInput) -> DeckAhead:
    recalls = [_recall(one, inputs, inputs.left_days) or 0.0 for one in own]
    unseen = sum(one.memory is None for one in own)
    return DeckAhead(deck, len(own), unseen, round(sum(recalls) / len(recalls), 4))


def _recall(one: DeadlineCard, inputs: DeadlineInput, days_ahead: int) -> float | None:
    if one.memory is None or one.last_studied_on is None:
        return None
    elapsed = max(0, (inputs.today - one.last_studied_on).days) + days_ahead
    return inputs.model.recall(one.memory.stability, elapsed)
