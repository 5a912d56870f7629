"""What a session has still to ask, as values that share with earlier ones all they have in common.

A session keeps every state that undo may bring back: copies would take memory, and time, that grow
with the square of its length.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from flashcards.core.card import CardId

_Behind = tuple[CardId, "_Behind"] | None
"""The cards at the end of a line, the last one first, each with those before it."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
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


class _Node(NamedTuple):
    """A step not later than those below it; `rank`: how many nodes lead down on the right.

    The left is nowhere of lower rank (Crane's leftist tree), so few lead down on the right.
    """

    rank: int
    step: Step
    left: "_Node | None"
    right: "_Node | None"


@dataclass(frozen=True, slots=True, eq=False)
class Learning:
    """Learning steps by their instants: the first is at hand, adding one takes a few new nodes."""

    top: _Node | None = None
    length: int = 0

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "Learning":
        """These steps, in whatever order they come."""
        learning = cls()
        for step in steps:
            learning = learning.with_step(step)
        return learning

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[Step]:
        return iter(sorted(_steps(self.top)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Learning | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def first(self) -> Step | None:
        """The step that is due first, if there is one."""
        return None if self.top is None else self.top.step

    def rest(self) -> "Learning":
        """The steps without the first."""
        if self.top is None:
            return self
        return Learning(_merged(self.top.left, self.top.right), self.length - 1)

    def with_step(self, step: Step) -> "Learning":
        """The steps and one more."""
        return Learning(_merged(self.top, _Node(1, step, None, None)), self.length + 1)

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


def _steps(top: _Node | None) -> Iterator[Step]:
    nodes = [top]
    while nodes:
        node = nodes.pop()
        if node is not None:
            yield node.step
            nodes += (node.left, node.right)


def _merged(one: _Node | None, other: _Node | None) -> _Node | None:
    if one is None or other is None:
        return one or other
    if other.step < one.step:
        one, other = other, one
    left, right = one.left, _merged(one.right, other)
    if _rank(left) < _rank(right):
        left, right = right, left
    return _Node(_rank(right) + 1, one.step, left, right)


def _rank(node: _Node | None) -> int:
    return 0 if node is None else node.rank
