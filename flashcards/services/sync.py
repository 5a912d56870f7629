"""Histories carried by files: this machine's new facts out, those of others in, no server."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flashcards.core.log import Fact, Unknown
from flashcards.core.stamp import FactId
from flashcards.services.collection import Collection
from flashcards.services.merging import take_in
from flashcards.services.places import log_folder
from flashcards.services.reading import Progress, unheard
from flashcards.storage import exchange
from flashcards.storage.database import Connection, address_of, writing
from flashcards.storage.log_files import (
    SUFFIX,
    append_lines,
    line_at,
    lines,
    log_files,
    mark,
    size,
)
from flashcards.storage.machine import machine, renew_machine


@dataclass(frozen=True, slots=True)
class Synced:
    """Facts written to this machine's file, facts new from others', and from how many files.

    `later` counts facts of a later version, kept for it; `malformed` are lines that say no fact.
    """

    written: int
    taken_in: int
    files: int
    later: int = 0
    malformed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Heard:
    """What the files said, and up to which byte each was read."""

    ids: set[FactId] = field(default_factory=set)
    ends: dict[Path, int] = field(default_factory=dict)
    later: int = 0
    malformed: list[str] = field(default_factory=list)

    def facts(self, path: Path, begin: int) -> Iterator[Fact]:
        """The facts of a file from a byte on."""
        self.ends[path] = begin
        for end, fact in lines(path, begin):
            self.ends[path] = end
            if fact is None:
                self.malformed.append(f"{path}:{line_at(path, end)}")
            else:
                self.ids.add(fact.stamp.id)
                self.later += isinstance(fact, Unknown)
                yield fact


def sync(collection: Collection, now: datetime, progress: Progress = unheard) -> Synced:
    """Read what other machines wrote, then write what they do not know yet.

    Each machine appends to a file of its own, so that git or a file-sync service never finds one
    that two have changed. Raises `CannotRead` and `CannotWrite`, and has then taken nothing in.
    """
    folder, place = log_folder(collection.root), address_of(collection.engine)
    heard = _Heard()
    with writing(collection.engine) as connection:

        def taken_in(path: Path, begin: int) -> int:
            found = heard.facts(path, begin)
            new = take_in(connection, collection, now, found, progress)
            exchange.put_mark(connection, path.name, mark(path, heard.ends[path]))
            return new

        if not exchange.has_written_at(connection, place):
            renew_machine(connection)
        own = _own_file(connection, folder)
        after = exchange.written(connection, own.name, mark(own, size(own)))
        if _has_lost(connection, folder):
            after = None
        taken = 0
        if after is None and own.exists() and (taken := taken_in(own, 0)):
            renew_machine(connection)
            own = _own_file(connection, folder)
        others = [path for path in log_files(folder) if path != own]
        begins = [0 if after is None else _begin(connection, path) for path in others]
        taken += sum(map(taken_in, others, begins))
        if after is None:
            new = exchange.facts_besides(connection, heard.ids)
        else:
            new = exchange.own_facts(connection, after)
        with closing(new):
            written = append_lines(own, new)
        exchange.note_written(connection, own.name, mark(own, size(own)), place)
    return Synced(written, taken, len(others), heard.later, tuple(heard.malformed))


def _has_lost(connection: Connection, folder: Path) -> bool:
    """Whether a file that was read has vanished: what it said has to be written by others."""
    lost = exchange.files_read(connection) - {path.name for path in log_files(folder)}
    for name in lost:
        exchange.forget_file(connection, name)
    return bool(lost)


def _own_file(connection: Connection, folder: Path) -> Path:
    return folder / f"{machine(connection)}{SUFFIX}"


def _begin(connection: Connection, path: Path) -> int:
    """The byte from which on a file is not known; 0 where its beginning has changed."""
    known = exchange.mark_of(connection, path.name)
    return known.end if mark(path, known.end) == known else 0
