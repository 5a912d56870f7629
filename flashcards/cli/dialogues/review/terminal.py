"""A session at a terminal: single keys in, one screen out."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Final

from flashcards.cli.dialogues.review.media import media
from flashcards.cli.terminal.editor import edit
from flashcards.cli.terminal.ending import ending
from flashcards.cli.terminal.keyboard import RESIZED, WAITED, Keyboard
from flashcards.cli.terminal.keys import HELP, KEYS, Key
from flashcards.cli.terminal.markdown import markdown_lines
from flashcards.cli.terminal.opener import open_file
from flashcards.cli.terminal.screen import Screen
from flashcards.core.known_card import KnownCard
from flashcards.core.study.timing import Timing
from flashcards.errors.base import FlashError
from flashcards.services.decks.show import history
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.session import (
    clock_line,
    closing,
    faces,
    grades,
    heading,
    history_text,
    leech_line,
    passed_lines,
)

_SCROLLING: Final = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
_GOOD: Final = {4: 3, 5: 4}
"""The grade that Space gives, by the top of the card's scale."""
_BEFORE: Final = "Space answer · u undo · s skip · ? help · q quit"
_AFTER_THE_LAST: Final = "u undo · q quit"
_OVER_THE_CARD: Final = "any key goes back"


@dataclass(slots=True)
class _Seat:
    """The live, the screen on it, and what is laid over the card for a moment."""

    live: LiveSession
    screen: Screen = field(default_factory=Screen)
    keyboard: Keyboard = field(default_factory=Keyboard)
    taken: ExitStack = field(default_factory=ExitStack)
    message: str = ""
    overlay: list[str] | None = None
    is_timed: bool = True
    is_over: bool = False

    @property
    def clock(self) -> Timing | None:
        """The clock of the card shown, unless it has none or the learner turned it off."""
        return self.live.timing if self.is_timed else None

    def take(self) -> None:
        """Have the terminal to oneself, until `taken` is closed."""
        self.taken.enter_context(self.keyboard())
        self.taken.enter_context(self.screen())


def sit(live: LiveSession) -> None:
    """Ask until the learner quits; what was graded is saved already."""
    if live.known is not None:
        seat = _Seat(live)
        with ending(), seat.taken, suppress(EOFError):
            seat.take()
            _notice(seat)
            _sit(seat)


def _sit(seat: _Seat) -> None:
    while not seat.is_over:
        _draw(seat)
        pressed = _pressed(seat)
        if pressed == RESIZED:
            continue
        seat.message, seat.live.passed = "", ()
        try:
            _press(seat, pressed)
            _notice(seat)
        except FlashError as failure:
            seat.message = str(failure)


def _pressed(seat: _Seat) -> str:
    """The next key; until it comes, the clock goes on."""
    while True:
        clock = seat.clock
        waits = clock is not None and not seat.live.is_revealed
        pressed = seat.keyboard.pressed(clock.next_s if clock and waits else None)
        if pressed != WAITED:
            return pressed
        seat.screen.tick(clock_line(seat.clock))


def _notice(seat: _Seat) -> None:
    """Say which cards were dealt with elsewhere meanwhile."""
    if seat.live.passed:
        moment = seat.live.clock()
        today = seat.live.collection.today(moment)
        seat.message = passed_lines(seat.live.passed, moment, today)


def _press(seat: _Seat, pressed: str) -> None:
    key = KEYS.get(pressed)
    if key in _SCROLLING:
        seat.screen.scroll(key)
    elif seat.overlay is not None:
        seat.overlay = None
    elif pressed.isdecimal() and seat.live.is_revealed:
        _grade(seat, int(pressed))
    elif key is not None:
        _ACTS[key](seat)


def _forward(seat: _Seat) -> None:
    live = seat.live
    if live.known is None:
        seat.is_over = True
    elif live.is_revealed:
        _grade(seat, _GOOD[live.known.highest_rating])
    else:
        live.reveal()


