"""Whose turn it is: the order of new cards, and what weak areas bring forward."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from flashcards.core.frozen import dataclass
from flashcards.core.setting_rules import AREAS_IN_TURN
from flashcards.core.study.queue import Candidate, focused_new, parted
from flashcards.services.work import Work
from flashcards.storage.projection.cards import decks_of, has_skills

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class NewOrder:
    """The order that is set, the decks in focus, and the areas whose skills are weak."""

    order: str
    focus: frozenset[str]
    weak: "Mapping[str, Fraction]"
    areas: Mapping[str, str]

    def of(self, new: Iterable[Candidate]) -> Iterator[Candidate]:
        """New cards found in deck order, those of the focus first."""
        return self.of_parts(parted(new, self.focus))

    def of_parts(self, parts: Iterable[Iterable[Candidate]]) -> Iterator[Candidate]:
        """New cards of one part before those of the next."""
        return focused_new(parts, self.order, self.dealt, self.areas)

    def dealt(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        """More of the areas in front whose skills stand below 4."""
        if not self.weak:
            return candidates
        from flashcards.core.preparation.assessment import dealt

        return dealt(candidates, self.areas, self.weak)


def new_order(work: Work) -> NewOrder:
    """The order that holds on a study day."""
    order, weak = work.collection.settings.new_order, _weak(work)
    areas = dict(decks_of(work.connection)) if weak or order == AREAS_IN_TURN else {}
    return NewOrder(order, _focus(work), weak, areas)


def _weak(work: Work) -> "Mapping[str, Fraction]":
    if not has_skills(work.connection):
        return {}
    from flashcards.services.skills import weak_areas

    return weak_areas(work.connection)


def _focus(work: Work) -> frozenset[str]:
    if work.standing.plan is None:
        return frozenset()
    from flashcards.services.followed_plan import focus_decks

    return focus_decks(work)
