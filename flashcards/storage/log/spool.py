"""Facts held until they are taken in, in flat memory."""

import pickle
from collections.abc import Iterable, Iterator
from os import SEEK_END
from pathlib import Path
from tempfile import SpooledTemporaryFile, gettempdir
from types import TracebackType
from typing import Final, Self

from flashcards.core.log.facts import Fact
from flashcards.errors.files import CannotWrite
from flashcards.storage.database.batches import batched

_IN_MEMORY_BYTES: Final = 1 << 25
"""About 240,000 answers of 139 bytes each: only a first sync of many years needs a file."""


class Spool:
    """Facts that wait, in the order in which they came: in memory, or in a file without a name.

    So files can be read at leisure, and the database is locked only to take in what is new.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - see __exit__
        self._count = 0

    def __enter__(self) -> Self:
        """The spool, until the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Nothing is left."""
        self._file.close()

    def __len__(self) -> int:
        """How many wait."""
        return self._count

    def add(self, facts: Iterable[Fact]) -> None:
        """More that wait; raises `CannotWrite`."""
        for some in batched(facts):
            try:
                self._file.seek(0, SEEK_END)
                pickle.dump(some, self._file, pickle.HIGHEST_PROTOCOL)
            except OSError as failure:
                raise CannotWrite(Path(gettempdir()), failure.strerror or "") from failure
            self._count += len(some)

    def __iter__(self) -> Iterator[Fact]:
        """All of them, in order."""
        self._file.seek(0)
        left = self._count
        while left:
            some = pickle.load(self._file)  # noqa: S301 - this process wrote it, and no other can
            left -= len(some)
            yield from some
