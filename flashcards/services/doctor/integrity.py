"""Whether the database is there, can be opened, and is whole."""

from collections.abc import Iterator

from flashcards.services.doctor.examined import DatabaseState, Examined
from flashcards.services.doctor.finding import (
    REPAIR,
    Check,
    Finding,
    Remedy,
    counted,
    known,
    parts,
    repairable,
    wrong,
)
from flashcards.services.doctor.sources import Sources
from flashcards.storage.database.engine import reading
from flashcards.storage.database.integrity import lost_references
from flashcards.storage.log.imports import moves

_SERVER = "ask whoever runs the server, or restore its own backup"


def integrity(found: Examined, there: Sources) -> Iterator[Finding]:
    """What is wrong with the database as such."""
    match found.state:
        case DatabaseState.ABSENT:
            yield _absence(found, there)
        case DatabaseState.DAMAGED:
            yield _damage(found)
        case DatabaseState.OUT_OF_REACH:
            yield wrong(Check.INTEGRITY, *parts(found.complaints[0]))
        case DatabaseState.WHOLE if found.collection is not None:
            with reading(found.collection.engine) as connection:
                lost = lost_references(connection)
                waiting = [one.path for one in moves(connection)]
            if waiting:
                yield _waiting(waiting)
            if lost:
                rows = counted(lost, "row")
                message = f"{rows} of the projection belong to something that is gone"
                yield repairable(Check.INTEGRITY, message, Remedy.PROJECTION)
        case _:
            pass


def _waiting(paths: list[str]) -> Finding:
    """Files of an import that is committed; each opening tries to put them in place."""
    verb = "is" if len(paths) == 1 else "are"
    files = counted(len(paths), "file")
    message = f"{files} of an import {verb} not in place yet, such as {paths[0]}"
    hint = "run `flash list`: if it names something in the way, move that, or run `flash undo`"
    return wrong(Check.INTEGRITY, message, hint)


def _absence(found: Examined, there: Sources) -> Finding:
    """Nothing to worry about, unless there was one."""
    place = found.file or found.server
    if not there.hold_facts or found.file is None:
        return known(Check.INTEGRITY, f"there is no database yet; the first command makes {place}")
    zone = found.moment.zone
    times = [f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}" for one in there.backups[:1]]
    newest = f", the newest of {times[0]}" if times else ""
    saved = f"{counted(len(there.backups), 'backup')}{newest}"
    logs = f" and {counted(len(there.logs), 'log file')}" if there.logs else ""
    message = f"{place} is gone or empty, but there are {saved}{logs}"
    hint = f"run `flash restore`, or {REPAIR}"
    return repairable(Check.INTEGRITY, message, Remedy.NEW_DATABASE, hint)


def _damage(found: Examined) -> Finding:
    first, *more = found.complaints
    others = f", and {len(more)} more" if more else ""
    if found.file is None:
        return wrong(Check.INTEGRITY, f"the database is damaged: {first}{others}", _SERVER)
    if not found.is_replaceable:
        return wrong(Check.INTEGRITY, *parts(first))
    is_open = found.collection is not None
    message = f"{found.file} is damaged ({first}{others})" if is_open else parts(first)[0]
    return repairable(Check.INTEGRITY, message, Remedy.NEW_DATABASE)
