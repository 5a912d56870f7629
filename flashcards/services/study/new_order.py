"""Whose turn it is: the order of new cards, and what weak areas bring forward."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flashcards.core.preparation.assessment import dealt
from flashcards.core.setting_rules import AREAS_IN_TURN
from flashcards.core.study.queue import Candidate, focused_new, parted
from flashcards.services.followed_plan import focus_decks
from flashcards.services.skills import weak_areas
from flashcards.services.work import Work
from flashcards.storage.projection.cards import decks_of


@dataclass(frozen=True, slots=True)
class NewOrder:
    """The order that is set, the decks in focus, and the areas whose skills are weak."""

    order: str
    focus: frozenset[str]
    weak: Mapping[str, Fraction]
    areas: Mapping[str, str]

    def of(self, new: Iterable[Candidate]) -> Iterator[Candidate]:
        """New cards found in deck order, those of the focus first."""
        return self.of_parts(parted(new, self.focus))

    def of_parts(self, parts: Iterable[Iterable[Candidate]]) -> Iterator[Candidate]:
        """New cards of one part before those of the next."""
        return focused_new(parts, self.order, self.dealt, self.areas)

    def dealt(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        """More of the areas in front whose skills stand below 4."""
        return dealt(candidates, self.areas, self.weak)


def new_order(work: Work) -> NewOrder:
    """The order that holds on a study day."""
    order, weak = work.collection.settings.new_order, weak_areas(work.connection)
    areas = dict(decks_of(work.connection)) if weak or order == AREAS_IN_TURN else {}
    return NewOrder(order, focus_decks(work), weak, areas)
