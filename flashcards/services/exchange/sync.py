"""Histories carried by files: this machine's new facts out, those of others in, no server."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from flashcards.core.log.facts import Fact, Unknown
from flashcards.core.log.stamp import FactId
from flashcards.errors.log import LogLeadsAway
from flashcards.services.collection import Collection, Synced
from flashcards.services.exchange.survey import LogSurvey, SurveyedFile, survey
from flashcards.services.log.take_in import take_in
from flashcards.services.progress import Progress, unheard
from flashcards.services.work import within
from flashcards.storage.database.engine import Connection, address_of, reading, writing
from flashcards.storage.log import exchange
from flashcards.storage.log.exchange import Exchanged
from flashcards.storage.log.file_marks import FileMark, file_state
from flashcards.storage.log.file_names import name_for
from flashcards.storage.log.files import Reach, append_lines, lines, links_out, log_files, mark
from flashcards.storage.log.machine import machine, renew_machine
from flashcards.storage.log.malformed_lines import MalformedLines
from flashcards.storage.log.spool import Spool


class _Look(NamedTuple):
    """What was found before anything is changed; `anew` is whether all files are read."""

    before: Exchanged
    place: str
    files: LogSurvey
    links: tuple[Path, ...]
    anew: bool


@dataclass(slots=True)
class _Heard:
    """What the files said: new facts in `spool`, of them some in this machine's own files."""

    look: _Look
    spool: Spool
    ids: set[FactId] = field(default_factory=set)
    marks: dict[str, FileMark] = field(default_factory=dict)
    own: int = 0
    later: int = 0
    malformed: MalformedLines = field(default_factory=MalformedLines)

    def facts(self, path: Path, reach: Reach) -> Iterator[Fact]:
        """The facts of a file from its known beginning on."""
        for end, fact in lines(path, reach.mark.end, reach):
            if fact is None:
                self.malformed(path, end)
            else:
                self.later += isinstance(fact, Unknown)
                self.ids.add(fact.stamp.id)
                yield fact


def sync(collection: Collection, now: datetime, progress: Progress = unheard) -> Synced:
    """Read what other machines wrote, then write what they do not know yet.

    Each machine appends to files of its own, so that git or a file-sync service never finds one
    that two have changed. What a file no longer holds is written by whoever knows it, once each.
    Files are read before the database is locked. Raises `LogLeadsAway`, `CannotRead` and
    `CannotWrite`, and has then taken nothing in.
    """
    while True:
        with Spool() as spool:
            with reading(collection.engine) as connection:
                heard = _hear(connection, _Heard(_look(connection, collection), spool))
            with writing(collection.engine) as connection:
                if exchange.exchanged(connection) == heard.look.before:
                    return _exchange(connection, collection, now, heard, progress)
        # Another process has synced meanwhile: what it took in has not to be read again.


def _look(connection: Connection, collection: Collection) -> _Look:
    folder, place = collection.place.logs, address_of(collection.engine)
    links = links_out(folder, collection.root)
    if folder in links:
        raise LogLeadsAway(folder)
    before = exchange.exchanged(connection)
    files = survey(log_files(folder, collection.root), before, place)
    # Only what is new is read while three things hold: the database is where it was, and no copy of
    # it; every fact here since is this machine's own; the files still hold what they held. Else all
    # files are read, and what none of them says is written: a repair, and no special case.
    is_known = (
        before.place == place
        and before.written is not None
        and exchange.has_only_own_since(connection, before.written)
        and files.is_as_left
    )
    return _Look(before, place, files, tuple(links), not is_known)


def _hear(connection: Connection, heard: _Heard) -> _Heard:
    """Read the files that say something new, or all."""
    look = heard.look
    for file in look.files.files:
        if file.known is not None and file.is_read and not look.anew:
            heard.marks[file.path.name] = FileMark(*file.state, *file.known[2:])
        else:
            _hear_file(connection, file, heard)
    return heard


def _hear_file(connection: Connection, file: SurveyedFile, heard: _Heard) -> None:
    reach, before = Reach() if heard.look.anew else file.compared.reach, len(heard.spool)
    heard.spool.add(exchange.lacking(connection, heard.facts(file.path, reach)))
    heard.own += (len(heard.spool) - before) if file.is_own else 0
    heard.marks[file.path.name] = file.state.read_to(reach.mark)


def _exchange(
    connection: Connection,
    collection: Collection,
    now: datetime,
    heard: _Heard,
    progress: Progress,
) -> Synced:
    """Take in what was heard, and write what no file says."""
    look, malformed = heard.look, heard.malformed
    again = _lost(connection, heard)
    # A database that was copied or moved here, or one put back from a backup (its own files say
    # more than it knows), goes on under a new name: no file is ever written by two databases.
    if look.before.place != look.place:
        renew_machine(connection)
    taken = take_in(within(connection, collection, now), heard.spool, progress)
    if heard.own:
        renew_machine(connection)
    written = _write(connection, collection, now, heard)
    exchange.note_files(connection, heard.marks)
    exchange.note_written(connection, look.place)
    return Synced(
        written,
        taken,
        look.files.others,
        heard.later,
        tuple(malformed.places),
        malformed.besides,
        again,
        look.files.lost if again else (),
        look.links,
    )


def _lost(connection: Connection, heard: _Heard) -> int:
    """How many facts files held when all was in files, and hold no more."""
    written = heard.look.before.written
    if not heard.look.files.lost or written is None:
        return 0
    if not exchange.has_only_own_since(connection, written):
        return 0
    return exchange.written_facts_besides(connection, written, heard.ids)


def _write(connection: Connection, collection: Collection, now: datetime, heard: _Heard) -> int:
    """Append to this machine's file of the month what no file says; how many facts."""
    look = heard.look
    path = collection.place.logs / name_for(machine(connection), now)
    if path in look.links:
        raise LogLeadsAway(path)
    if look.anew or look.before.written is None:
        new = exchange.facts_besides(connection, heard.ids)
    else:
        new = exchange.own_facts(connection, look.before.written.clock)
    with closing(new):
        written = append_lines(path, new)
    state = file_state(path)
    if state is not None and (written or path.name not in heard.marks):
        heard.marks[path.name] = state.read_to(mark(path, state.size))
    return written
