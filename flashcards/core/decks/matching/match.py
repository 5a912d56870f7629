"""What a reading made of one card: light values, loaded by every command."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass


class Happened(StrEnum):
    """What became of a card between two readings."""

    EDITED = "edited"
    MOVED = "moved"
    NEW = "new"
    BACK = "back"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Match:
    """What a reading made of one card: where it stands (an orphan: stood), and its id before."""

    happened: Happened
    card: CardId
    source: Source
    question: str
    old: CardId | None = None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The orphan that a new card is most like: what a learner may link by hand."""

    card: CardId
    question: str


def summary(matches: Iterable[Match]) -> str:
    """How many of each, in words: `3 edited, 1 moved, 2 new, 1 orphan`; empty of nothing."""
    counts = Counter(match.happened for match in matches)
    return ", ".join(f"{counts[one]:,} {one}" for one in Happened if counts[one])
