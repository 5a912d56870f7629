"""Long lists cut to what one statement may hold."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

_MOST: Final = 5_000

T = TypeVar("T")


def batched(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of up to 5,000; SQLite takes 32,766 values in a statement."""
    waiting = iter(items)
    while some := list(islice(waiting, _MOST)):
        yield some
