"""FSRS-6's parameters: how many there are, and what each may be; loads no fsrs."""

from collections.abc import Sequence
from math import isfinite
from typing import Final

BOUNDS: Final = (
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""The lowest and the highest value of each parameter, as py-fsrs has them."""


def are_usable(parameters: Sequence[float]) -> bool:
    """Whether they are FSRS-6's, within bounds: another version or a damaged log may say others."""
    return len(parameters) == len(BOUNDS) and all(
        isinstance(value, (int, float)) and isfinite(value) and lowest <= value <= highest
        for value, (lowest, highest) in zip(parameters, BOUNDS, strict=True)
    )
