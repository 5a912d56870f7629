"""Text fit for a terminal: its width, one line of it, and nothing that steers the terminal."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from flashcards.core.cells import cells

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANKS: Final = re.compile(r"\s+")
_BEFORE_WORD: Final = re.compile(r"( +)(?=\S)")
_COMMAND: Final = re.compile(r"[^\s`]*`[^`]+`[^\s`]*|(?<=[:?] )flash [^`]+$")
"""What is between backticks, and a command that ends a line."""
_HELD_BLANK: Final = "\0"
"""Stands for a blank at which a line is not broken."""
_LEAST_COLUMN: Final = 24
"""A column of text that is narrower is not worth its blanks."""
_INDENT: Final = 2


def plain(text: str) -> str:
    """The text with what could steer a terminal (control, direction, surrogates) shown as `�`."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str, width: int | None = None) -> str:
    """The text on one line, cut with `…` where it is wider than `width` cells."""
    width = None if width is None else max(1, width)
    line = _BLANKS.sub(" ", plain(text)).strip()
    if width is None or cells(line) <= width:
        return line
    while cells(line) > width - 1:
        line = line[: width - 1] if len(line) >= width else line[:-1]
    return line + "…"


def beginning(text: str, width: int) -> str:
    """The text on one line; where it is wider, as many whole words as fit, and `…`."""
    line = one_line(text)
    if cells(line) <= width:
        return line
    words = one_line(line, width - 1).removesuffix("…").rpartition(" ")[0].rstrip(" ,.:;")
    return f"{words} …" if words else one_line(line, width)


def filled(text: str, width: int, hang: int = 0) -> list[str]:
    """A line in lines of a width, broken between words.

    What goes on stands below the first word, moved in by `hang`; a word that is wider than a line
    is left whole, or a path could not be copied, and so is a command that a line has room for.
    """
    if cells(text) <= width:
        return [text]
    indent = text[: len(text) - len(text.lstrip(" "))]
    held = _held(text[len(indent) :], width - len(indent) - hang)
    first, *rest = _BEFORE_WORD.split(held)
    lines, line = [], indent + first
    for blank, word in zip(rest[::2], rest[1::2], strict=True):
        if cells(f"{line}{blank}{word}") <= width:
            line += blank + word
        else:
            lines.append(line)
            line = indent + " " * hang + word
    return [whole.replace(_HELD_BLANK, " ") for whole in (*lines, line)]


def _held(text: str, room: int) -> str:
    """The text, its commands that a line has room for each one word."""
    return _COMMAND.sub(
        lambda found: found[0].replace(" ", _HELD_BLANK) if cells(found[0]) <= room else found[0],
        text,
    )


def beside(prefix: str, text: str, width: int) -> list[str]:
    """A text behind a prefix, all in one column; below it where a column would be too narrow."""
    room = width - cells(prefix)
    if room < min(_LEAST_COLUMN, cells(text)):
        indent = len(prefix) - len(prefix.lstrip(" ")) + _INDENT
        return [prefix.rstrip(), *filled(" " * indent + text, width)]
    first, *rest = filled(text, room)
    return [f"{prefix}{first}".rstrip(), *(" " * cells(prefix) + line for line in rest)]


def listed(items: Iterable[str], width: int, between: str = " · ", indent: str = "") -> list[str]:
    """Items in lines of a width, broken between one and the next; one that is wider, in it."""
    end = "" if between.startswith(" ") else between.rstrip()
    lines: list[str] = []
    for item in items:
        if lines and cells(f"{lines[-1]}{between}{item}{end}") <= width:
            lines[-1] += f"{between}{item}"
            continue
        if lines:
            lines[-1] += end
        lines += filled(f"{indent}{item}", width - len(end))
    return lines


def counted(number: int, noun: str) -> str:
    """`1 card`, `2 cards`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float | None) -> str:
    """`91.3%`; a dash where there is nothing to share."""
    return "–" if share is None else f"{share:.1%}"


def duration(seconds: float) -> str:
    """A short duration: `45s`, `10m`, `3h`, `4d`, `2.1mo`, `1.3y`."""
    for size, most, unit in _UNITS:
        if round(seconds / size) < most:
            return f"{round(seconds / size)}{unit}"
    months, years = seconds / _MONTH_S, seconds / _YEAR_S
    return f"{months:.1f}mo" if seconds < _YEAR_S else f"{years:.1f}y"


_MONTH_S: Final = 30 * 86_400
_YEAR_S: Final = 365 * 86_400
_UNITS: Final = ((1, 60, "s"), (60, 60, "m"), (3_600, 24, "h"), (86_400, 30, "d"))
"""Seconds of a unit, how many make the next, its sign."""


def stopwatch(seconds: float) -> str:
    """Minutes and seconds: `0:42`, `1:30`, `45:00`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def time_used(taken_s: float, limit_s: float) -> str:
    """How long something took of how long it may, or how far over the limit it is."""
    over_s = round(taken_s) - round(limit_s)
    limit = stopwatch(limit_s)
    if over_s > 0:
        return f"{stopwatch(taken_s)}, {stopwatch(over_s)} over the limit of {limit}"
    return f"{stopwatch(taken_s)} of {limit}"


def clock_time(at: datetime, zone: tzinfo) -> str:
    """A day and a time on the learner's clock: `2026-03-02 08:00`."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def until(due_on: date | None, due_at: datetime | None, now: datetime, today: date) -> str:
    """When a card comes again: `in 10m`, `now`, `today`, `in 4d`."""
    if due_at is not None:
        seconds = (due_at - now).total_seconds()
        return "now" if seconds <= 0 else f"in {duration(seconds)}"
    if due_on is None:
        return "new"
    days = (due_on - today) // timedelta(days=1)
    return "today" if days <= 0 else f"in {duration(days * 86_400)}"