def _grade(seat: _Seat, given: int) -> None:
    seat.live.grade(given)
    leech = seat.live.session.leech
    seat.message = "" if leech is None else leech_line(leech)


def _edit(seat: _Seat) -> None:
    if seat.live.known is None:
        return
    source = seat.live.known.card.source
    seat.taken.close()
    try:
        edit(seat.live.collection.root / source.file, source.line)
    finally:
        seat.take()
    seat.live.reread()


def _open(seat: _Seat) -> None:
    if seat.live.known is not None:
        open_file(media(seat.live.collection.root, seat.live.known.card))


def _history(seat: _Seat) -> None:
    if seat.live.known is not None:
        rows = history(seat.live.collection, seat.live.known)
        seat.overlay = markdown_lines(history_text(rows), seat.screen.width)


def _time(seat: _Seat) -> None:
    seat.is_timed = not seat.is_timed
    seat.message = f"time limit {'on' if seat.is_timed else 'off'}"


def _note(seat: _Seat) -> None:
    """Write a line to a self-assessment: Enter or Ctrl-D keeps it for the grade, Escape not."""
    if not seat.live.is_assessment:
        seat.message = "Notes are for self-assessments."
        return
    said = ""
    while (pressed := _asked_for(seat, said)) not in {"\r", "\n", "\x04", "\x1b"}:
        if pressed in {"\x7f", "\b"}:
            said = said[:-1]
        elif len(pressed) == 1 and pressed.isprintable():
            said += pressed
    seat.live.note = "" if pressed == "\x1b" else said.strip()
    seat.message = f"note: {seat.live.note}" if seat.live.note else "no note"


def _asked_for(seat: _Seat, said: str) -> str:
    seat.message = f"note (Enter keeps it, Esc does not): {said}▏"
    _draw(seat)
    return _pressed(seat)


def _help(seat: _Seat) -> None:
    seat.overlay = HELP.split("\n")


def _end(seat: _Seat) -> None:
    seat.is_over = seat.live.known is None


def _quit(seat: _Seat) -> None:
    seat.is_over = True


_ACTS: Final[dict[Key, Callable[[_Seat], None]]] = {
    Key.FORWARD: _forward,
    Key.UNDO: lambda seat: seat.live.undo(),
    Key.EDIT: _edit,
    Key.SKIP: lambda seat: seat.live.skip(),
    Key.BURY: lambda seat: seat.live.bury(),
    Key.SUSPEND: lambda seat: seat.live.suspend(),
    Key.OPEN: _open,
    Key.HISTORY: _history,
    Key.TIME: _time,
    Key.NOTE: _note,
    Key.HELP: _help,
    Key.END: _end,
    Key.QUIT: _quit,
}


def _draw(seat: _Seat) -> None:
    live, screen = seat.live, seat.screen
    title = "" if live.known is None else heading(live.known, live.session)
    screen.show(title, _body(seat), seat.message, _keys(seat), clock_line(seat.clock))


def _body(seat: _Seat) -> list[str]:
    if seat.overlay is not None:
        return seat.overlay
    if seat.live.known is None:
        return [closing(seat.live.session)]
    return _card_lines(seat.live, seat.live.known, seat.screen.width)


def _card_lines(live: LiveSession, known: KnownCard, width: int) -> list[str]:
    shown = faces(known)
    lines = markdown_lines(shown.question, width)
    if live.is_revealed and shown.answer:
        lines += ["", "─" * width, "", *markdown_lines(shown.answer, width)]
    return lines


def _keys(seat: _Seat) -> str:
    live = seat.live
    if seat.overlay is not None:
        return _OVER_THE_CARD
    if live.known is None:
        return _AFTER_THE_LAST
    if live.foreseen is None:
        return _BEFORE
    today = live.collection.today(live.foreseen.moment)
    return grades(live.known, live.foreseen, today, crams=live.session.crams)
