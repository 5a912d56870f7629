"""The plan towards a date: which cards to ask today, to know as many as possible on the day.

Nothing is rescheduled. The plan is made anew from the cards as they are, so a day missed, or an
hour less, changes only what is asked from then on; without the date the ordinary queue is back.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import inf, sqrt
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.deadline.input import DeadlineCard, DeadlineInput
from flashcards.core.deadline.new_cards import Pace
from flashcards.core.deadline.sibling_spacing import SiblingSpacing
from flashcards.core.deadline.strategy import Strategy
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Memory
from flashcards.core.memory.gain import GainModel
from flashcards.core.memory.review_cost import review_cost_of
from flashcards.core.study.queue import Allowance, Limits, LimitsLeft

# As in FSRS, where an answer lets stability grow by a factor with 11 - difficulty: of two cards
# that are as stable, the harder one is the weaker on the date.
_HARDEST: Final = 11
# What a final review finds on average, for the seconds that all of them will take.
_FINAL_RECALL: Final = 0.85


@dataclass(frozen=True, slots=True)
class TodaysPlan:
    """What to ask today: `steps` to finish, `reviews`, most worth first, and `fresh` cards.

    `final` are those of the reviews that are meant to be their cards' last before the date;
    `seconds` is what all that takes on average: `review_s` each of the reviews, `fresh_s` a fresh
    card, `step_s` a step.
    """

    steps: tuple[CardId, ...] = ()
    reviews: tuple[CardId, ...] = ()
    fresh: tuple[CardId, ...] = ()
    final: frozenset[CardId] = frozenset()
    seconds: float = 0.0
    review_s: tuple[float, ...] = ()
    fresh_s: float = 0.0
    step_s: float = 0.0

    @property
    def each_s(self) -> dict[CardId, float]:
        """The seconds of each card: made where they are asked for, not for each imagined day."""
        return (
            dict.fromkeys(self.steps, self.step_s)
            | dict.fromkeys(self.fresh, self.fresh_s)
            | dict(zip(self.reviews, self.review_s, strict=True))
        )

    @property
    def new(self) -> int:
        """How many cards are introduced."""
        return len(self.fresh)


class _Ask(NamedTuple):
    """A review that could be made today; `gain` is recall gained a second."""

    asked: DeadlineCard
    memory: Memory
    elapsed_days: int
    gain: float
    seconds: float

    @property
    def card(self) -> CardId:
        """Which card it asks."""
        return self.asked.card


_USUAL: Final = Strategy()
_ANY: Final = Allowance()


def todays_plan(
    cards: Iterable[DeadlineCard],
    inputs: DeadlineInput,
    strategy: Strategy = _USUAL,
    takes: Allowance = _ANY,
) -> TodaysPlan:
    """What to ask today of the cards that the date is about; nothing once it has come.

    Steps aside, it takes no more than what is left of the date's seconds, on average, and no more
    reviews and minutes than the day `takes`. Cards studied today are not asked again.
    """
    if not inputs.left_days:
        return TodaysPlan()
    ordered = sorted(cards, key=lambda one: (one.position, one.card))
    return _Planner(ordered, inputs, strategy, takes).plan()


class _Planner:
    """The planning of one day."""

    def __init__(
        self,
        cards: Sequence[DeadlineCard],
        inputs: DeadlineInput,
        strategy: Strategy,
        takes: Allowance,
    ) -> None:
        self._cards, self._inputs, self._strategy = cards, inputs, strategy
        self._takes = takes
        self._left = inputs.study_days
        self._gains = GainModel(
            inputs.model, inputs.habits, inputs.left_days, strategy.window_days, self._left
        )
        self._cost = review_cost_of(inputs.habits)
        budget_s = inputs.aim.budget_s
        self._budget_s = inf if budget_s is None else budget_s

    def plan(self) -> TodaysPlan:
        """What to ask after what is done; new cards first: hardly anything gains more a second."""
        steps = tuple(one.card for one in self._cards if one.in_steps and not one.rests)
        seconds = len(steps) * self._cost.recalled_s
        room_s = self._room_s(seconds)
        due, final = self._due(), self._final()
        asks = {**due, **final}
        spacing = SiblingSpacing(self._cards, self._inputs, asks)
        fresh = self._fresh(room_s, spacing)
        new_s = len(fresh) * self._cost.new_s
        reviews = self._fitting(asks.values(), room_s - new_s, spacing)
        return TodaysPlan(
            steps,
            tuple(ask.card for ask in reviews),
            fresh,
            frozenset(ask.card for ask in reviews if ask.card in final),
            seconds + new_s + sum(ask.seconds for ask in reviews),
            tuple(ask.seconds for ask in reviews),
            self._cost.new_s,
            self._cost.recalled_s,
        )

    def _room_s(self, steps_s: float) -> float:
        """The seconds that the date and the day still have, once the steps are finished."""
        room_s = self._budget_s - self._inputs.done.seconds
        if self._takes.minutes is not None:
            room_s = min(room_s, 60 * self._takes.minutes)
        return max(0.0, room_s - steps_s)

    def _fresh(self, room_s: float, spacing: SiblingSpacing) -> tuple[CardId, ...]:
        """The cards still to be introduced today."""
        pace = Pace.of(self._cards, self._inputs)
        room = inf if room_s == inf else int(room_s / self._cost.new_s)
        most = min(room, pace.left)
        found: list[CardId] = []
        left = LimitsLeft(Limits(None, self._takes.new.by_deck, self._takes.new.by_folder))
        for one in pace.turns:
            if len(found) >= most:
                break
            if not one.rests and left.has_room(one.deck) and spacing.introduces(one):
                left.count(one.deck)
                found.append(one.card)
        return tuple(found)

    def _in_review(self) -> Iterator[tuple[DeadlineCard, Memory, int]]:
        """The cards in review, with the days since they were last studied."""
        for one in self._cards:
            if one.memory is not None and one.last_studied_on is not None and not one.in_steps:
                elapsed = (self._inputs.today - one.last_studied_on).days
                yield one, one.memory, max(0, elapsed)

    def _due(self) -> dict[CardId, _Ask]:
        """The cards that their upkeep asks for."""
        upkeep, floor = self._strategy.upkeep(self._inputs.left_days), self._strategy.floor
        recall = self._inputs.model.recall
        return {
            one.card: self._ask(one, memory, elapsed)
            for one, memory, elapsed in self._in_review()
            if not one.rests and upkeep.asks(memory, recall(memory.stability, elapsed), floor)
        }

    def _final(self) -> dict[CardId, _Ask]:
        """The final reviews of today: those for which the days after it have no room.

        The weakest cards are dealt to the eve, stronger ones to the days before it.
        """
        if self._left > self._strategy.window_days:
            return {}
        a_day_s = self._dealt_s()
        later_s = a_day_s * (self._left - 1)
        until_s = later_s + self._strategy.catching_up * a_day_s
        found, dealt_s = {}, 0.0
        for ask in sorted((self._ask(*one) for one in self._in_review()), key=_strength):
            if ask.gain > self._strategy.least_gain:
                begins_s, dealt_s = dealt_s, dealt_s + ask.seconds
                is_dealt = dealt_s > later_s and begins_s < until_s
                if is_dealt and ask.elapsed_days and not ask.asked.rests:
                    found[ask.card] = ask
        return found

    def _dealt_s(self) -> float:
        """The seconds of final reviews dealt to each day."""
        aim, review_s = self._inputs.aim, self._cost.review_s(_FINAL_RECALL)
        days = self._strategy.final_days((aim.on - aim.set_on).days)
        even_s = len(self._cards) * review_s / days
        return min(even_s, self._strategy.share_dealt * self._budget_s)

    def _ask(self, one: DeadlineCard, memory: Memory, elapsed_days: int) -> _Ask:
        gain = self._gains.review(memory, elapsed_days)
        return _Ask(one, memory, elapsed_days, gain.per_second, gain.seconds)

    def _fitting(self, asks: Iterable[_Ask], room_s: float, spacing: SiblingSpacing) -> list[_Ask]:
        """Those most worth a second, in this order, as far as there is room."""
        # Reviews are short beside the time of a day, so that filling it greedily by gain a second
        # comes close to the best choice there is, without a search.
        taken: list[_Ask] = []
        left = LimitsLeft(self._takes.reviews)
        for ask in sorted(asks, key=lambda ask: (-ask.gain, ask.card)):
            deck = ask.asked.deck
            if ask.seconds <= room_s and left.has_room(deck) and spacing.reviews(ask.asked):
                left.count(deck)
                taken.append(ask)
                room_s -= ask.seconds
        return taken


def _strength(ask: _Ask) -> tuple[float, CardId]:
    """Weaker and harder cards first."""
    return ask.memory.stability * sqrt(_HARDEST - ask.memory.difficulty), ask.card
