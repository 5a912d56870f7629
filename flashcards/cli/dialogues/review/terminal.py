"""A session at a terminal: single keys in, one screen out."""

from contextlib import suppress
from typing import TYPE_CHECKING

from flashcards.cli.dialogues.review import ticking
from flashcards.cli.dialogues.review.acts import ACTS, grade
from flashcards.cli.dialogues.review.frame import (
    draw,
    frame,
    look_ahead,
    page,
    pressed,
    recall_drawn,
)
from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.cli.dialogues.review.ways import Ways
from flashcards.cli.terminal.frame import asks_the_same
from flashcards.cli.terminal.keyboard import RESIZED, pasted
from flashcards.cli.terminal.keys import KEYS, SCROLLING, Key
from flashcards.cli.terminal.screens import screen_for
from flashcards.cli.terminal.sideways import COLUMNS, moved
from flashcards.cli.terminal.signals import ending
from flashcards.errors.base import FlashError
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.keys_said import ANOTHER_FIRST
from flashcards.views.study.live_session import NOTHING_PASTED, passed_lines

if TYPE_CHECKING:
    from flashcards.cli.quick_start import FirstQuestion
    from flashcards.cli.terminal.frame import Frame


def run(live: LiveSession, ways: Ways, first: "FirstQuestion | None" = None) -> None:
    """Ask until the learner quits; what was graded is saved already.

    A terminal that knows no screens is served line by line. What `first` shows stays, if it is
    what the session begins with.
    """
    if live.known is None:
        if first is not None:
            first.close()
        return
    screen = screen_for(is_plain=ways.plain) if first is None else first.screen
    terminal = ReviewTerminal(live, screen)
    if first is not None:
        first.give_on()
        terminal.keyboard, terminal.taken = first.keyboard, first.taken
        recall_drawn(terminal, first.seen)
    signals = ending() if first is None else first.signals
    with signals, terminal.taken, suppress(EOFError):
        if first is None:
            terminal.take()
        _notice(terminal)
        _loop(terminal, None if first is None else first.seen.frame)


def _loop(terminal: ReviewTerminal, seen: "Frame | None") -> None:
    while not terminal.is_over:
        if seen is None:
            draw(terminal)
        else:
            _go_on_from(terminal, seen)
        seen = None
        look_ahead(terminal)
        key = pressed(terminal)
        if key == RESIZED:
            terminal.is_still = True
            continue
        terminal.message, terminal.hushes_at, terminal.live.passed = "", None, ()
        try:
            _press(terminal, key)
            _notice(terminal)
        except FlashError as failure:
            terminal.message = str(failure)


def _go_on_from(terminal: ReviewTerminal, seen: "Frame") -> None:
    """Leave what is on the screen if it is what is asked; else what was typed there is nothing."""
    now = frame(terminal)
    if not asks_the_same(seen, now):
        terminal.keyboard.forget()
        terminal.message = terminal.message or ANOTHER_FIRST
    if seen != now:
        draw(terminal)


def _notice(terminal: ReviewTerminal) -> None:
    """Say which cards were dealt with elsewhere meanwhile."""
    if terminal.live.passed:
        moment = terminal.live.clock()
        today = terminal.live.collection.today(moment)
        terminal.hushes_at = None
        terminal.message = passed_lines(terminal.live.passed, moment, today)


def _press(terminal: ReviewTerminal, typed: str) -> None:
    meant = terminal.keys.meant(typed)
    key = KEYS.get(meant)
    if key is Key.END and terminal.live.known is not None:
        key = Key.HALF_DOWN
    if pasted(typed) is not None:
        terminal.message, terminal.is_still = NOTHING_PASTED, True
        return
    if key in COLUMNS and terminal.overlay is None:
        terminal.aside = moved(terminal.aside, key, lambda aside: page(terminal, aside))
        terminal.is_still = True
        return
    if key not in SCROLLING:
        terminal.aside = 0
    if key in SCROLLING:
        terminal.screen.scroll(key)
    elif terminal.overlay is not None:
        terminal.overlay = None
    elif terminal.is_ticking:
        ticking.press(terminal, typed)
    elif meant.isdecimal() and terminal.live.is_revealed:
        grade(terminal, int(meant))
    elif key is not None and key in ACTS:
        ACTS[key](terminal)
