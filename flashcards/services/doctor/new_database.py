"""A database made anew from every fact that can still be read, wherever it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.errors.databases import DatabaseFailure, OpenElsewhere
from flashcards.services.collection import Collection
from flashcards.services.doctor.examined import Examined
from flashcards.services.doctor.finding import counted
from flashcards.services.doctor.projection import remake
from flashcards.services.doctor.sources import Sources, saved_facts
from flashcards.services.progress import Progress
from flashcards.storage.copies.backups import RESTORED_AT, move_aside
from flashcards.storage.copies.salvage import ids_in_index, said_about, salvaged_facts
from flashcards.storage.copies.sqlite_file import is_open_elsewhere, put_in_place, with_its_logs
from flashcards.storage.database.batches import batched
from flashcards.storage.database.engine import Engine, open_database, reading, sqlite_url, writing
from flashcards.storage.database.integrity import damages
from flashcards.storage.database.mock_clocks import CLOCK
from flashcards.storage.database.properties import say
from flashcards.storage.database.whole_stories import WHOLE
from flashcards.storage.log.entries import unite
from flashcards.storage.log.exchange import known
from flashcards.storage.log.log import fact_count
from flashcards.storage.log.machine import renew_machine

_KEPT: Final = ("machine", "machines_before", RESTORED_AT)


def _is_kept(key: str) -> bool:
    """Whether what a database says of itself under a key holds for the one that replaces it."""
    return key in _KEPT or key.startswith((CLOCK, WHOLE))


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many facts each place gave that those before it had not, and how many are lost."""

    places: tuple[tuple[str, int], ...]
    facts: int
    lost: int


def make_anew(found: Examined, file: Path, there: Sources, progress: Progress) -> list[str]:
    """Write a new database, verify it, and only then put it in the place of the old one.

    Raises `OpenElsewhere`, `CannotWrite` or `DatabaseFailure`; the old one stays as it was then.
    """
    if is_open_elsewhere(file):
        raise OpenElsewhere(file)
    part = file.with_name(f".{file.name}.part")
    with _gone_afterwards(part):
        engine = open_database(sqlite_url(part))
        try:
            gathered = _gather(engine, file, there, found.moment.zone)
            collection = Collection(found.place, engine, found.settings)
            remake(collection, found.moment.now, progress, lambda _: None)
            _verify(engine, gathered, file)
        finally:
            engine.dispose()
        aside = move_aside(file, found.moment.now) if with_its_logs(file) else None
        put_in_place(part, file)
    return list(_sentences(file, gathered, aside))


def _gather(engine: Engine, file: Path, there: Sources, zone: tzinfo) -> Gathered:
    """Unite what is kept elsewhere, which is whole, with what can be read of the damaged file."""
    places = []
    with TemporaryDirectory(prefix="flash-") as scratch, writing(engine) as connection:
        for key, value in said_about(file, Path(scratch), _is_kept).items():
            say(connection, key, value)
        renew_machine(connection)
        damaged = ("the database itself", salvaged_facts(file, Path(scratch)))
        for what, facts in (*saved_facts(there, zone), damaged):
            before = fact_count(connection)
            for some in batched(facts):
                unite(connection, some)
            places.append((what, fact_count(connection) - before))
        lost: set[str] = set()
        for ids in batched(ids_in_index(file, Path(scratch))):
            lost |= set(ids) - known(connection, ids)
        return Gathered(tuple(places), fact_count(connection), len(lost))


def _verify(engine: Engine, gathered: Gathered, file: Path) -> None:
    with reading(engine) as connection:
        whole = not damages(connection) and fact_count(connection) >= gathered.facts
    if not whole:
        raise DatabaseFailure(str(file), "what was written to replace it is damaged, too")


def _sentences(file: Path, gathered: Gathered, aside: Path | None) -> Iterator[str]:
    parts = [f"{number:,} from {what}" for what, number in gathered.places if number]
    saved = counted(gathered.facts, "fact")
    yield f"{file} was written again with {saved}" + (f": {', '.join(parts)}." if parts else ".")
    if gathered.lost:
        lost = counted(gathered.lost, "fact")
        yield f"At least {lost} could not be saved: the index names them, but they cannot be read."
    if aside is not None:
        yield f"The damaged database is kept as {aside}."


@contextmanager
def _gone_afterwards(part: Path) -> Iterator[None]:
    """Nothing is left of an attempt, before it and after it."""
    try:
        _remove(part)
        yield
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    for path in with_its_logs(part):
        path.unlink(missing_ok=True)
