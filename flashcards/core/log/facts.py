"""The facts: everything that can happen, whatever it is about."""

from dataclasses import field
from typing import Any, Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log import (
    brought_facts,  # noqa: F401 - its kinds are declared
    card_facts,  # noqa: F401 - these too
    collection_facts,  # noqa: F401 - these
    preparation_facts,  # noqa: F401 - and these
)
from flashcards.core.log.fact import CardFact, CollectionFact, declared, recorded_as
from flashcards.core.log.stamp import FactId, Stamp


@recorded_as("undo")
@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back the fact `undoes`, whichever of the two arrives first.

    `card` is that fact's; where it is another, or none, what is undone is the fact all the same.
    """

    stamp: Stamp
    card: CardId | None
    undoes: FactId


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact of a later version, kept and passed on as it came."""

    stamp: Stamp
    name: str
    card: CardId | None = None
    body: dict[str, Any] = field(default_factory=dict)
    version: int = 1


Fact = CardFact | CollectionFact | Undo | Unknown

ACTS: Final[tuple[type[Fact], ...]] = tuple(one.fact for one in declared() if one.is_act)
"""Everything that `flash undo` takes back."""

SESSION_ACTS: Final[tuple[type[Fact], ...]] = tuple(
    one.fact for one in declared() if one.in_session
)
"""What is done in a session, and undone there."""
