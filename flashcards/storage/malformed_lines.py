"""Lines of log files that say no fact; they are left as they are."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from flashcards.storage.log_files import lines_between

_LISTED: Final = 100
"""A file of nothing else may have millions."""


@dataclass(slots=True)
class MalformedLines:
    """How many there are, and where the first of them stand: `file:line`."""

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
