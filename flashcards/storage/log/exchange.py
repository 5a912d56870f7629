"""What of the log is known here, what went out into log files, and how far others' were read."""

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select

from flashcards.core.log.facts import Fact
from flashcards.core.log.line import can_be_read
from flashcards.core.log.stamp import OWN_FOLLOWED, FactId, MachineId
from flashcards.storage.database import properties
from flashcards.storage.database.batches import batched, is_among, streamed
from flashcards.storage.database.tables import about as about_table
from flashcards.storage.database.tables import facts
from flashcards.storage.log.entries import Entry, id_of
from flashcards.storage.log.file_marks import FileMark
from flashcards.storage.log.log import all_facts, fact_count, read_facts
from flashcards.storage.log.machine import machine

E = TypeVar("E", bound=Entry)

_PLACE: Final = "log"
_WRITTEN: Final = "log written"
_FILE: Final = "log file "
_READ_BEFORE: Final = "log read "
"""The versions before kept other marks under these, and write `_PLACE` in their own way."""

_BEFORE: Final = (str, str, int, str, int)
"""What they write there: the place, a file and its mark, and a clock, which may be null."""


class Written(NamedTuple):
    """What was here when log files held it all: so many facts, and this machine's latest clock."""

    facts: int
    clock: int


class Exchanged(NamedTuple):
    """What the last sync left behind: of which machine, where its database was, and the files.

    `written` is None where facts may be here which are in no log file.
    """

    machine: MachineId
    place: str | None
    written: Written | None
    files: Mapping[str, FileMark]


def exchanged(connection: Connection) -> Exchanged:
    """What the last sync left behind."""
    place, written = _place_and_written(connection)
    return Exchanged(machine(connection), place, written, dict(_file_marks(connection)))


def known(connection: Connection, ids: Iterable[FactId]) -> set[FactId]:
    """Those of the ids whose facts are here."""
    # Ids begin with their instant: what comes in order, as in a file, is behind all that are here.
    last = connection.execute(select(func.max(facts.c.id))).scalar() or ""
    found: set[FactId] = set()
    for some in batched(one for one in ids if one <= last):
        rows = connection.execute(select(facts.c.id).where(is_among(connection, facts.c.id, some)))
        found |= set(rows.scalars())
    return found


def lacking(connection: Connection, found: Iterable[E]) -> Iterator[E]:
    """Those of the entries that are not here."""
    for some in batched(found):
        there = known(connection, map(id_of, some))
        yield from (one for one in some if id_of(one) not in there) if there else some


def own_facts(connection: Connection, after: int) -> Generator[Fact]:
    """The facts of this machine whose clock is later, in the order in which they were written."""
    chosen = (*_own(connection), facts.c.clock > after)
    return read_facts(connection, select(facts).where(*chosen).order_by(facts.c.clock))


def facts_besides(connection: Connection, ids: set[FactId]) -> Generator[Fact]:
    """All facts, in order, but for some."""
    return (fact for fact in all_facts(connection) if fact.stamp.id not in ids)


def has_only_own_since(connection: Connection, written: Written) -> bool:
    """Whether this machine's facts of a later clock are all that came after a sync."""
    chosen = (*_own(connection), facts.c.clock > written.clock)
    own = connection.execute(select(func.count()).select_from(facts).where(*chosen)).scalar_one()
    return fact_count(connection) == written.facts + own


def written_facts_besides(connection: Connection, written: Written, ids: set[FactId]) -> int:
    """How many facts the log files held at a sync, but for some."""
    later = and_(*_own(connection), facts.c.clock > written.clock)
    held = select(facts.c.id).where(~later)
    missing = [row.id for row in streamed(connection, held) if row.id not in ids]
    found = (select(facts).where(facts.c.id.in_(some)) for some in batched(missing))
    return sum(can_be_read(fact) for query in found for fact in read_facts(connection, query))


def note_written(connection: Connection, place: str) -> None:
    """Say that all facts here are in log files, and where the database is."""
    latest = select(func.max(facts.c.clock)).where(*_own(connection))
    clock = connection.execute(latest).scalar() or 0
    properties.say(connection, _WRITTEN, json.dumps(Written(fact_count(connection), clock)))
    properties.say(connection, _PLACE, json.dumps([place]))


def note_heard(connection: Connection, place: str, before: Written | None, new: int) -> None:
    """Say that in log files are the facts that were before, and so many new ones from them."""
    known = Written(0, 0) if before is None else before
    now_known = Written(known.facts + new, known.clock)
    properties.say(connection, _WRITTEN, json.dumps(now_known))
    properties.say(connection, _PLACE, json.dumps([place]))


def _own(connection: Connection) -> tuple[ColumnElement[bool], ...]:
    """What this machine can have written: no clock of its own is later than it follows."""
    return facts.c.machine == machine(connection), facts.c.clock <= OWN_FOLLOWED


def forget_written(connection: Connection) -> None:
    """Say that facts may be here which are in no log file."""
    place, _ = _place_and_written(connection)
    if place is not None:
        properties.say(connection, _PLACE, json.dumps([place]))
    connection.execute(delete(about_table).where(about_table.c.key == _WRITTEN))


def note_files(connection: Connection, files: Mapping[str, FileMark]) -> None:
    """Say how far each file is read, or written; those that are not among them are forgotten."""
    before = dict(_file_marks(connection))
    gone = [_FILE + name for name in before.keys() - files.keys()]
    for some in batched(gone):
        connection.execute(delete(about_table).where(about_table.c.key.in_(some)))
    for name, mark in files.items():
        if before.get(name) != mark:
            properties.say(connection, _FILE + name, json.dumps(mark))
    connection.execute(delete(about_table).where(_begins_with(_READ_BEFORE)))


def _place_and_written(connection: Connection) -> tuple[str | None, Written | None]:
    """Where the database was, and what was written; not if a version before did it since."""
    text = properties.said(connection, _PLACE)
    place, by_version_before = properties.list_in(text, (str,)), properties.list_in(text, _BEFORE)
    written = properties.listed(connection, _WRITTEN, (int, int))
    if by_version_before is not None:
        return by_version_before[0], None
    if place is None or None in place:
        return None, None
    return place[0], None if written is None or None in written else Written(*written)


def _file_marks(connection: Connection) -> Iterator[tuple[str, FileMark]]:
    kept = select(about_table).where(_begins_with(_FILE))
    for key, value in connection.execute(kept):
        said = properties.list_in(value, (int, int, int, str))
        if said is not None and None not in said:
            yield key.removeprefix(_FILE), FileMark(*said)


def _begins_with(beginning: str) -> ColumnElement[bool]:
    return about_table.c.key.startswith(beginning, autoescape=True)
