"""What can be put right, put right; nothing is ever deleted that is not made again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from typing import Final

from flashcards.core.study_day import Moment
from flashcards.services.backup import back_up
from flashcards.services.collection import Collection
from flashcards.services.doctor.environment import too_open
from flashcards.services.doctor.examination import Report, examine, report_on
from flashcards.services.doctor.examined import Examined, examined
from flashcards.services.doctor.finding import Remedy, counted
from flashcards.services.doctor.log_files import own_log
from flashcards.services.doctor.new_database import make_anew
from flashcards.services.doctor.projection import remake
from flashcards.services.doctor.sources import Sources, readable_lines, sources
from flashcards.services.exchange.sync import sync
from flashcards.services.log.take_in import take_in
from flashcards.services.place import Place
from flashcards.services.progress import Progress, unheard
from flashcards.services.work import within
from flashcards.storage.copies.salvage import facts_of_backup
from flashcards.storage.database.engine import Connection, open_database, sqlite_url
from flashcards.storage.log.exchange import forget_written
from flashcards.storage.log.machine import renew_machine

WHY: Final = "before-repair"


def repair(place: Place, moment: Moment, progress: Progress = unheard) -> Report:
    """Put right what a repair can, then look again; raises what stops it, and then nothing is lost.

    A backup comes first; a database too damaged for one is kept under another name.
    """
    with examined(place, moment) as found:
        before = report_on(found, progress)
        there = sources(found)
    remedies = {one.remedy for one in before.findings if one.remedy is not None}
    repairs = list(_repaired(found, there, remedies, progress))
    after = examine(place, moment, progress) if repairs else before
    return Report(after.findings, after.checked, tuple(repairs))


def _repaired(
    found: Examined, there: Sources, remedies: set[Remedy], progress: Progress
) -> Iterator[str]:
    """What was done, a sentence each."""
    if Remedy.PERMISSIONS in remedies:
        yield _made_private(found)
    if Remedy.NEW_DATABASE in remedies and found.file is not None:
        yield from make_anew(found, found.file, there, progress)
    elif remedies - {Remedy.PERMISSIONS}:
        with _opened(found) as collection:
            backup = back_up(collection, found.moment.now, WHY, progress)
            if backup is not None:
                yield f"A backup was made first: {backup.file}."
            yield from _mended(found, collection, there, remedies, progress)


def _mended(
    found: Examined,
    collection: Collection,
    there: Sources,
    remedies: set[Remedy],
    progress: Progress,
) -> Iterator[str]:
    """What could be put right inside a database that is whole."""
    came_back = 0

    def begin(connection: Connection) -> None:
        nonlocal came_back
        if Remedy.NEW_MACHINE in remedies:
            renew_machine(connection)
        if Remedy.MISSING_FACTS in remedies:
            came_back = _taken_in(connection, collection, found.moment.now, there, progress)
        if came_back or Remedy.LOG_FILES in remedies:
            forget_written(connection)

    cards = remake(collection, found.moment.now, progress, begin)
    if Remedy.NEW_MACHINE in remedies:
        yield "The database has a new name for this machine."
    if came_back:
        yield f"{counted(came_back, 'fact')} came back from backups or the log file."
    yield f"The decks were read again, and {counted(cards, 'schedule')} calculated from the log."
    if Remedy.LOG_FILES in remedies:
        written = sync(collection, found.moment.now, progress).written
        yield f"{counted(written, 'fact')} were written again into this machine's log file."


def _taken_in(
    connection: Connection,
    collection: Collection,
    now: datetime,
    there: Sources,
    progress: Progress,
) -> int:
    """What backups and this database's own log file have and the database lacks."""
    kept = [readable_lines(path) for path in own_log(connection, there)]
    kept += [facts_of_backup(backup.path) for backup in there.telling]
    return take_in(within(connection, collection, now), chain.from_iterable(kept), progress)


def _made_private(found: Examined) -> str:
    paths = list(too_open(found))
    for path, mode in paths:
        path.chmod(mode)
    return f"{counted(len(paths), 'path')} can no longer be read by others."


@contextmanager
def _opened(found: Examined) -> Iterator[Collection]:
    """The collection itself, its decks not read."""
    address = sqlite_url(found.file) if found.file else found.server or ""
    engine = open_database(address)
    try:
        yield Collection(found.place, engine, found.settings)
    finally:
        engine.dispose()
