"""What the log says of memory: every card's answers, packed, and those that test a prediction."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import floor, log
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Review
from flashcards.core.log.lineage import Order
from flashcards.core.rating import Rating

_ELAPSED_BASE: Final = 3.62
_LENGTH_BASE: Final = 1.89
_LAPSES_BASE: Final = 1.73
_BIN_BITS: Final = 8


class LoggedAnswer(NamedTuple):
    """What of a review is evidence: `day` is its study day, counted from any day."""

    card: CardId
    rating: int
    day: int
    came_about: Order


@dataclass(frozen=True, slots=True)
class History:
    """A card's answers since it was new, in order; a million of them take 17 MB.

    `ratings` are 1 to 4, `elapsed_days` study days since the answer before (0 for the first),
    `places` those in the log, from 0.
    """

    ratings: "array[int]"
    elapsed_days: "array[int]"
    places: "array[int]"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Histories, and their scored reviews in the order of the log.

    A review is scored if it came a study day or more after the one before: FSRS foretells from
    one day to the next. `owners` are numbers of histories, `indices` places in these, `recalled`
    0 or 1, `bins` those of RMSE(bins).
    """

    histories: Sequence[History]
    owners: "array[int]"
    indices: "array[int]"
    places: "array[int]"
    recalled: "array[int]"
    bins: "array[int]"

    @property
    def reviews(self) -> int:
        """How many are scored."""
        return len(self.owners)

    def before(self, place: int) -> int:
        """How many scored reviews stand before a place in the log."""
        return bisect_left(self.places, place)


def answered(review: Review) -> LoggedAnswer:
    """A review as evidence."""
    came_about = review.stamp.clock, review.stamp.id
    return LoggedAnswer(review.card, review.rating, review.studied_on.toordinal(), came_about)


def evidence(
    answers: Iterable[LoggedAnswer], resets: Mapping[CardId, Sequence[Order]] | None = None
) -> Evidence:
    """The reviews that count, in the order of the log, with the cards' resets in their order.

    What came about before a reset is a history of its own, as true as that of a card that is no
    more; after it the card is new, as replay has it.
    """
    return evidence_of(_histories(answers, resets or {}))


def evidence_of(histories: Iterable[History]) -> Evidence:
    """The same evidence, in whichever order the histories are given."""
    known = sorted(histories, key=lambda history: history.places[0])
    owners, indices, places = array("i"), array("i"), array("q")
    recalled, bins = array("b"), array("i")
    for number, history in enumerate(known):
        for index, bin_number in _scored(history):
            owners.append(number)
            indices.append(index)
            places.append(history.places[index])
            recalled.append(history.ratings[index] > Rating.AGAIN)
            bins.append(bin_number)
    order = _order_of(places)
    columns = (owners, indices, places, recalled, bins)
    return Evidence(known, *(array(one.typecode, map(one.__getitem__, order)) for one in columns))


def _order_of(places: "array[int]") -> "array[int]":
    """Which of them comes first, and so on: no two are the same, and each is a place in a log."""
    standing = array("i", [-1]) * (1 + max(places, default=-1))
    for number, place in enumerate(places):
        standing[place] = number
    return array("i", (number for number in standing if number >= 0))


def by_history(known: Evidence, positions: Sequence[int]) -> "Iterator[tuple[int, array[int]]]":
    """Where among some scored reviews those of each history stand: sorted by counting.

    Lists of numbers, a history each, would take ten times the memory.
    """
    owners = known.owners
    ends = array("i", bytes(4 * len(known.histories)))
    for position in positions:
        ends[owners[position]] += 1
    ends = array("i", accumulate(ends))
    free = array("i", [0, *ends[:-1]])
    places = array("i", bytes(4 * len(positions)))
    for place, position in enumerate(positions):
        owner = owners[position]
        places[free[owner]] = place
        free[owner] += 1
    begin = 0
    for number, end in enumerate(ends):
        if begin < end:
            yield number, places[begin:end]
        begin = end


def bin_of(elapsed_days: int, reviews: int, lapses: int) -> int:
    """The bin of RMSE(bins) that a prediction falls into, as fsrs-rs and srs-benchmark draw them.

    Powers of 3.62 of elapsed days, of 1.89 of scored reviews (this one included) plus one, and of
    1.73 of earlier lapses in these, none being a bin of its own.
    """
    elapsed = _power(elapsed_days, _ELAPSED_BASE)
    length = _power(reviews + 1, _LENGTH_BASE)
    failed = 0 if lapses == 0 else 1 + _power(lapses, _LAPSES_BASE)
    return (elapsed << _BIN_BITS | length) << _BIN_BITS | failed


def _power(number: int, base: float) -> int:
    return floor(log(number, base))


def _histories(
    answers: Iterable[LoggedAnswer], resets: Mapping[CardId, Sequence[Order]]
) -> Iterable[History]:
    found: dict[tuple[CardId, int], History] = {}
    days: dict[tuple[CardId, int], int] = {}
    for place, (card, rating, day, came_about) in enumerate(answers):
        key = card, bisect_left(resets[card], came_about) if card in resets else 0
        history = found.get(key)
        if history is None:
            history = found[key] = History(array("b"), array("i"), array("q"))
        last = days.get(key, day)
        days[key] = max(day, last)
        history.ratings.append(rating)
        history.elapsed_days.append(days[key] - last)
        history.places.append(place)
    return found.values()


def _scored(history: History) -> Iterator[tuple[int, int]]:
    """Where a history's scored reviews stand in it, and the bin of each."""
    reviews = lapses = 0
    for index, elapsed_days in enumerate(history.elapsed_days):
        if elapsed_days > 0:
            reviews += 1
            yield index, bin_of(elapsed_days, reviews, lapses)
            lapses += history.ratings[index] == Rating.AGAIN
