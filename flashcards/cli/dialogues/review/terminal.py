"""A session at a terminal: single keys in, one screen out."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from flashcards.cli.dialogues.review import ticking
from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.cli.terminal.keyboard import RESIZED, WAITED
from flashcards.cli.terminal.keys import KEYS, Key, help_lines
from flashcards.cli.terminal.markdown import ShownPage, card_page, markdown_lines
from flashcards.cli.terminal.programs import edit, open_file
from flashcards.cli.terminal.sideways import COLUMNS, moved
from flashcards.cli.terminal.signals import ending
from flashcards.core.card import CardId, Kind
from flashcards.errors.base import FlashError
from flashcards.services.decks.show import history
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.live_session import (
    NO_NOTES,
    closing,
    faces,
    grades,
    history_text,
    leech_line,
    limit_line,
    note_line,
    passed_lines,
    siblings_line,
)
from flashcards.views.study.points import points_key, ticked_faces, ticking_keys
from flashcards.views.study.status import place_line
from flashcards.views.text import filled

_SCROLLING: Final = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
_GOOD: Final = {4: 3, 5: 4}
"""The grade that Space gives, by the top of the card's scale."""
_ALWAYS: Final = "? help · q quit"
_BEFORE: Final = f"Space answer · {_ALWAYS} · u undo · s skip"
_BEFORE_RATING: Final = f"Space done, then rate · {_ALWAYS} · u undo · s skip"
"""A skill has no answer to show: its condition stands with it from the start."""
_AFTER_THE_LAST: Final = "u undo · q quit"
_OVER_THE_CARD: Final = "any key goes back"
_LONG_OVER_THE_CARD: Final = "↑ ↓ PgDn scroll · any other key goes back"


def run(live: LiveSession) -> None:
    """Ask until the learner quits; what was graded is saved already."""
    if live.known is not None:
        terminal = ReviewTerminal(live)
        with ending(), terminal.taken, suppress(EOFError):
            terminal.take()
            _notice(terminal)
            _loop(terminal)


def _loop(terminal: ReviewTerminal) -> None:
    while not terminal.is_over:
        _draw(terminal)
        _look_ahead(terminal)
        pressed = _pressed(terminal)
        if pressed == RESIZED:
            terminal.is_still = True
            continue
        terminal.message, terminal.live.passed = "", ()
        try:
            _press(terminal, pressed)
            _notice(terminal)
        except FlashError as failure:
            terminal.message = str(failure)


def _look_ahead(terminal: ReviewTerminal) -> None:
    """What no question need wait for: how long the session takes."""
    if terminal.time_left is None and not terminal.live.is_assessment:
        from flashcards.services.study.time_left import time_left

        terminal.time_left = time_left(terminal.live.collection, terminal.live.session)
        terminal.screen.tick(terminal.status)


def _pressed(terminal: ReviewTerminal) -> str:
    """The next key; until it comes, the clock goes on."""
    while True:
        clock = terminal.clock
        waits = clock is not None and not terminal.live.is_revealed
        pressed = terminal.keyboard.pressed(clock.next_s if clock and waits else None)
        if pressed != WAITED:
            return pressed
        terminal.screen.tick(terminal.status)


def _notice(terminal: ReviewTerminal) -> None:
    """Say which cards were dealt with elsewhere meanwhile."""
    if terminal.live.passed:
        moment = terminal.live.clock()
        today = terminal.live.collection.today(moment)
        terminal.message = passed_lines(terminal.live.passed, moment, today)


def _press(terminal: ReviewTerminal, pressed: str) -> None:
    key = KEYS.get(pressed)
    if key in COLUMNS and terminal.overlay is None:
        terminal.aside = moved(terminal.aside, key, lambda aside: _page(terminal, aside))
        terminal.is_still = True
        return
    if key not in _SCROLLING:
        terminal.aside = 0
    if key in _SCROLLING:
        terminal.screen.scroll(key)
    elif terminal.overlay is not None:
        terminal.overlay = None
    elif terminal.is_ticking:
        ticking.press(terminal, pressed)
    elif pressed.isdecimal() and terminal.live.is_revealed:
        _grade(terminal, int(pressed))
    elif key is not None and key in _ACTS:
        _ACTS[key](terminal)


def _forward(terminal: ReviewTerminal) -> None:
    live = terminal.live
    if live.known is None:
        terminal.is_over = True
    elif live.is_revealed:
        _grade(terminal, _GOOD[live.known.highest_rating])
    else:
        live.reveal()


def _grade(terminal: ReviewTerminal, given: int) -> None:
    terminal.live.grade(given)
    leech = terminal.live.session.leech
    terminal.message = "" if leech is None else leech_line(leech)


def _edit(terminal: ReviewTerminal) -> None:
    if terminal.live.known is None:
        return
    source = terminal.live.known.card.source
    terminal.taken.close()
    try:
        edit(terminal.live.collection.root / source.file, source.line)
    finally:
        terminal.take()
    terminal.live.reread()


