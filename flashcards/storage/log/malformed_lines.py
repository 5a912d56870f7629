"""Lines that say no fact, and facts that say more than a line may; they are left as they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from flashcards.core.log.line import fits_in_a_line
from flashcards.storage.log.entries import Entry, PlainAnswer
from flashcards.storage.log.files import lines_between

_LISTED: Final = 100
"""A file of nothing else may have millions."""


@dataclass(slots=True)
class MalformedLines:
    """How many there are, and where the first of them stand: `file:line`, or a fact's id."""

    count: int = 0
    places: list[str] = field(default_factory=list)
    _last: tuple[Path | None, int, int] = (None, 0, 0)

    @property
    def besides(self) -> int:
        """How many there are besides those."""
        return self.count - len(self.places)

    def __call__(self, path: Path, end: int) -> None:
        """Note the line of a file that ends at a byte, after those noted before."""
        self.count += 1
        if len(self.places) < _LISTED:
            file, begin, line = self._last
            if file != path or end < begin:
                begin = line = 0
            line += lines_between(path, begin, end)
            self._last = path, end, line
            self.places.append(f"{path}:{line}")

    def fitting(self, found: Iterable[Entry], other: str) -> Iterator[Entry]:
        """What another database has that would be taken in from a log file, too."""
        for fact in found:
            if isinstance(fact, PlainAnswer) or fits_in_a_line(fact):
                yield fact
                continue
            self.count += 1
            if len(self.places) < _LISTED:
                self.places.append(f"what {other} has as {fact.stamp.id}")
