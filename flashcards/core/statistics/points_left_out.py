"""Which points of an answer are left out most often, of late."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

_LATEST: Final = 5
"""Answers that are looked at: what was learnt since is no weakness any more."""


class PointsTicked(NamedTuple):
    """What was said of one answer: which points, from 1, and the texts of all that it had then.

    There are no texts where nobody knows them any more.
    """

    said: tuple[int, ...]
    points: tuple[str, ...]


class PointsLeftOut(NamedTuple):
    """How often each point was left out of the latest `answers` with the points of now.

    The most often comes first. `others` are answers that had other points: what was said then is
    not held against those of now. Where only their order changed, each keeps what was said of it.
    """

    answers: int
    times: tuple[tuple[int, int], ...]
    others: int


def points_left_out(ticked: Sequence[PointsTicked], points: Sequence[str]) -> PointsLeftOut:
    """What answers in order, the last one latest, come to for the points of now."""
    alike = [one for one in ticked if sorted(one.points) == sorted(points)]
    latest = alike[-_LATEST:]
    missing = chain.from_iterable(_left_out(one, points) for one in latest)
    times = Counter(sorted(missing)).most_common()
    return PointsLeftOut(len(latest), tuple(times), len(ticked) - len(alike))


def _left_out(one: PointsTicked, points: Sequence[str]) -> Iterator[int]:
    """The numbers that the points left out have now; of several alike, in the order of then."""
    places = defaultdict[str, deque[int]](deque)
    for number, text in enumerate(points, 1):
        places[text].append(number)
    for number, text in enumerate(one.points, 1):
        now = places[text].popleft()
        if number not in one.said:
            yield now
