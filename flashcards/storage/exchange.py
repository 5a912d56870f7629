"""What of the log is known here, what went out into log files, and how far others' were read."""

import json
from collections.abc import Generator, Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, func, select

from flashcards.core.log import Fact
from flashcards.core.stamp import FactId
from flashcards.storage import about
from flashcards.storage.batches import batched
from flashcards.storage.log import all_facts, read_facts
from flashcards.storage.log_files import START, Mark
from flashcards.storage.machine import machine
from flashcards.storage.tables import about as about_table
from flashcards.storage.tables import facts

_WRITTEN: Final = "log"
_READ: Final = "log read "


def known(connection: Connection, ids: Iterable[FactId]) -> set[FactId]:
    """Those of the ids whose facts are here."""
    found: set[FactId] = set()
    for some in batched(ids):
        found |= set(connection.execute(select(facts.c.id).where(facts.c.id.in_(some))).scalars())
    return found


def own_facts(connection: Connection, after: int) -> Generator[Fact]:
    """The facts of this machine whose clock is later, in the order in which they were written."""
    chosen = (facts.c.machine == machine(connection), facts.c.clock > after)
    return read_facts(connection, select(facts).where(*chosen).order_by(facts.c.clock))


def facts_besides(connection: Connection, ids: set[FactId]) -> Generator[Fact]:
    """All facts, in order, but for some."""
    return (fact for fact in all_facts(connection) if fact.stamp.id not in ids)


def latest_clock(connection: Connection) -> int:
    """The clock of this machine's last fact."""
    mine = facts.c.machine == machine(connection)
    return connection.execute(select(func.max(facts.c.clock)).where(mine)).scalar() or 0


class _Written(NamedTuple):
    """What a sync left behind: where the database was, this machine's log file, and the clock."""

    place: str
    name: str = ""
    end: int = 0
    tail: str = ""
    clock: int | None = None


def has_written_at(connection: Connection, place: str) -> bool:
    """Whether the last sync found the database at the same place: if not, it may be a copy."""
    last = _last(connection)
    return last is not None and last.place == place


def written(connection: Connection, name: str, mark: Mark) -> int | None:
    """The clock up to which all facts here are in log files, this machine's up to a mark.

    None where that is not known: the file is another, or facts came in by another way since.
    """
    last = _last(connection)
    is_same = last is not None and (last.name, last.end, last.tail) == (name, *mark)
    return last.clock if last is not None and is_same else None


def note_written(connection: Connection, name: str, mark: Mark, place: str) -> None:
    """Say that all facts here are in log files, and what this machine's looks like."""
    last = _Written(place, name, *mark, latest_clock(connection))
    about.say(connection, _WRITTEN, json.dumps(last))


def forget_written(connection: Connection) -> None:
    """Say that facts may be here which are in no log file."""
    last = _last(connection)
    if last is not None:
        about.say(connection, _WRITTEN, json.dumps(_Written(last.place)))


def _last(connection: Connection) -> _Written | None:
    text = about.said(connection, _WRITTEN)
    return None if text is None else _Written(*json.loads(text))


def mark_of(connection: Connection, name: str) -> Mark:
    """How far a file was read."""
    text = about.said(connection, _READ + name)
    return START if text is None else Mark(*json.loads(text))


def files_read(connection: Connection) -> set[str]:
    """The names of the files that were ever read."""
    keys = select(about_table.c.key).where(about_table.c.key.startswith(_READ, autoescape=True))
    return {key.removeprefix(_READ) for key in connection.execute(keys).scalars()}


def forget_file(connection: Connection, name: str) -> None:
    """Say that a file was never read."""
    connection.execute(delete(about_table).where(about_table.c.key == _READ + name))


def put_mark(connection: Connection, name: str, mark: Mark) -> None:
    """Say how far a file was read."""
    about.say(connection, _READ + name, json.dumps(mark))
