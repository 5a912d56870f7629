"""What to study today: due cards and new ones, in their order, within the day's limits."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import chain, groupby, zip_longest

from flashcards.core.card import CardId, Source


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked: its place, its deck, its due day and memory (None if new).

    `buried`: put off until tomorrow.
    """

    card: CardId
    source: Source
    deck: str
    due_on: date | None = None
    last_studied_on: date | None = None
    stability: float | None = None
    difficulty: float | None = None
    buried: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How many more cards a study day takes: in all (None: any number), and of single decks."""

    cards: int | None = None
    by_deck: Mapping[str, int] = field(default_factory=dict)


def admitted(
    candidates: Iterable[Candidate], limits: Limits, busy: Iterable[Source] | None
) -> list[Candidate]:
    """The candidates that today still takes, as they come.

    Of those cut from one place only the first, and none from a `busy` one; all where `busy` is
    None: siblings need not stay apart.
    """
    taken: list[Candidate] = []
    places = set(busy or ())
    left = dict(limits.by_deck)
    if limits.cards is not None and limits.cards <= 0:
        return taken
    for candidate in candidates:
        if (busy is not None and candidate.source in places) or left.get(candidate.deck, 1) <= 0:
            continue
        places.add(candidate.source)
        if candidate.deck in left:
            left[candidate.deck] -= 1
        taken.append(candidate)
        if len(taken) == limits.cards:
            break
    return taken


def resting(candidate: Candidate, studied: Mapping[Source, Collection[CardId]]) -> bool:
    """Whether it is buried, or a sibling, cut from the same place, was studied today or lately."""
    return candidate.buried or any(
        card != candidate.card for card in studied.get(candidate.source, ())
    )


def parted(new: Iterable[Candidate], focus: Collection[str]) -> list[list[Candidate]]:
    """Cards of the decks in focus, and the others, each as they came."""
    every = list(new)
    return [[one for one in every if (one.deck in focus) is within] for within in (True, False)]


def focused_new(
    parts: Iterable[Iterable[Candidate]],
    order: str,
    deal: Callable[[Iterable[Candidate]], Iterable[Candidate]] = iter,
) -> Iterator[Candidate]:
    """New cards, those of the first part before those of the next, each part in order, dealt."""
    return chain.from_iterable(deal(ordered_new(part, order)) for part in parts)


def ordered_new(new: Iterable[Candidate], order: str) -> Iterable[Candidate]:
    """New cards, found in deck order, in one of `NEW_ORDERS`.

    `decks-in-turn` takes one of each deck after the other, `random` always the same ones first.
    """
    if order == "random":
        return sorted(new, key=lambda one: draw(one.card))
    return in_turn(new) if order == "decks-in-turn" else new


def in_turn(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The first of every deck, then the second of every deck, and so on."""
    by_deck = groupby(sorted(candidates, key=lambda one: one.deck), lambda one: one.deck)
    for rank in zip_longest(*[list(own) for _, own in by_deck]):
        yield from (one for one in rank if one is not None)


def mixed(due: Sequence[CardId], new: Sequence[CardId], mixing: str) -> tuple[CardId, ...]:
    """Due and new cards as one of `MIXINGS` says; mixed, the new ones come at even distances."""
    if mixing != "mixed" or not new:
        return (*new, *due) if mixing == "new-first" else (*due, *new)
    places = [(number / len(due), 0, card) for number, card in enumerate(due)]
    places += [((number + 0.5) / len(new), 1, card) for number, card in enumerate(new)]
    return tuple(card for _, _, card in sorted(places))


def draw(card: CardId, seed: str = "") -> bytes:
    """A place in a shuffle, the same for the same seed."""
    return blake2b(f"{seed}:{card}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
