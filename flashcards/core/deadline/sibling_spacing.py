"""Sibling spacing: how many cards cut from one place a day asks, so that they stay apart.

A place has needs: each of its cards is to be asked so many more times before the date. Where the
study days suffice for one card a day, siblings stay apart, and for as many days as they are to,
if the days suffice for that too; else each day asks as many as it takes. So a day on which fewer
were asked is made up for, and on the eve all that is needed is asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Source
from flashcards.core.deadline.input import DeadlineCard, DeadlineInput

# How often a card is still asked up to the date. A guess is enough: it is made anew each day.
# Without siblings in the plan, ten clozes of eight in 14 days were foretold at .970 and came to
# .574; with them .970 and .969 (`benchmarks.siblings`).
_ASKS_OF_NEW, _ASKS_OF_WEAK, _ASKS_OF_STURDY = 3, 2, 1
_STURDY_DAYS: Final = 6.0


class SiblingSpacing:
    """How many cards of each place today may ask, and how many of them are taken.

    `asks` are the cards in review that are to be asked today.
    """

    def __init__(
        self, cards: Iterable[DeadlineCard], inputs: DeadlineInput, asks: Collection[CardId]
    ) -> None:
        self._inputs, self._asks = inputs, asks
        self._days = _Days(inputs.study_days, inputs.open_days)
        self._cards: defaultdict[Source, list[DeadlineCard]] = defaultdict(list)
        self._siblings: dict[Source, _Siblings] = {}
        if inputs.sibling_days:
            for one in cards:
                if one.place is not None:
                    self._cards[one.place].append(one)

    def introduces(self, one: DeadlineCard) -> bool:
        """Whether a new card is asked today; it is counted."""
        siblings = self._siblings_of(one)
        return siblings is None or siblings.introduces(one)

    def reviews(self, one: DeadlineCard) -> bool:
        """Whether a card in review is asked today; it is counted."""
        siblings = self._siblings_of(one)
        return siblings is None or siblings.reviews(one)

    def _siblings_of(self, one: DeadlineCard) -> "_Siblings | None":
        place = one.place
        if place is None or not self._inputs.sibling_days:
            return None
        if place not in self._siblings:
            own = self._cards[place]
            asks = sum(card.card in self._asks for card in own)
            self._siblings[place] = _Siblings(own, self._inputs, self._days, asks)
        return self._siblings[place]


class _Days(NamedTuple):
    """The study days left, and those on which new cards come."""

    study: int
    open: int


class _Siblings:
    """One place: how many more of its cards today asks, of which so many have to be new."""

    def __init__(
        self, own: Sequence[DeadlineCard], inputs: DeadlineInput, left: _Days, asks: int
    ) -> None:
        self._own, self._today = own, inputs.today
        done = sum(self._is_taken(one) for one in own)
        days = left.study
        needs = max(1, done + sum(self._needs(one, days) for one in own))
        self._gap_days = max(1, min(inputs.sibling_days, days // needs))
        self._left = max(0, -(-needs // days) - done)
        introduced = sum(one.introduced for one in own)
        unseen = introduced + sum(one.memory is None for one in own)
        # New cards of a place come one after each gap, so that the last is seen in time. What does
        # not fit into these days is owed today, siblings or not: a card never seen costs more than
        # one met.
        slots = -(-left.open // self._gap_days)
        self._owed = max(0, unseen // slots - introduced)
        self._new = max(self._owed, self._left - asks)

    def introduces(self, one: DeadlineCard) -> bool:
        """Whether a new card is asked today; it is counted."""
        takes = self._owed > 0 or (self._left > 0 and self._new > 0 and not self._rests(one))
        self._count(takes=takes)
        self._owed -= takes
        self._new -= takes
        return takes

    def reviews(self, one: DeadlineCard) -> bool:
        """Whether a card in review is asked today; it is counted."""
        takes = self._left > 0 and not self._rests(one)
        self._count(takes=takes)
        return takes

    def _count(self, *, takes: bool) -> None:
        self._left -= takes

    def _is_taken(self, one: DeadlineCard) -> bool:
        """Whether today has asked it, or will, whatever the plan says."""
        return one.in_steps or one.last_studied_on == self._today

    def _needs(self, one: DeadlineCard, days: int) -> int:
        """How many more times a card is to be asked, at most once a day."""
        if one.memory is None:
            return min(days, _ASKS_OF_NEW)
        asks = _ASKS_OF_WEAK if one.memory.stability < _STURDY_DAYS else _ASKS_OF_STURDY
        return min(days - self._is_taken(one), asks)

    def _rests(self, one: DeadlineCard) -> bool:
        """Whether a sibling was studied so lately that this one is to wait."""
        return any(
            other.card != one.card
            and other.last_studied_on is not None
            and 0 < (self._today - other.last_studied_on).days < self._gap_days
            for other in self._own
        )
