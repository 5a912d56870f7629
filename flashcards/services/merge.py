"""Another log's facts united with this one's; either direction gives the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from flashcards.core.log import Fact
from flashcards.core.study_day import Moment
from flashcards.errors import MergingWithItself, NothingToMerge
from flashcards.services.backup import back_up
from flashcards.services.collection import Collection
from flashcards.services.merging import take_in
from flashcards.services.places import databases_of, log_folder
from flashcards.services.reading import Progress, unheard
from flashcards.storage import exchange, log
from flashcards.storage.database import place_of, writing
from flashcards.storage.existing import facts_of_address, facts_of_database, facts_of_file
from flashcards.storage.log_files import SUFFIX, line_at, log_files

_ADDRESS: Final = "://"


@dataclass(slots=True)
class Malformed:
    """Lines of log files that say no fact; they are left as they are."""

    places: list[str] = field(default_factory=list)

    def __call__(self, path: Path, end: int) -> None:
        """Note the line of a file that ends at a byte."""
        self.places.append(f"{path}:{line_at(path, end)}")


@dataclass(frozen=True, slots=True)
class Merged:
    """How many facts were new here, how many are here now, and lines that were no facts."""

    new: int
    facts: int
    malformed: tuple[str, ...] = ()


def merge(
    collection: Collection, moment: Moment, other: str, progress: Progress = unheard
) -> Merged:
    """Take in the facts of another collection, database or log file, after a backup.

    Raises `NothingToMerge`, or what reading it raises, and then has changed nothing.
    """
    malformed = Malformed()
    found = _facts(other, place_of(collection.engine), malformed)
    first = next(found, None)
    if first is not None:
        back_up(collection, moment.now, "before-merge", progress)
    with writing(collection.engine) as connection:
        new = take_in(connection, collection, moment.now, _with(first, found), progress)
        if new:
            exchange.forget_written(connection)
        return Merged(new, log.fact_count(connection), tuple(malformed.places))


def _facts(other: str, own: str, malformed: Malformed) -> Iterator[Fact]:
    if _ADDRESS in other:
        yield from facts_of_address(other)
        return
    files = [path for path in _files(Path(other)) if path.is_file()]
    if not files:
        raise NothingToMerge(other)
    for path in files:
        if path.suffix == SUFFIX:
            yield from facts_of_file(path, malformed)
        elif path.resolve() == Path(own).resolve():
            raise MergingWithItself(own)
        else:
            yield from facts_of_database(path)


def _files(place: Path) -> list[Path]:
    """What of a path holds facts: the file itself; of a folder its databases and log files."""
    if not place.is_dir():
        return [place]
    return [*databases_of(place), *log_files(place), *log_files(log_folder(place))]


def _with(first: Fact | None, rest: Iterator[Fact]) -> Iterator[Fact]:
    if first is not None:
        yield first
        yield from rest
