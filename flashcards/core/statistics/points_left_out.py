"""Which points of an answer are left out most often, of late."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

_LATEST: Final = 5
"""Answers that are looked at: what was learnt since is no weakness any more."""


class PointsTicked(NamedTuple):
    """What was said of one answer: which points, and out of how many."""

    said: tuple[int, ...]
    points: int


class PointsLeftOut(NamedTuple):
    """How often each point was left out of the latest `answers` with as many points as now.

    The most often comes first. `others` are answers whose list was longer or shorter: their
    numbers may mean other points.
    """

    answers: int
    times: tuple[tuple[int, int], ...]
    others: int


def points_left_out(ticked: Sequence[PointsTicked], points: int) -> PointsLeftOut:
    """What answers in order, the last one latest, come to for a list of so many points."""
    alike = [one for one in ticked if one.points == points]
    latest = alike[-_LATEST:]
    every = range(1, points + 1)
    missing = chain.from_iterable(set(every) - set(one.said) for one in latest)
    times = Counter(sorted(missing)).most_common()
    return PointsLeftOut(len(latest), tuple(times), len(ticked) - len(alike))
