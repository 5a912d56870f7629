"""What came in from elsewhere, and what went out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flashcards.errors.log import LogLeadsAway
from flashcards.services.collection import Synced
from flashcards.views.decks.matches import summary_lines
from flashcards.views.text import counted, plain

if TYPE_CHECKING:
    from flashcards.services.exchange.merge import Merged

_SHOWN: Final = 3


def merged_line(other: str, merged: "Merged") -> str:
    """How many facts were new."""
    if merged.new:
        return f"{counted(merged.new, 'fact')} taken in from {plain(other)}."
    return f"Everything in {plain(other)} was here already."


def synced_lines(synced: Synced) -> Iterator[str]:
    """How many facts went out and came in, and what was done besides."""
    others = counted(synced.files, "other file")
    wrote, took = counted(synced.written, "fact"), counted(synced.taken_in, "fact")
    yield f"{wrote} written, {took} taken in from {others}."
    yield from _besides(synced)


def taken_in_lines(synced: Synced) -> Iterator[str]:
    """What came in beside what was asked for; nothing where nothing did."""
    if synced.taken_in:
        others = counted(synced.files, "log file")
        took = counted(synced.taken_in, "fact")
        yield f"{took} taken in from {others} of other machines."
    yield from _besides(synced)


def warning_lines(found: "Merged | Synced") -> Iterator[str]:
    """What was passed over, and needs a look."""
    for link in found.links:
        yield plain(str(LogLeadsAway(link)))
    for place in found.malformed[:_SHOWN]:
        yield f"{plain(place)} is not a fact: it was skipped."
    more = len(found.malformed) + found.malformed_besides - _SHOWN
    if more > 0:
        lines = counted(more, "more line")
        yield f"{lines} that are not facts were skipped."


def left_inside_line(database: Path) -> str:
    """That a database is left in a folder that is carried about, and how to be rid of it."""
    advice = f"`flash merge {plain(str(database))}`, then delete it."
    return f"A database is left in the folder: {advice}"


def conflict_lines(copies: Mapping[str, str]) -> Iterator[str]:
    """Decks that look like conflict copies, the first of them by name."""
    for copy, original in list(copies.items())[:_SHOWN]:
        said = f"{plain(copy)} looks like a conflict copy of {plain(original)}"
        yield f"{said}: `flash check` says what to do."
    if len(copies) > _SHOWN:
        yield f"and {len(copies) - _SHOWN} more: see `flash check`."


def switched_line(*, on: bool) -> str:
    """Where the database is now."""
    place = "in this machine's data folder" if on else "in the collection's folder"
    return f"Sync is {'on' if on else 'off'}: the database is {place}."


def beginning_question(folder: Path) -> str:
    """Whether a folder that is no collection is to become one."""
    return f"{plain(str(folder))} is no collection yet. Make it one, and sync it?"


def _besides(synced: Synced) -> Iterator[str]:
    """What was written again, what is kept for later versions, and which cards a history is of."""
    if synced.again:
        again = counted(synced.again, "fact")
        yield f"{again} written again: {_lost(synced.lost)} lost them."
    if synced.later:
        kept = counted(synced.later, "fact")
        yield f"{kept} of a later version kept: upgrade flash to use them."
    yield from summary_lines(synced.matches)


def _lost(names: Sequence[str]) -> str:
    """`a.jsonl`, and how many such files more there are."""
    more = len(names) - 1
    others = f" (and {counted(more, 'more file')})" if more else ""
    return f"{plain(names[0])}{others}"
