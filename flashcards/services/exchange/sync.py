"""Histories carried by files: this machine's new facts out, those of others in, no server."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from flashcards.core.log.facts import Unknown
from flashcards.core.log.stamp import FactId
from flashcards.errors.log import LogLeadsAway
from flashcards.services.collection import Collection, Synced
from flashcards.services.decks.read import read_for_brought
from flashcards.services.exchange.survey import LogSurvey, SurveyedFile, survey
from flashcards.services.log.take_in import AT_ONCE, Intake, put, settle, stage
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.services.work import within
from flashcards.storage.database.batches import batched
from flashcards.storage.database.engine import Connection, address_of, reading, writing
from flashcards.storage.log import exchange, log
from flashcards.storage.log.entries import Entry, id_of
from flashcards.storage.log.exchange import Exchanged
from flashcards.storage.log.file_marks import UNTRUSTED, FileMark, file_state
from flashcards.storage.log.file_names import name_for
from flashcards.storage.log.files import (
    Reach,
    append_lines,
    entry_lines,
    links_out,
    log_files,
    mark,
)
from flashcards.storage.log.machine import has_machine, machine, renew_machine
from flashcards.storage.log.malformed_lines import MalformedLines

SYNCED: Final = "sync"
_KILOBYTE: Final = 1_000


class _Look(NamedTuple):
    """What was found before anything is changed.

    `anew` is whether all files are read, to write what is in none; `is_first`: nothing has
    happened here.
    """

    before: Exchanged
    place: str
    files: LogSurvey
    links: tuple[Path, ...]
    anew: bool
    is_first: bool


class _ChangedMeanwhile(Exception):
    """Another process has synced: what it took in has not to be read again."""


@dataclass(slots=True)
class _Heard:
    """What the files said: new facts wait in `part`, of them some in this machine's own files.

    `before` is what stands in the database of what was exchanged, parts taken in included.
    """

    look: _Look
    before: Exchanged
    part: list[Entry] = field(default_factory=list)
    intake: Intake = field(default_factory=Intake)
    ids: set[FactId] = field(default_factory=set)
    marks: dict[str, FileMark] = field(default_factory=dict)
    own: int = 0
    later: int = 0
    malformed: MalformedLines = field(default_factory=MalformedLines)

    def facts(self, path: Path, reach: Reach) -> Iterator[Entry]:
        """The facts of a file from its known beginning on."""
        for end, fact in entry_lines(path, reach.mark.end, reach):
            if fact is None:
                self.malformed(path, end)
            else:
                self.later += isinstance(fact, Unknown)
                if self.look.anew:
                    self.ids.add(id_of(fact))
                yield fact


def sync(collection: Collection, now: datetime, progress: Progress = unheard) -> Synced:
    """Read what other machines wrote, then write what they do not know yet.

    Each machine appends to files of its own, so that git or a file-sync service never finds one
    that two have changed. What a file no longer holds is written by whoever knows it, once each.
    Files are read while the database is not locked; of many facts, a part at a time is taken in,
    and who is stopped goes on from there. Raises `LogLeadsAway`, `CannotRead` and `CannotWrite`,
    and has then, of few, taken nothing in.
    """
    while True:
        with reading(collection.engine) as connection:
            look = _look(connection, collection) if has_machine(connection) else None
        if look is None:
            _name_machine(collection)
            continue
        heard = _Heard(look, look.before)
        with suppress(_ChangedMeanwhile):
            _hear(collection, now, heard, progress)
            with _taking_in(collection, heard) as connection:
                return _exchange(connection, collection, now, heard, progress)


def _name_machine(collection: Collection) -> None:
    """Give the machine an id that lasts: each look would find it another one, for ever."""
    with writing(collection.engine) as connection:
        machine(connection)


@contextmanager
def _taking_in(collection: Collection, heard: _Heard) -> Iterator[Connection]:
    """A transaction that writes, in which all is as it was looked at; else it is looked at anew."""
    with writing(collection.engine) as connection:
        is_first = heard.look.is_first and not heard.intake.new
        if exchange.exchanged(connection) != heard.before or (
            is_first and not log.is_empty(connection)
        ):
            raise _ChangedMeanwhile
        yield connection


def _look(connection: Connection, collection: Collection) -> _Look:
    folder, place = collection.place.logs, address_of(collection.engine)
    links = links_out(folder, collection.root)
    if folder in links:
        raise LogLeadsAway(folder)
    before = exchange.exchanged(connection)
    files = survey(log_files(folder, collection.root), before, place)
    # Only what is new is read while three things hold: the database is where it was, and no copy of
    # it; every fact here since is this machine's own; the files still hold what they held. Else all
    # files are read, and what none of them says is written: a repair, and no special case. Of
    # nothing at all every fact is in the files.
    is_known = (
        before.place == place
        and before.written is not None
        and exchange.has_only_own_since(connection, before.written)
        and files.is_as_left
    )
    is_first = log.is_empty(connection)
    return _Look(before, place, files, tuple(links), not (is_known or is_first), is_first)


def _hear(collection: Collection, now: datetime, heard: _Heard, progress: Progress) -> None:
    """Read the files that say something new, or all; of many facts all but the last are taken in.

    Until a file is read, its mark is what it was.
    """
    anew, files = heard.look.anew, heard.look.files.files
    heard.marks = {one.path.name: one.known for one in files if one.known is not None}
    telling = [one for one in files if one.known is None or not one.is_read or anew]
    for file in files:
        if file.known is not None and file not in telling:
            heard.marks[file.path.name] = FileMark(*file.state, *file.known[2:])
    total = Amount(sum(file.state.size for file in telling) // _KILOBYTE, "kB")
    before = 0
    for file in telling:
        for read in _heard_of(collection, now, file, heard):
            progress((before + read) // _KILOBYTE, total)
        before += file.state.size


def _heard_of(
    collection: Collection, now: datetime, file: SurveyedFile, heard: _Heard
) -> Iterator[int]:
    """Read a file; up to which byte it is read so far."""
    reach = Reach() if heard.look.anew else file.compared.reach
    for some in batched(heard.facts(file.path, reach)):
        with reading(collection.engine) as connection:
            new = list(exchange.lacking(connection, some))
        heard.part += new
        heard.own += len(new) if file.is_own else 0
        heard.marks[file.path.name] = FileMark(file.state.size, UNTRUSTED, *reach.mark)
        if len(heard.part) >= AT_ONCE:
            _stage(collection, now, heard)
        yield reach.mark.end
    heard.marks[file.path.name] = file.state.read_to(reach.mark)


def _stage(collection: Collection, now: datetime, heard: _Heard) -> None:
    """Take in what waits, and note how far the files are read, if that is all there is to note."""
    with _taking_in(collection, heard) as connection:
        _renew_machine(connection, heard)
        before = heard.intake.new
        stage(within(connection, collection, now), heard.part, heard.intake, SYNCED)
        if heard.look.anew:
            exchange.forget_written(connection)
        else:
            exchange.note_files(connection, heard.marks)
            new, written = heard.intake.new - before, heard.before.written
            exchange.note_heard(connection, heard.look.place, written, new)
        heard.before = exchange.exchanged(connection)
    heard.part.clear()


def _renew_machine(connection: Connection, heard: _Heard) -> None:
    """Let no file be written by two databases.

    One that was copied or moved here, or put back from a backup (its own files say more than it
    knows), goes on under a new name.
    """
    is_elsewhere = not heard.look.anew and heard.before.place != heard.look.place
    if heard.own or is_elsewhere:
        renew_machine(connection)
        heard.own = 0


def _exchange(
    connection: Connection,
    collection: Collection,
    now: datetime,
    heard: _Heard,
    progress: Progress,
) -> Synced:
    """Take in what was heard last, and write what no file says."""
    look, malformed, work = heard.look, heard.malformed, within(connection, collection, now)
    again = _lost(connection, heard)
    if heard.before.place != look.place:
        renew_machine(connection)
    put(work, heard.part, heard.intake)
    settle(work, heard.intake, progress)
    matches = read_for_brought(work)
    if heard.own:
        renew_machine(connection)
    written = _write(connection, collection, now, heard)
    exchange.note_files(connection, heard.marks)
    exchange.note_written(connection, look.place)
    return Synced(
        written,
        heard.intake.new,
        look.files.others,
        heard.later,
        tuple(malformed.places),
        malformed.besides,
        again,
        look.files.lost if again else (),
        look.links,
        matches,
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
    if look.anew:
        new = exchange.facts_besides(connection, heard.ids)
    else:
        known = look.before.written
        new = exchange.own_facts(connection, 0 if known is None else known.clock)
    with closing(new):
        written = append_lines(path, new)
    state = file_state(path)
    if state is not None and (written or path.name not in heard.marks):
        heard.marks[path.name] = state.read_to(mark(path, state.size))
    return written
