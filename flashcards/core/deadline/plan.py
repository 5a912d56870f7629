"""The plan towards a date: which cards to ask today, to know as many as possible on the day.

Nothing is rescheduled. The plan is made anew from the cards as they are, so a day missed, or an
hour less, changes only what is asked from then on; without the date the ordinary queue is back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil, inf, sqrt
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.deadline.effort import effort_of
from flashcards.core.deadline.tactics import Tactics
from flashcards.core.deadline.worth import Judge
from flashcards.core.memory import Memory, Model
from flashcards.core.simulation.habits import Habits

_HARDEST: Final = 11
_FINAL_RECALL: Final = 0.85
_SHARE_BEFORE: Final = 4
_LEAST_BEFORE_DAYS, _MOST_BEFORE_DAYS = 3, 14
_LIGHTER_FIRST: Final = 0.5


@dataclass(frozen=True, slots=True)
class Aim:
    """The date, the day on which it was set, and the seconds a day there are (None: as needed)."""

    on: date
    set_on: date
    budget_s: float | None = None

    @property
    def cutoff_days(self) -> int:
        """New cards are to be seen so many days before: a quarter of the time, 3 to 14 days."""
        quarter = round((self.on - self.set_on).days / _SHARE_BEFORE)
        return min(_MOST_BEFORE_DAYS, max(_LEAST_BEFORE_DAYS, quarter))


@dataclass(frozen=True, slots=True)
class Facing:
    """A card that the date is about; `memory` and `last_studied_on` are None before it is seen.

    `in_steps` says that it has steps to finish today: it is asked whatever the plan says.
    """

    card: CardId
    memory: Memory | None = None
    last_studied_on: date | None = None
    in_steps: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done today towards the date: cards introduced, and seconds in all."""

    introduced: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Situation:
    """What a plan goes out from, the cards aside: today and what is done of it, date, learner."""

    today: date
    aim: Aim
    model: Model
    habits: Habits
    done: Done = field(default_factory=Done)

    @property
    def left_days(self) -> int:
        """The days to the date, today among them; 0 once it has come."""
        return max(0, (self.aim.on - self.today).days)


@dataclass(frozen=True, slots=True)
class TodaysPlan:
    """What to ask today: `steps` to finish, `reviews`, most worth first, and so many `new` cards.

    `final` are those of the reviews that are meant to be their cards' last before the date;
    `seconds` is what all that takes on average.
    """

    steps: tuple[CardId, ...] = ()
    reviews: tuple[CardId, ...] = ()
    new: int = 0
    final: frozenset[CardId] = frozenset()
    seconds: float = 0.0


class _Ask(NamedTuple):
    """A review that could be made today; `worth` is recall gained a second."""

    card: CardId
    memory: Memory
    elapsed_days: int
    worth: float
    seconds: float


_USUAL: Final = Tactics()


def todays_plan(
    cards: Iterable[Facing], situation: Situation, tactics: Tactics = _USUAL
) -> TodaysPlan:
    """What to ask today of the cards that the date is about; nothing once it has come.

    Steps aside, it takes no more than what is left of the day's budget, on average. Cards studied
    today are not asked again.
    """
    facing = sorted(cards, key=lambda one: one.card)
    return _Day(facing, situation, tactics).plan() if situation.left_days else TodaysPlan()


def new_today(unseen: int, today: date, aim: Aim) -> int:
    """How many of so many unseen cards to introduce today, for all to be seen by the cutoff.

    Evenly where time is limited. Else at half that pace at first, and more later: what is learned
    late need not be kept for long. After the cutoff, what is left comes evenly before the eve.
    """
    left = (aim.on - today).days
    open_days = left - aim.cutoff_days
    if open_days <= 0:
        return ceil(unseen / max(1, left - 1))
    if aim.budget_s is not None:
        return ceil(unseen / open_days)
    whole = max(open_days, (aim.on - aim.set_on).days - aim.cutoff_days)
    return ceil(unseen / open_days * (1 - _LIGHTER_FIRST * (open_days - 1) / whole))


