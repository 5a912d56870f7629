"""Whether database and log files say the same, and which files say less than before."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from flashcards.core.log.stamp import FactId
from flashcards.errors.log import LogLeadsAway
from flashcards.services.collection import Collection
from flashcards.services.doctor.examined import Examined
from flashcards.services.doctor.finding import (
    Check,
    Finding,
    Remedy,
    counted,
    known,
    parts,
    repairable,
    wrong,
)
from flashcards.services.doctor.sources import Sources, readable_lines
from flashcards.services.exchange.survey import survey
from flashcards.storage.database.engine import Connection, address_of, reading
from flashcards.storage.log import exchange
from flashcards.storage.log.entries import Entry, id_of
from flashcards.storage.log.file_names import is_of
from flashcards.storage.log.machine import machines

_NAMED: Final = 3


def log_files(found: Examined, there: Sources, collection: Collection) -> Iterator[Finding]:
    """What files have and the database lacks, what they lost, and links that lead away."""
    ids = set[FactId]()
    with reading(collection.engine) as connection:
        own = own_log(connection, there)
        others = [path for path in there.logs if path not in own]
        facts = _noted(ids, (fact for path in others for fact in readable_lines(path)))
        foreign = len(set(map(id_of, exchange.lacking(connection, facts))))
    for path in own:
        yield from lacked(collection, f"the log file {path}", _noted(ids, readable_lines(path)))
    if foreign:
        message = f"{counted(foreign, 'fact')} of other machines are not taken in yet"
        yield known(Check.BACKUPS, message, "run `flash sync`")
    yield from _lost(found, there, collection, ids)
    for link in there.links:
        yield wrong(Check.BACKUPS, *parts(str(LogLeadsAway(link))))


def lacked(collection: Collection, what: str, facts: Iterable[Entry]) -> Iterator[Finding]:
    """What the database should have, since it was here."""
    with reading(collection.engine) as connection:
        number = len(set(map(id_of, exchange.lacking(connection, facts))))
    if number:
        message = f"{what} has {counted(number, 'fact')} that the database lacks: its log lost them"
        yield repairable(Check.BACKUPS, message, Remedy.MISSING_FACTS)


def own_log(connection: Connection, there: Sources) -> list[Path]:
    """The log files that this database wrote."""
    own = machines(connection)
    return [path for path in there.logs if is_of(own, path.name)]


def _noted(ids: set[FactId], facts: Iterable[Entry]) -> Iterator[Entry]:
    for fact in facts:
        ids.add(id_of(fact))
        yield fact


def _lost(
    found: Examined, there: Sources, collection: Collection, ids: set[FactId]
) -> Iterator[Finding]:
    """What log files held when all was in them, and hold no more."""
    place = str(found.file.resolve()) if found.file else address_of(collection.engine)
    with reading(collection.engine) as connection:
        before = exchange.exchanged(connection)
        written = before.written if before.place == place else None
        if written is None or not exchange.has_only_own_since(connection, written):
            return
        number = exchange.written_facts_besides(connection, written, ids)
    if not number:
        return
    message = f"{counted(number, 'fact')} that were in log files are in none now"
    if not there.logs:
        yield known(Check.BACKUPS, f"{message}", "`flash sync` writes them again")
        return
    if names := survey(list(there.logs), before, place).lost:
        message += f": some are gone from {_listed(names)}"
    yield repairable(Check.BACKUPS, message, Remedy.LOG_FILES)


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {counted(more, 'more file')}" if more > 0 else "")
