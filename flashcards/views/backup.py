"""Backups: made, listed, put back."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Final

from flashcards.core.json_values import local_text
from flashcards.services.backup import Backup
from flashcards.services.opening.restore import Restored
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, plain
from flashcards.views.view import Rows, View

_UNITS: Final = ("bytes", "kB", "MB", "GB")
_THOUSAND: Final = 1_000
_TIME_WIDTH: Final = 20
_COLUMNS: Final = (
    Column("why", lambda row: row.why.replace("-", " "), 20),
    Column("facts", lambda row: f"{row.facts:,}", 11, right=True),
    Column("size", lambda row: size(row.bytes), 9, right=True),
)


def made_line(made: Backup | None) -> str:
    """What was backed up, and where."""
    if made is None:
        return "There is nothing to back up yet: the log is empty."
    return plain(f"{counted(made.facts, 'fact')}, {size(made.bytes)}: {made.file}")


def not_made_line(reason: str) -> str:
    """That the day's backup could not be made, and why."""
    return plain(f"There is no backup of today. {reason}")


def lost_line(file: Path, found: Sequence[Backup], zone: tzinfo) -> str:
    """That a database is gone of which there are backups, the newest first."""
    number, newest = counted(len(found), "backup"), local_text(found[0].at, zone)
    there = "is" if len(found) == 1 else "are"
    said = f"{file} is gone, but {number} {there} there, the newest of {newest}"
    return plain(f"{said}: put it back with `flash restore`.")


def backups_view(found: Sequence[Backup], zone: tzinfo, width: int) -> View:
    """A row a backup."""
    widest = max((len(local_text(one.at, zone)) for one in found), default=0)
    time = Column("time", lambda row: local_text(row.at, zone), max(_TIME_WIDTH, widest))
    table = tuple(table_lines((time, *_COLUMNS), found, width))
    lines = table if found else ("There is no backup yet. Next: flash backup",)
    return View(lines, Rows(Backup, found), table=table)


def restored_lines(done: Restored, zone: tzinfo) -> Iterator[str]:
    """What was put back, and how to go back."""
    made = "" if done.backup is None else f", {done.backup.why.replace('-', ' ')}"
    name = done.file if done.backup is None else local_text(done.backup.at, zone)
    yield plain(f"Restored {name}{made}: {counted(done.answers, 'answer')}.")
    if done.aside is not None:
        yield plain(f"What was there is too damaged for a backup; it is now {done.aside}")
        yield plain(f"To have what can be read in it, too: flash merge {done.aside}")
    elif done.before is not None:
        back = f"flash restore {local_text(done.before.at, zone)}"
        yield f"{_difference(done.lost)} To go back: {back}"


def _difference(lost: int) -> str:
    if not lost:
        return "Before, it had as many answers."
    return f"Before, it had {counted(abs(lost), 'answer')} {'more' if lost > 0 else 'fewer'}."


def size(number: int) -> str:
    """Bytes in the unit that leaves up to three digits: `812 bytes`, `1.4 MB`."""
    figure, power = float(number), 0
    while round(figure) >= _THOUSAND and power < len(_UNITS) - 1:
        figure, power = figure / _THOUSAND, power + 1
    digits = 1 if power and round(figure, 1) < 10 else 0  # noqa: PLR2004 - one digit before the point
    return f"{figure:.{digits}f} {_UNITS[power]}"