def _open(terminal: ReviewTerminal) -> None:
    from flashcards.services.decks.media import media_of

    if terminal.live.known is not None:
        open_file(media_of(terminal.live.collection.root, terminal.live.known.card))


def _history(terminal: ReviewTerminal) -> None:
    if terminal.live.known is not None:
        rows = history(terminal.live.collection, terminal.live.known)
        said = history_text(rows, terminal.live.clock().zone)
        terminal.overlay = partial(markdown_lines, said)


def _time(terminal: ReviewTerminal) -> None:
    terminal.is_timed = not terminal.is_timed
    terminal.message = limit_line(is_on=terminal.is_timed)


def _note(terminal: ReviewTerminal) -> None:
    """Write a line to a self-assessment: Enter or Ctrl-D keeps it for the grade, Escape not."""
    if not terminal.live.is_assessment:
        terminal.message = NO_NOTES
        return
    said = ""
    while (pressed := _asked_for(terminal, said)) not in {"\r", "\n", "\x04", "\x1b"}:
        if pressed in {"\x7f", "\b"}:
            said = said[:-1]
        elif len(pressed) == 1 and pressed.isprintable():
            said += pressed
    terminal.live.note = "" if pressed == "\x1b" else said.strip()
    terminal.message = note_line(terminal.live.note)


def _asked_for(terminal: ReviewTerminal, said: str) -> str:
    terminal.message = f"note (Enter keeps it, Esc does not): {said}▏"
    _draw(terminal)
    return _pressed(terminal)


def _bury(terminal: ReviewTerminal) -> None:
    if (others := _others_meant(terminal, "Bury", "-")) is not None:
        terminal.live.bury(others)


def _suspend(terminal: ReviewTerminal) -> None:
    if (others := _others_meant(terminal, "Suspend", "!")) is not None:
        terminal.live.suspend(others)


def _others_meant(terminal: ReviewTerminal, act: str, key: str) -> tuple[CardId, ...] | None:
    """The siblings that are meant, too, as a key says; None where it takes the act back."""
    others = terminal.live.siblings
    if not others:
        return others
    terminal.message = siblings_line(act, key, len(others) + 1)
    while True:
        _draw(terminal)
        pressed = _pressed(terminal)
        if pressed != RESIZED:
            break
    terminal.message = ""
    if pressed == "a":
        return others
    return () if pressed in {"1", key} else None


def _help(terminal: ReviewTerminal) -> None:
    terminal.overlay = help_lines


def _end(terminal: ReviewTerminal) -> None:
    terminal.is_over = terminal.live.known is None


def _quit(terminal: ReviewTerminal) -> None:
    terminal.is_over = True


_ACTS: Final[dict[Key, Callable[[ReviewTerminal], None]]] = {
    Key.FORWARD: _forward,
    Key.UNDO: lambda terminal: terminal.live.undo(),
    Key.REDO: lambda terminal: terminal.live.redo(),
    Key.EDIT: _edit,
    Key.SKIP: lambda terminal: terminal.live.skip(),
    Key.BURY: _bury,
    Key.SUSPEND: _suspend,
    Key.OPEN: _open,
    Key.HISTORY: _history,
    Key.TIME: _time,
    Key.NOTE: _note,
    Key.POINTS: ticking.begin,
    Key.HELP: _help,
    Key.END: _end,
    Key.QUIT: _quit,
}


def _draw(terminal: ReviewTerminal) -> None:
    live, screen = terminal.live, terminal.screen
    title = "" if live.known is None else place_line(live.known, screen.width)
    page = _page(terminal, terminal.aside)
    place = None if terminal.is_still else page.place
    terminal.is_still = False
    keys = _keys(terminal)
    if terminal.overlay is not None and not screen.holds(len(page.lines)):
        keys = _LONG_OVER_THE_CARD
    screen.show(title, page.lines, terminal.message, keys, terminal.status, place)


def _page(terminal: ReviewTerminal, aside: int) -> ShownPage:
    live = terminal.live
    width = terminal.screen.width
    if terminal.overlay is not None:
        return ShownPage(terminal.overlay(width))
    if live.known is None:
        return ShownPage(filled(closing(live.session), width))
    shown = faces(live.known)
    if live.session.said is not None:
        shown = ticked_faces(shown, live.known, live.session.said)
    math = live.collection.settings.math
    return card_page(shown, width, is_revealed=live.is_revealed, math=math, aside=aside)


def _keys(terminal: ReviewTerminal) -> str:
    live = terminal.live
    if terminal.overlay is not None:
        return _OVER_THE_CARD
    if live.known is None:
        return _AFTER_THE_LAST
    if live.foreseen is None:
        return _BEFORE_RATING if live.known.card.kind is Kind.SELF_ASSESSMENT else _BEFORE
    if terminal.is_ticking:
        return ticking_keys(len(live.points))
    today = live.collection.today(live.foreseen.moment)
    given = grades(live.known, live.foreseen, today, crams=live.session.crams)
    return f"{given} · {points_key(live.session.said, len(live.points))}{_ALWAYS}"
