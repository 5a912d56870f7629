"""What to study today and in which order: due cards, then new ones, within limits."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from flashcards.core.card import CardId, Source


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked: its place, its deck, and its due day (None if new)."""

    card: CardId
    source: Source
    deck: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How many new cards a study day still takes, in all and of the decks that have a limit."""

    new: int
    new_by_deck: Mapping[str, int]


def ordered_due(due: Iterable[Candidate], today: date) -> list[Candidate]:
    """Due cards by due day, those of one day in an order drawn anew each study day."""
    return sorted(due, key=lambda one: (one.due_on or today, _draw(one.card, today)))


def admitted_new(
    new: Iterable[Candidate], limits: Limits, busy: Iterable[Source]
) -> list[Candidate]:
    """The new cards that today still takes, as they come; of siblings the first."""
    taken: list[Candidate] = []
    places = set(busy)
    left = dict(limits.new_by_deck)
    if limits.new <= 0:
        return taken
    for candidate in new:
        if candidate.source in places or left.get(candidate.deck, 1) <= 0:
            continue
        places.add(candidate.source)
        if candidate.deck in left:
            left[candidate.deck] -= 1
        taken.append(candidate)
        if len(taken) == limits.new:
            break
    return taken


def resting(candidate: Candidate, studied: Container[Source]) -> bool:
    """Whether a sibling, cut from the same place, was studied today."""
    return candidate.source in studied


def without_siblings(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of the cards cut from one place only the first."""
    first: dict[Source, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.source, candidate)
    return list(first.values())


def _draw(card: CardId, today: date) -> bytes:
    seed = f"{today.isoformat()}:{card}".encode("utf-8", "surrogatepass")
    return blake2b(seed, digest_size=8).digest()