class _Day:
    """The planning of one day."""

    def __init__(self, facing: Sequence[Facing], situation: Situation, tactics: Tactics) -> None:
        self._facing, self._situation, self._tactics = facing, situation, tactics
        self._left = situation.left_days
        self._judge = Judge(situation.model, situation.habits, self._left, tactics.window_days)
        self._effort = effort_of(situation.habits)
        budget_s = situation.aim.budget_s
        self._budget_s = inf if budget_s is None else budget_s

    def plan(self) -> TodaysPlan:
        """What to ask after what is done; new cards first: hardly anything gains more a second."""
        steps = tuple(one.card for one in self._facing if one.in_steps)
        seconds = len(steps) * self._effort.recalled_s
        room_s = max(0.0, self._budget_s - self._situation.done.seconds - seconds)
        new = self._new(room_s)
        due, final = self._due(), self._final()
        reviews = _fitting({**due, **final}.values(), room_s - new * self._effort.new_s)
        return TodaysPlan(
            steps,
            tuple(ask.card for ask in reviews),
            new,
            frozenset(ask.card for ask in reviews if ask.card in final),
            seconds + new * self._effort.new_s + sum(ask.seconds for ask in reviews),
        )

    def _new(self, room_s: float) -> int:
        """How many cards are still to be introduced today."""
        unseen, done = sum(one.memory is None for one in self._facing), self._situation.done
        wanted = new_today(unseen + done.introduced, self._situation.today, self._situation.aim)
        room = unseen if room_s == inf else int(room_s / self._effort.new_s)
        return min(unseen, room, max(0, wanted - done.introduced))

    def _in_review(self) -> Iterator[tuple[CardId, Memory, int]]:
        """The cards in review, with the days since they were last studied."""
        for one in self._facing:
            if one.memory is not None and one.last_studied_on is not None and not one.in_steps:
                elapsed = (self._situation.today - one.last_studied_on).days
                yield one.card, one.memory, max(0, elapsed)

    def _due(self) -> dict[CardId, _Ask]:
        """The cards that their upkeep asks for."""
        upkeep, floor = self._tactics.upkeep(self._left), self._tactics.floor
        recall = self._situation.model.recall
        return {
            card: self._ask(card, memory, elapsed)
            for card, memory, elapsed in self._in_review()
            if upkeep.asks(memory, recall(memory.stability, elapsed), floor)
        }

    def _final(self) -> dict[CardId, _Ask]:
        """The final reviews of today: those for which the days after it have no room.

        The weakest cards are dealt to the eve, stronger ones to the days before it.
        """
        if self._left > self._tactics.window_days:
            return {}
        a_day_s = self._dealt_s()
        later_s = a_day_s * (self._left - 1)
        until_s = later_s + self._tactics.catching_up * a_day_s
        found, dealt_s = {}, 0.0
        for ask in sorted((self._ask(*one) for one in self._in_review()), key=_strength):
            if ask.worth > self._tactics.least_worth:
                begins_s, dealt_s = dealt_s, dealt_s + ask.seconds
                if ask.elapsed_days and dealt_s > later_s and begins_s < until_s:
                    found[ask.card] = ask
        return found

    def _dealt_s(self) -> float:
        """The seconds of final reviews dealt to each day."""
        aim, review_s = self._situation.aim, self._effort.review_s(_FINAL_RECALL)
        days = self._tactics.final_days((aim.on - aim.set_on).days)
        even_s = len(self._facing) * review_s / days
        return min(even_s, self._tactics.share_dealt * self._budget_s)

    def _ask(self, card: CardId, memory: Memory, elapsed_days: int) -> _Ask:
        worth = self._judge.review(memory, elapsed_days)
        return _Ask(card, memory, elapsed_days, worth.a_second, worth.seconds)


def _fitting(asks: Iterable[_Ask], room_s: float) -> list[_Ask]:
    """Those most worth a second, in this order, as far as there is room."""
    taken = []
    for ask in sorted(asks, key=lambda ask: (-ask.worth, ask.card)):
        if ask.seconds <= room_s:
            taken.append(ask)
            room_s -= ask.seconds
    return taken


def _strength(ask: _Ask) -> tuple[float, CardId]:
    """Weaker and harder cards first."""
    return ask.memory.stability * sqrt(_HARDEST - ask.memory.difficulty), ask.card
