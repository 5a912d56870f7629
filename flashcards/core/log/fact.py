"""What a fact is, and how a kind of fact says itself: name, fields, limits, whether undoable."""

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Any, Final, NamedTuple, TypeVar

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.stamp import Stamp


@dataclass(frozen=True, slots=True, init=False, repr=False, eq=False)
class CardFact:
    """A fact about one card; only facts of its kinds are made, shown and compared."""

    stamp: Stamp
    card: CardId


@dataclass(frozen=True, slots=True, init=False, repr=False, eq=False)
class CollectionFact:
    """A fact about no single card; one that a line names all the same is kept, and means nothing.

    In records the card comes last.
    """

    stamp: Stamp
    card: CardId | None = field(default=None, kw_only=True)


class FactKind(NamedTuple):
    """A kind of fact: its name in records, its class, and what can be done about such a fact.

    `is_act`: the learner does it, and `flash undo` takes it back; `in_session`: a session does,
    and takes it back there.
    """

    name: str
    fact: type[Any]
    is_act: bool
    in_session: bool


_DECLARED: Final[dict[str, FactKind]] = {}

T = TypeVar("T")


def recorded_as(
    name: str, *, is_act: bool = False, in_session: bool = False
) -> Callable[[type[T]], type[T]]:
    """What makes a frozen class a kind of fact of that name."""

    def declare(fact: type[T]) -> type[T]:
        _DECLARED[name] = FactKind(name, fact, is_act, in_session)
        return fact

    return declare


def declared() -> Iterable[FactKind]:
    """Every kind whose module was read; `core.log.facts` reads all of them."""
    return _DECLARED.values()
