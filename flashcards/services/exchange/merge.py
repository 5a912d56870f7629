"""Another log's facts united with this one's; either direction gives the same."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from flashcards.core.decks.matching.match import Match
from flashcards.core.frozen import dataclass
from flashcards.core.study_day import Moment
from flashcards.errors.log import MergingWithItself, NothingToMerge
from flashcards.services.backup import back_up
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_for_brought
from flashcards.services.log.take_in import AT_ONCE, Intake, put, settle, stage
from flashcards.services.place import Place
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.services.work import writing_work
from flashcards.storage.copies.other_logs import (
    entries_of_address,
    entries_of_database,
    entries_of_file,
)
from flashcards.storage.database.batches import batched
from flashcards.storage.database.engine import place_of, reading
from flashcards.storage.log import exchange, log
from flashcards.storage.log.entries import Entry
from flashcards.storage.log.file_names import SUFFIX
from flashcards.storage.log.files import links_out, log_files
from flashcards.storage.log.malformed_lines import MalformedLines

MERGED: Final = "merge"
_ADDRESS: Final = "://"


@dataclass(frozen=True, slots=True)
class Merged:
    """How many facts were new here, how many are here now, and lines that were no facts.

    Of those the first are named, and `malformed_besides` says how many more there are; `links`
    that lead out of what was merged were not followed. `matches` are the cards that a history which
    came belongs to.
    """

    new: int
    facts: int
    malformed: tuple[str, ...] = ()
    malformed_besides: int = 0
    links: tuple[Path, ...] = ()
    matches: tuple[Match, ...] = ()


def merge(
    collection: Collection, moment: Moment, other: str, progress: Progress = unheard
) -> Merged:
    """Take in the facts of another collection, database or log file, after a backup.

    They are read while the database is not locked; of many, a part at a time is taken in, and who
    is stopped goes on from there. Raises `NothingToMerge`, or what reading raises; with few facts
    it has then changed nothing.
    """
    malformed, links = MalformedLines(), () if _ADDRESS in other else _links(Path(other))
    intake = Intake()
    found = _entries(other, place_of(collection.engine), malformed, progress)
    parts = _parts(collection, found)
    part = next(parts, [])
    if part:
        back_up(collection, moment.now, "before-merge", progress)
    for following in parts:
        with writing_work(collection, moment) as work:
            stage(work, part, intake, MERGED)
            exchange.forget_written(work.connection)
        part = following
    with writing_work(collection, moment) as work:
        put(work, part, intake)
        settle(work, intake, progress)
        matches = read_for_brought(work)
        if intake.new:
            exchange.forget_written(work.connection)
        facts = log.fact_count(work.connection)
    places = tuple(malformed.places)
    return Merged(intake.new, facts, places, malformed.besides, links, matches)


def _parts(collection: Collection, found: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The facts that are lacking here, so many at a time."""
    part: list[Entry] = []
    for some in batched(found):
        with reading(collection.engine) as connection:
            part += exchange.lacking(connection, some)
        if len(part) >= AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _entries(
    other: str, own: str, malformed: MalformedLines, progress: Progress
) -> Iterator[Entry]:
    def heard(done: int, total: int) -> None:
        progress(done, Amount(total, "facts"))

    if _ADDRESS in other:
        yield from malformed.fitting(entries_of_address(other, heard), "the server")
        return
    files = [path for path in _files(Path(other)) if path.is_file()]
    if not files:
        raise NothingToMerge(other)
    for number, path in enumerate(files):
        if path.suffix == SUFFIX:
            progress(number, Amount(len(files), "files"))
            yield from entries_of_file(path, malformed)
        elif path.resolve() == Path(own).resolve():
            raise MergingWithItself(own)
        else:
            yield from malformed.fitting(entries_of_database(path, heard), str(path))


def _files(path: Path) -> list[Path]:
    """What of a path holds facts: the file itself; of a folder its databases and log files.

    They are named as the learner named the folder.
    """
    if not path.is_dir():
        return [path]
    said = Place(path)
    databases = [one for one in (said.inside, Place.at(path).outside) if one.is_file()]
    return [*databases, *log_files(path), *log_files(said.logs, path)]


def _links(path: Path) -> tuple[Path, ...]:
    """The links in a folder, or in its log's, that lead out of it."""
    if not path.is_dir():
        return ()
    return (*links_out(path, path), *links_out(Place(path).logs, path))
