"""What a session has still to ask, as values that share with earlier ones all they have in common.

A session keeps every state that undo may bring back: copies would take memory, and time, that grow
with the square of its length.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass

_Behind = tuple[CardId, "_Behind"] | None
"""The cards at the end of a line, the last one first, each with those before it."""


class Step(NamedTuple):
    """A card in learning steps and the instant it is due."""

    due_at: datetime
    card: CardId


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """Cards in line: those of `front` from a place in it on, then those that joined since.

    Taking the first and adding a last one costs the same however many there are.
    """

    front: tuple[CardId, ...] = ()
    place: int = 0
    behind: _Behind = None
    joined: int = 0

    def __len__(self) -> int:
        return len(self.front) - self.place + self.joined

    def __iter__(self) -> Iterator[CardId]:
        yield from self.front[self.place :]
        yield from _in_order(self.behind)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Waiting | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def first(self) -> CardId:
        """The card whose turn it is; raises `IndexError` where none is waiting."""
        return self.front[self.place]

    def rest(self) -> "Waiting":
        """The line without its first card."""
        if self.place + 1 < len(self.front):
            return Waiting(self.front, self.place + 1, self.behind, self.joined)
        return Waiting(_in_order(self.behind))

    def with_last(self, card: CardId) -> "Waiting":
        """The line with one more card at its end."""
        if not len(self):
            return Waiting((card,))
        return Waiting(self.front, self.place, (card, self.behind), self.joined + 1)

    def without(self, card: CardId) -> "Waiting":
        """The line without a card, wherever it stands; itself where it stands nowhere."""
        if card not in self:
            return self
        return Waiting(tuple(one for one in self if one != card))


NONE_WAITING: Final = Waiting()


_Run = tuple[tuple[Step, ...], int]
"""Steps in order, and how many of them were taken already."""


@dataclass(frozen=True, slots=True, eq=False)
class Learning:
    """Learning steps by their instants, in runs of which the later are shorter, and so few.

    A step that joins is merged with the runs that are no longer than what it makes so. The states
    of 15,000 answers share all but 1.5 MB that way; as a persistent heap of nodes, all but 8.
    """

    runs: tuple[_Run, ...] = ()

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "Learning":
        """These steps, in whatever order they come."""
        run = tuple(sorted(steps))
        return cls(((run, 0),)) if run else cls()

    def __len__(self) -> int:
        return sum(map(_length, self.runs))

    def __iter__(self) -> Iterator[Step]:
        return iter(sorted(step for steps, taken in self.runs for step in steps[taken:]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Learning | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def first(self) -> Step | None:
        """The step that is due first, if there is one."""
        return min((steps[taken] for steps, taken in self.runs), default=None)

    def rest(self) -> "Learning":
        """The steps without the first."""
        first = self.first
        place = next(n for n, (steps, taken) in enumerate(self.runs) if steps[taken] == first)
        steps, taken = self.runs[place]
        left = ((steps, taken + 1),) if taken + 1 < len(steps) else ()
        return Learning((*self.runs[:place], *left, *self.runs[place + 1 :]))

    def with_step(self, step: Step) -> "Learning":
        """The steps and one more."""
        runs, merged = self.runs, [step]
        while runs and _length(runs[-1]) <= len(merged):
            steps, taken = runs[-1]
            runs, merged = runs[:-1], [*steps[taken:], *merged]
        return Learning((*runs, (tuple(sorted(merged)), 0)))

    def without(self, card: CardId) -> "Learning":
        """The steps but for those of a card."""
        return Learning.of(step for step in self if step.card != card)


NONE_LEARNING: Final = Learning()


def _in_order(behind: _Behind) -> tuple[CardId, ...]:
    cards: list[CardId] = []
    while behind is not None:
        card, behind = behind
        cards.append(card)
    return tuple(reversed(cards))


def _length(run: _Run) -> int:
    steps, taken = run
    return len(steps) - taken
