"""How an answer went: FSRS's four grades, and the five marks of a self-assessment."""

from enum import IntEnum
from typing import Final


class Rating(IntEnum):
    """How an answer went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


_SCORES: Final = (Rating.AGAIN, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)


def rating_of_score(score: int) -> Rating:
    """What a self-assessment's 1 to 5 counts as: 1 and 2 Again, 3 Hard, 4 Good, 5 Easy."""
    return _SCORES[score - 1]
