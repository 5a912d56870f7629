"""Due days spread within FSRS's fuzz ranges, by seed instead of chance.

The ranges are those of py-fsrs and Anki: an interval of 2.5 days or more may move by a day, and by
15 % of its part between 2.5 and 7 days, 10 % of that to 20 days, and 5 % of the rest.
"""

from hashlib import blake2b

from flashcards.core.card import CardId

_FIXED_BELOW_DAYS = 2.5
_PARTS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


def interval_range(interval_days: int, maximum_days: int) -> tuple[int, int]:
    """The shortest and the longest interval that `interval_days` may become."""
    if interval_days < _FIXED_BELOW_DAYS:
        return interval_days, interval_days
    parts = (share * max(0.0, min(interval_days, end) - start) for start, end, share in _PARTS)
    delta = 1.0 + sum(parts)
    longest = min(round(interval_days + delta), maximum_days)
    return min(max(2, round(interval_days - delta)), longest), longest


def seeded_interval(shortest: int, longest: int, card: CardId, reps: int) -> int:
    """An interval of the range, uniform over cards, the same for a card's n-th review for ever."""
    if shortest == longest:
        return shortest
    seed = blake2b(f"{card}:{reps}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return shortest + int.from_bytes(seed, "big") % (longest - shortest + 1)
