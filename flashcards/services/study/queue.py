"""What a study day asks: the same for the session and for the counts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import accumulate
from typing import TYPE_CHECKING

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.selection import Selection
from flashcards.core.study.answer_time import AnswerTimes
from flashcards.core.study.foreseen_times import ForeseenTimes
from flashcards.core.study.held_back import HeldCard, held_cards
from flashcards.core.study.queue import (
    Allowance,
    Candidate,
    LimitsLeft,
    admitted,
    mixed,
    resting,
    spaced,
)
from flashcards.core.study.remaining import Step
from flashcards.core.study.review_order import ordered_due
from flashcards.core.study.session import LEARN_AHEAD
from flashcards.core.study.time_left import TimeLeft
from flashcards.services.decks.siblings import studied_lately
from flashcards.services.study.answer_times import answer_times, expected_ms
from flashcards.services.study.day_limits import day_limits
from flashcards.services.study.new_order import new_order
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import Work
from flashcards.storage.projection import queue

if TYPE_CHECKING:
    from flashcards.services.study.deadline_queue import DeadlineQueue

_MS_A_MINUTE, _MS_A_SECOND = 60_000, 1_000


@dataclass(frozen=True, slots=True)
class TodaysQueue:
    """Learning steps by instant, all that is due, and the cards to ask: due ones, then new.

    `deadline_queues` are the dates ahead, each with what it asks today; `held` is what is due and
    not asked, `decks_in_steps` has the deck of each step.
    """

    steps: tuple[Step, ...]
    due: tuple[Candidate, ...]
    asked_due: tuple[Candidate, ...]
    asked_new: tuple[Candidate, ...]
    deadline_queues: "tuple[DeadlineQueue, ...]" = ()
    held: tuple[HeldCard, ...] = ()
    decks_in_steps: tuple[str, ...] = ()

    def is_ready(self, now: datetime) -> bool:
        """Whether a session would show a card now."""
        soon = self.steps[:1] and self.steps[0].due_at <= now + LEARN_AHEAD
        return bool(self.asked_due or self.asked_new or soon)

    def waiting(self, mixing: str) -> tuple[CardId, ...]:
        """The cards to ask in their order, siblings not next to each other."""
        due, new = ([one.card for one in some] for some in (self.asked_due, self.asked_new))
        return spaced(mixed(due, new, mixing), self.places)

    def minutes(self, times: AnswerTimes) -> float:
        """What every screen, the forecast and the dates say that the day takes.

        What the dates foresee of what they ask; of the rest the usual, or a slow card's own time.
        In tenths; where anything is asked at least one.
        """
        asked = (*self.asked_due, *self.asked_new)
        slow_ms = {one.card: expected_ms(times, one) for one in asked if one.occasion.is_slow}
        new = frozenset(one.card for one in self.asked_new)
        left = TimeLeft(times.usual, new, slow_ms, self.foreseen)
        steps = (step.card for step in self.steps)
        return left.minutes_of((one.card for one in asked), steps)

    @property
    def foreseen(self) -> ForeseenTimes:
        """What the dates foresee of each card that they ask."""
        plans = [one.plan for one in self.deadline_queues]
        each_ms = {card: _MS_A_SECOND * s for plan in plans for card, s in plan.each_s.items()}
        step_s = max((plan.step_s for plan in plans), default=0.0)  # one habit, so one figure
        return ForeseenTimes(each_ms, _MS_A_SECOND * step_s)

    @property
    def places(self) -> dict[CardId, Source]:
        """Where cards with siblings were cut from, of those that dates govern; no others meet."""
        facing = (one for of_date in self.deadline_queues for one in of_date.cards)
        return {one.card: one.place for one in facing if one.place is not None}


def todays_queue(work: Work, options: ReviewOptions) -> TodaysQueue:
    """The queue of a study day, as far as the options select from it."""
    return _Day(work, options).queue()


class _Day:
    """The making of a day's queue."""

    def __init__(self, work: Work, options: ReviewOptions) -> None:
        self._work, self._options = work, options
        self._connection, self._today = work.connection, work.today
        self._settings = work.collection.settings
        self._studied = studied_lately(work)
        self._new_order = new_order(work)
        self._limits = self._day_limits()
        self._deadline_queues = self._queues_of_dates()
        self._governed = {card for one in self._deadline_queues for card in one.governed}

    def queue(self) -> TodaysQueue:
        """Steps, what is due, and what is asked of it and of the new cards."""
        steps = queue.learning_cards(self._connection, self._options.selection, self._today)
        due, dates = self._due(), self._deadline_queues
        planned_due = [card for one in dates for card in one.reviews]
        planned_new = [card for one in dates for card in one.fresh][: self._options.new]
        in_order = self._in_order(planned_due, due)
        besides = self._besides_due(in_order, planned_due)
        # Dates take from the day's limits first, since their days pass; what is due besides comes
        # next, since it is being forgotten; new cards get what is left.
        asked = [*planned_due, *besides, *planned_new]
        fitting, new = self._fitting(besides, self._besides_new(asked, planned_new))
        kept = {one.card for one in (*planned_due, *fitting)}
        asked_due = tuple(one for one in in_order if one.card in kept)
        return TodaysQueue(
            tuple(Step(at, card) for card, at, _ in steps),
            tuple(due),
            asked_due,
            (*planned_new, *new),
            self._deadline_queues,
            tuple(self._held(due, asked_due, besides)),
            tuple(deck for _, _, deck in steps),
        )

    def _held(
        self, due: list[Candidate], asked: tuple[Candidate, ...], besides: list[Candidate]
    ) -> Iterator[HeldCard]:
        """What is due and not asked: a session that looks ahead asks what dates hold."""
        dates = [] if self._options.ahead_days else self._deadline_queues
        busy = {one.source for one in asked} if self._settings.sibling_days else set[Source]()
        return held_cards(
            due,
            {one.card for one in asked},
            [(one.deadline.on, one.governed) for one in dates],
            busy,
            {one.card for one in besides},
        )

    def _day_limits(self) -> Allowance:
        """What the day still takes; a session with its own minutes ignores the day's."""
        limits = day_limits(self._work)
        return limits if self._options.minutes is None else replace(limits, minutes=None)

    def _queues_of_dates(self) -> "tuple[DeadlineQueue, ...]":
        """What the dates ask."""
        if not self._work.decisions.deadlines:
            return ()
        from flashcards.services.followed_plan import core_seen_by_deck
        from flashcards.services.study.deadline_queue import Rules, deadline_queues

        rules = Rules(
            self._work.standing,
            self._limits,
            self._new_order,
            self._studied,
            self._settings,
            self._among(),
            core_seen_by_deck(self._work),
        )
        return deadline_queues(self._connection, self._today, rules)

    def _among(self) -> set[CardId] | None:
        """The cards that the options select; None where they select all."""
        if self._options.selection == Selection():
            return None
        found = queue.facing_candidates(self._connection, self._options.selection, self._today)
        return {one.card for one, _ in found}

    def _due(self) -> list[Candidate]:
        options = self._options
        found = queue.due_candidates(
            self._connection, options.selection, self._today, options.ahead_days
        )
        order, parameters = (
            options.order or self._settings.review_order,
            self._work.decisions.parameters,
        )
        return list(self._rested(ordered_due(found, self._today, order, parameters)))

    def _in_order(self, planned: list[Candidate], due: list[Candidate]) -> list[Candidate]:
        """What the dates ask, then what is due besides, more of weak areas in front."""
        planned_ids = {one.card for one in planned}
        held = planned_ids if self._options.ahead_days else planned_ids | self._governed
        reviews = [*planned, *(one for one in due if one.card not in held)]
        return reviews if self._options.order else list(self._new_order.dealt(reviews))

    def _besides_due(self, in_order: list[Candidate], planned: list[Candidate]) -> list[Candidate]:
        """Of what is due besides what the dates ask, as much as the day's limits leave."""
        left = LimitsLeft(self._limits.reviews)
        for one in planned:
            left.count(one.deck)
        planned_ids = {one.card for one in planned}
        besides = (one for one in in_order if one.card not in planned_ids)
        return admitted(besides, left.left, self._apart(planned))

    def _besides_new(self, asked: list[Candidate], planned: list[Candidate]) -> list[Candidate]:
        """The new cards of the day's number besides those of the dates."""
        options = self._options
        most = self._limits.new.cards if options.new is None else options.new
        held = self._governed if options.new is None else {one.card for one in planned}
        found = self._new_order.of_parts(self._new_candidates())
        besides = (one for one in found if one.card not in held)
        left = LimitsLeft(replace(self._limits.new, cards=most))
        for one in planned:
            left.count(one.deck)
        return admitted(self._rested(besides), left.left, self._apart(asked))

    def _new_candidates(self) -> Iterator[Iterable[Candidate]]:
        """New cards: those of the plan's focus, then all others."""
        focus = self._new_order.focus
        where = (self._connection, self._options.selection, self._today, focus)
        yield queue.new_candidates(*where)
        if focus:
            yield queue.new_candidates(*where, besides=True)

    def _rested(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        return (one for one in candidates if not resting(one, self._studied))

    def _apart(self, asked: Iterable[Candidate]) -> set[Source] | None:
        """The places that are taken; None where siblings need not stay apart."""
        return {one.source for one in asked} if self._settings.sibling_days else None

    def _fitting(
        self, due: list[Candidate], new: list[Candidate]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """What the rest of the day's minutes takes of what is asked besides the dates."""
        if self._limits.minutes is None:
            return due, new
        left_ms = self._limits.minutes * _MS_A_MINUTE
        left_ms -= sum(one.plan.seconds for one in self._deadline_queues) * _MS_A_SECOND
        times = answer_times(self._connection, [*due, *new])
        costs = accumulate(expected_ms(times, one) for one in (*due, *new))
        fitting = sum(cost <= left_ms for cost in costs)
        return due[:fitting], new[: max(0, fitting - len(due))]
