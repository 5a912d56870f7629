"""What the facts without a card come to: decisions, plans, mocks, interviews, as one value.

A projection, as schedules are: stored, advanced fact by fact, thrown away and made anew. What is
about plans, mocks and interviews is loaded where there are some.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Final

from flashcards.core.decisions import UNDECIDED, Decisions, decided_after
from flashcards.core.frozen import dataclass
from flashcards.core.log.brought_facts import BroughtNotes, BroughtParameters
from flashcards.core.log.fact import CollectionFact, declared
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.lineage import Order
from flashcards.core.log.order import came_about, counting, in_order_of_coming_about
from flashcards.core.log.preparation_facts import MockFact, PreparationFact

if TYPE_CHECKING:
    from flashcards.core.preparation.interviews.interviews import Interview
    from flashcards.core.preparation.mock.mock import Mock
    from flashcards.core.preparation.plan.followed import FollowedPlan, StartedPlan

_DECLARED: Final = [one for one in declared() if issubclass(one.fact, CollectionFact)]

KINDS: Final[tuple[type[CollectionFact], ...]] = tuple(one.fact for one in _DECLARED)
"""The facts that it is made of, undos apart."""

TAKEN_BACK: Final[tuple[type[CollectionFact], ...]] = tuple(
    one.fact for one in _DECLARED if one.is_act or one.fact is BroughtNotes
)
"""Those of them that an undo takes back, names of notes with their import; a mock held stays."""

_START: Final[Order] = (-1, "")  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds in a collection besides its cards, up to the fact that came about at `latest`.

    `plans` are all that were started, `rounds` all interviews that were ever set.
    """

    decisions: Decisions = UNDECIDED
    plans: "tuple[StartedPlan, ...]" = ()
    mocks: "tuple[Mock, ...]" = ()
    rounds: "tuple[Interview, ...]" = ()
    latest: Order = _START

    @property
    def interviews(self) -> "tuple[Interview, ...]":
        """The interviews that take place or took place, by day."""
        if not self.rounds:
            return ()
        from flashcards.core.preparation.interviews.interviews import taking_place

        return taking_place(self.rounds)

    @property
    def plan(self) -> "FollowedPlan | None":
        """The plan that is followed."""
        if not self.plans:
            return None
        from flashcards.core.preparation.plan.followed import followed_plan

        return followed_plan(self.plans, self.mocks, self.interviews)

    @property
    def open_mock(self) -> "Mock | None":
        """The mock that is open, the latest of several."""
        return next((mock for mock in reversed(self.mocks) if not mock.ended), None)

    def interview_to_plan_for(self, today: date) -> date | None:
        """What a plan aims at: the next favourite's day, or else the last ahead; no warm-up's."""
        from flashcards.core.preparation.plan.followed import interview_to_plan_for

        return interview_to_plan_for(self.interviews, today)


EMPTY: Final = Standing()
"""What holds before anything happened."""


def standing_of(facts: Iterable[Fact]) -> Standing:
    """What the facts come to, whatever their order; those about cards change nothing."""
    known = list(facts)
    said = [fact for fact in counting(known) if isinstance(fact, TAKEN_BACK)]
    held = {fact.stamp.id: fact for fact in known if isinstance(fact, MockFact)}
    return reduce(_with, in_order_of_coming_about([*said, *held.values()]), EMPTY)


def advanced(before: Standing, fact: Fact) -> Standing | None:
    """What holds after one more fact, which nothing undoes yet; None where it needs the others.

    So it is after an undo of what counts here, for a fact that came about before the latest, and
    for parameters that came with an import: another one may have brought the same before.
    """
    if isinstance(fact, (Undo, BroughtParameters)):
        return None
    if not isinstance(fact, KINDS):
        return before
    return _with(before, fact) if came_about(fact) > before.latest else None


def _with(before: Standing, fact: Fact) -> Standing:
    decided = decided_after(before.decisions, fact)
    if not isinstance(fact, PreparationFact):
        return replace(before, decisions=decided, latest=came_about(fact))
    from flashcards.core.preparation.interviews.interviews import rounds_after
    from flashcards.core.preparation.mock.mock import mocks_after
    from flashcards.core.preparation.plan.followed import plans_after

    return Standing(
        decided,
        plans_after(before.plans, fact),
        mocks_after(before.mocks, fact),
        rounds_after(before.rounds, fact),
        came_about(fact),
    )
