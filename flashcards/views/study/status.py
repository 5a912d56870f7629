"""The two lines above a card at a terminal: where it stands, and how far the session is."""

from typing import Final, NamedTuple

from flashcards.core.cells import cells
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import State
from flashcards.core.study.session import Session
from flashcards.core.study.timing import Timing
from flashcards.views.markup.blocks import StyledText
from flashcards.views.text import one_line, plain, time_used

_BETWEEN: Final = " · "
_LONGEST_BAR: Final = 20
_DONE, _TO_DO = "━", "─"
_LATE: Final = 0.8
"""The share of its time from which a clock is seen more clearly."""


class Progress(NamedTuple):
    """What a session has done and has left, in cards and, where that is known, in minutes."""

    answered: int
    left: int
    minutes: int | None = None


def place_line(known: KnownCard, width: int) -> str:
    """Deck, headings, and the line of the file; the file stays whole where it is too narrow."""
    place = plain(" › ".join((known.deck, *known.card.breadcrumb)))
    source = known.card.source
    file = plain(f" › {source.file.rpartition('/')[2]}:{source.line}")
    room = width - cells(file)
    return one_line(place, room) + file if room > width // 3 else one_line(place, width)


def status_line(
    known: KnownCard | None, session: Session, minutes: int | None, clock: Timing | None, width: int
) -> tuple[StyledText, ...]:
    """How far the session is, and the clock at the right; what has no room is left out.

    The clock stays longest, then what is left, the card's state, the minutes, the bar.
    """
    progress = Progress(session.answered, session.left, minutes)
    end = _clock(clock, width)
    room = width - (cells(end.text) + 2 if end else 0)
    left = StyledText(f"{progress.left:,} left")
    parts = [left]
    used = cells(left.text)
    for more in (_state(known, session), _minutes(progress)):
        if more is not None and used + cells(_BETWEEN + more.text) <= room:
            used += cells(_BETWEEN + more.text)
            parts.append(more)
    line = list(_joined(parts))
    bar = min(_LONGEST_BAR, width // 4)
    if used + bar + 1 <= room:
        used += bar + 1
        line = [*_bar(progress, bar), StyledText(" "), *line]
    if used > room:
        line, used = [], 0
    if not end:
        return tuple(line)
    return (*line, StyledText(" " * max(0, width - used - cells(end.text))), end)


def _joined(parts: list[StyledText]) -> list[StyledText]:
    line = parts[:1]
    for part in parts[1:]:
        line += [StyledText(_BETWEEN, "faint"), part]
    return line


def _bar(progress: Progress, length: int) -> tuple[StyledText, StyledText]:
    all_of_it = progress.answered + progress.left
    done = round(length * progress.answered / all_of_it) if all_of_it else length
    return StyledText(_DONE * done), StyledText(_TO_DO * (length - done), "faint")


def _minutes(progress: Progress) -> StyledText | None:
    if progress.minutes is None or not progress.left:
        return None
    return StyledText(f"{progress.minutes:,} min")


def _state(known: KnownCard | None, session: Session) -> StyledText | None:
    if known is None:
        return None
    if session.crams:
        return StyledText("practice")
    state = known.schedule.state
    return StyledText(state.value, _STYLES[state])


_STYLES: Final = {
    State.NEW: "new",
    State.LEARNING: "steps",
    State.RELEARNING: "steps",
    State.REVIEW: "due",
}


def _clock(timing: Timing | None, width: int) -> StyledText | None:
    """The clock: calm at first, clear when little time is left, and over."""
    if timing is None:
        return None
    said = one_line(time_used(timing.taken_s, timing.limit_s), width)
    if timing.over_s:
        return StyledText(said, "over")
    return StyledText(said, "late" if timing.taken_s >= _LATE * timing.limit_s else "faint")
