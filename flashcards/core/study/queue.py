"""What to study today: due cards and new ones, in their order, within the day's limits."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from hashlib import blake2b
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import Final

from flashcards.core.card import CardId, Occasion, Source
from flashcards.core.frozen import dataclass
from flashcards.core.setting_rules import AREAS_IN_TURN

_NO_AREAS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that could be asked: its place, its deck, its due day and memory (None if new).

    `buried`: put off until tomorrow; `limit_s` are the seconds it has, None without a limit.
    """

    card: CardId
    source: Source
    deck: str
    due_on: date | None = None
    last_studied_on: date | None = None
    stability: float | None = None
    difficulty: float | None = None
    buried: bool = False
    occasion: Occasion = Occasion.QUICK
    limit_s: int | None = None


def _deck_of(candidate: Candidate) -> str:
    return candidate.deck


@dataclass(frozen=True, slots=True)
class Limits:
    """How many more cards a study day takes: in all (None: any number), of decks, and of folders.

    A folder's number counts for all decks whose names begin with it, together.
    """

    cards: int | None = None
    by_deck: Mapping[str, int] = field(default_factory=dict)
    by_folder: Mapping[str, int] = field(default_factory=dict)

    def among(self, decks: Iterable[str]) -> "Limits":
        """The limits that cards of these decks meet."""
        names = set(decks)
        return Limits(
            self.cards,
            {deck: most for deck, most in self.by_deck.items() if deck in names},
            {
                folder: most
                for folder, most in self.by_folder.items()
                if any(is_within(deck, folder) for deck in names)
            },
        )


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a study day takes: new cards, cards in review, minutes (None: any number).

    The minutes are over once the answers given take that long; learning steps are answered always.
    """

    new: Limits = field(default_factory=Limits)
    reviews: Limits = field(default_factory=Limits)
    minutes: float | None = None


class LimitsLeft:
    """What is left of limits while cards are taken."""

    def __init__(self, limits: Limits) -> None:
        self._cards, self._of_deck = limits.cards, dict(limits.by_deck)
        self._of_folder = dict(limits.by_folder)

    @property
    def left(self) -> Limits:
        """How many more are taken."""
        return Limits(self._cards, self._of_deck, self._of_folder)

    def has_room(self, deck: str) -> bool:
        """Whether one more card of a deck is taken."""
        has_room = (self._cards is None or self._cards > 0) and self._of_deck.get(deck, 1) > 0
        return has_room and all(self._of_folder[one] > 0 for one in self._folders(deck))

    def count(self, deck: str) -> None:
        """One more is taken."""
        if self._cards is not None:
            self._cards -= 1
        if deck in self._of_deck:
            self._of_deck[deck] -= 1
        for one in self._folders(deck):
            self._of_folder[one] -= 1

    def _folders(self, deck: str) -> list[str]:
        """The folders with limits that a deck lies in."""
        return [one for one in self._of_folder if is_within(deck, one)]


def is_within(deck: str, folder: str) -> bool:
    """Whether a deck lies in a folder, or is what it names."""
    return deck == folder or deck.startswith(f"{folder}/")


def admitted(
    candidates: Iterable[Candidate], limits: Limits, busy: Iterable[Source] | None
) -> list[Candidate]:
    """The candidates that today still takes, as they come.

    Of those cut from one place only the first, and none from a `busy` one; all where `busy` is
    None: siblings need not stay apart.
    """
    taken: list[Candidate] = []
    places = set(busy or ())
    left = LimitsLeft(limits)
    if limits.cards is not None and limits.cards <= 0:
        return taken
    for candidate in candidates:
        if (busy is not None and candidate.source in places) or not left.has_room(candidate.deck):
            continue
        places.add(candidate.source)
        left.count(candidate.deck)
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
    areas: Mapping[str, str] = _NO_AREAS,
) -> Iterator[Candidate]:
    """New cards, those of the first part before those of the next, each part in order, dealt."""
    return chain.from_iterable(deal(ordered_new(part, order, areas)) for part in parts)


def ordered_new(
    new: Iterable[Candidate], order: str, areas: Mapping[str, str] = _NO_AREAS
) -> Iterable[Candidate]:
    """New cards, found in deck order, in one of `NEW_ORDERS`; `areas` are those of the decks.

    `decks-in-turn` and `areas-in-turn` take one of each after the other, `random` always the same
    ones first.
    """
    if order == "random":
        return sorted(new, key=lambda one: draw(one.card))
    if order == AREAS_IN_TURN:
        return in_turn(new, lambda one: areas.get(one.deck, one.deck))
    return in_turn(new) if order == "decks-in-turn" else new


def in_turn(
    candidates: Iterable[Candidate], group: Callable[[Candidate], str] = _deck_of
) -> Iterator[Candidate]:
    """The first of every group, then the second of every one, and so on; groups as they came."""
    groups = defaultdict[str, list[Candidate]](list)
    for candidate in candidates:
        groups[group(candidate)].append(candidate)
    for rank in zip_longest(*groups.values()):
        yield from (one for one in rank if one is not None)


def mixed(due: Sequence[CardId], new: Sequence[CardId], mixing: str) -> tuple[CardId, ...]:
    """Due and new cards as one of `MIXINGS` says; mixed, the new ones come at even distances."""
    if mixing != "mixed" or not new:
        return (*new, *due) if mixing == "new-first" else (*due, *new)
    places = [(number / len(due), 0, card) for number, card in enumerate(due)]
    places += [((number + 0.5) / len(new), 1, card) for number, card in enumerate(new)]
    return tuple(card for _, _, card in sorted(places))


def spaced(cards: Sequence[CardId], places: Mapping[CardId, Source]) -> tuple[CardId, ...]:
    """The cards in their order, but for siblings: never next to each other where anything else is.

    Each time the first card comes that is no sibling of the one before, unless one place's cards
    are so many of what is left that they need all others between them. Cards without a place have
    no siblings.
    """
    counts = Counter(places.get(card, card) for card in cards)
    most = max(counts.values(), default=0)
    if most <= 1:
        return tuple(cards)
    # A place with more than half of what is left has to take every other turn from here on, or its
    # cards meet at the end. With fewer there is always another card, so the given order may stand.
    left, found = list(cards), list[CardId]()
    last: Source | CardId | None = None
    while left:
        crowd = _crowd(counts, len(left)) if 2 * most > len(left) else None
        wanted = None if crowd == last else crowd
        card = next((one for one in left if _follows(places.get(one, one), last, wanted)), left[0])
        left.remove(card)
        found.append(card)
        last = places.get(card, card)
        counts[last] -= 1
    return tuple(found)


def _crowd(counts: Mapping[Source | CardId, int], left: int) -> Source | CardId | None:
    """The place that more than half of so many cards come from."""
    return next((place for place, count in counts.items() if 2 * count > left), None)


def _follows(
    place: Source | CardId, last: Source | CardId | None, wanted: Source | CardId | None
) -> bool:
    """Whether a card of a place comes next; of the place wanted, if there is one."""
    return place != last if wanted is None else place == wanted


def draw(card: CardId, seed: str = "") -> bytes:
    """A place in a shuffle, the same for the same seed."""
    return blake2b(f"{seed}:{card}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
