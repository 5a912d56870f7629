"""What flash has seen the learner do, and which activity of the plan each of it ticks.

The rule: in the order in which it happened, each ticks one activity that it is and that is still
open: of the phase its day lies in, else of the nearest phase before, else of the nearest to come:
work done early counts. Not so an answer and a rating, which say what is known in those weeks. An
exercise done anew ticks nothing that asks for so many different ones. What finds no activity ticks
nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.plan.calendar import PlanCalendar
from flashcards.core.preparation.plan.plan import Activity, Phase, Plan

_IN_ITS_WEEKS: Final = frozenset({"answer", "rating"})


@dataclass(frozen=True, slots=True)
class Observed:
    """Something done on a study day, one of `TICKED_BY`: with a card of that deck, for so long.

    `act` is the answer that it came to; None for a story, which is written in a file. `card` is
    the exercise's, under the id that its text has now.
    """

    doing: str
    on: date
    deck: str = ""
    area: str = ""
    ms: int = 0
    act: FactId | None = None
    card: CardId | None = None


def automatic_ticks(
    plan: Plan, span: PlanCalendar, observed: Sequence[Observed], by_hand: Mapping[str, int]
) -> Mapping[str, Sequence[Observed]]:
    """What ticked each activity, at most as often as it is open besides what was ticked by hand."""
    ticks: defaultdict[str, list[Observed]] = defaultdict(list)
    if not observed:
        return ticks
    every = [(number, one) for number, phase in enumerate(plan.phases) for one in phase.activities]
    open_ = {one.id: one.total - by_hand.get(one.id, 0) for _, one in every}
    for seen in sorted(observed, key=lambda one: one.on):
        now = plan.phases.index(plan.phase_of(span.week_on(seen.on, plan.weeks)))
        fitting = (
            (_distance(number, now), one.id)
            for number, one in every
            if open_[one.id] > 0
            and (number <= now or counts_early(one))
            and is_ticked_by(one, plan.phases[number], seen)
            and not _is_anew(one, seen, ticks)
        )
        nearest = min(fitting, key=lambda found: found[0], default=None)
        if nearest is not None:
            ticks[nearest[1]].append(seen)
            open_[nearest[1]] -= 1
    return ticks


def is_ticked_by(activity: Activity, phase: Phase, seen: Observed) -> bool:
    """Whether that was the activity, or a part of it."""
    if activity.ticked_by != seen.doing:
        return False
    if not seen.deck:
        return True
    if not activity.of:
        return phase.is_about(seen.deck, seen.area)
    return any(
        one in {seen.area, seen.deck} or seen.deck.startswith(f"{one}/") for one in activity.of
    )


def _is_anew(one: Activity, seen: Observed, ticks: Mapping[str, Sequence[Observed]]) -> bool:
    """Whether the same exercise ticked it before, and different ones are asked."""
    if not one.each_once or seen.doing != "exercise" or seen.card is None:
        return False
    return any(other.card == seen.card for other in ticks.get(one.id, ()))


def counts_early(activity: Activity) -> bool:
    """Whether what is done before its weeks ticks it."""
    return activity.ticked_by not in _IN_ITS_WEEKS


def counts_on(ticks: Mapping[str, Iterable[Observed]], on: date | None = None) -> Counter[str]:
    """How often each activity was ticked so, in all or on a day."""
    return Counter(
        {name: sum(on in {None, one.on} for one in seen) for name, seen in ticks.items()}
    )


def _distance(phase: int, now: int) -> tuple[bool, int]:
    """Of two phases the nearer one first, and one that is over before one that is to come."""
    return phase > now, abs(phase - now)
