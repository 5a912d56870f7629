"""The log files beside what was known of them: which have grown, and which hold less."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flashcards.core.frozen import dataclass
from flashcards.core.log.stamp import MachineId
from flashcards.storage.log.exchange import Exchanged
from flashcards.storage.log.file_marks import (
    Change,
    Compared,
    FileMark,
    FileState,
    compared,
    file_state,
)
from flashcards.storage.log.file_names import is_of


@dataclass(frozen=True, slots=True)
class SurveyedFile:
    """A log file, what became of it since it was read, and whether this machine writes it."""

    path: Path
    state: FileState
    known: FileMark | None
    compared: Compared
    is_own: bool

    @property
    def has_lost(self) -> bool:
        """Whether it no longer begins with what it held."""
        return self.compared.change is Change.REPLACED

    @property
    def is_read(self) -> bool:
        """Whether it holds nothing that was not read before."""
        return self.compared.change is Change.NONE

    @property
    def is_as_left(self) -> bool:
        """Whether it is no longer than it was, a last line without its end included."""
        return self.known is not None and self.state.size == self.known.size


@dataclass(frozen=True, slots=True)
class LogSurvey:
    """Every log file, this machine's own first; `vanished` are the names of those that are gone."""

    files: tuple[SurveyedFile, ...]
    vanished: tuple[str, ...]

    @property
    def lost(self) -> tuple[str, ...]:
        """The names of files that do not hold what they held."""
        replaced = (file.path.name for file in self.files if file.has_lost)
        return (*sorted(self.vanished), *replaced)

    @property
    def is_as_left(self) -> bool:
        """Whether nothing was lost, and this machine's own files are as it left them.

        Own files that say more come from a time that the database has forgotten.
        """
        return not self.lost and all(file.is_as_left for file in self.files if file.is_own)

    @property
    def others(self) -> int:
        """How many files other machines write."""
        return sum(not file.is_own for file in self.files)


def survey(paths: list[Path], before: Exchanged, place: str) -> LogSurvey:
    """The files as they are now; none is this machine's own in a copy of its database."""
    own = (before.machine,) if before.place == place else ()
    found = [*_surveyed(paths, before.files, own)]
    there = {file.path.name for file in found}
    vanished = tuple(name for name in before.files if name not in there)
    return LogSurvey(tuple(sorted(found, key=lambda file: not file.is_own)), vanished)


def _surveyed(
    paths: list[Path], known: Mapping[str, FileMark], own: tuple[MachineId, ...]
) -> Iterator[SurveyedFile]:
    for path in paths:
        state = file_state(path)
        if state is not None:
            mark = known.get(path.name)
            is_own = bool(own) and is_of(own, path.name)
            yield SurveyedFile(path, state, mark, compared(path, state, mark), is_own)
