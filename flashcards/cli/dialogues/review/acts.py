"""What each key of a session at a terminal does."""

from collections.abc import Callable
from functools import partial
from typing import Final

from flashcards.cli.dialogues.review import ticking
from flashcards.cli.dialogues.review.frame import draw, pressed
from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.cli.terminal.keyboard import RESIZED, pasted
from flashcards.cli.terminal.keys import Key, help_lines
from flashcards.cli.terminal.markdown import markdown_lines
from flashcards.cli.terminal.programs import edit, open_file
from flashcards.core.card import CardId
from flashcards.services.decks.show import history
from flashcards.views.study.live_session import (
    NO_NOTES,
    history_text,
    leech_line,
    limit_line,
    note_line,
    siblings_line,
)

_GOOD: Final = {4: 3, 5: 4}
"""The grade that Space gives, by the top of the card's scale."""


def _forward(terminal: ReviewTerminal) -> None:
    live = terminal.live
    if live.known is None:
        terminal.is_over = True
    elif live.is_revealed:
        grade(terminal, _GOOD[live.known.highest_rating])
    else:
        live.reveal()


def grade(terminal: ReviewTerminal, given: int) -> None:
    """Grade the card shown; the leech that this makes of it is said."""
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
    while (key := _asked_for(terminal, said)) not in {"\r", "\n", "\x04", "\x1b"}:
        if key in {"\x7f", "\b"}:
            said = said[:-1]
        elif (text := pasted(key)) is not None:
            said += text
        elif len(key) == 1 and key.isprintable():
            said += key
    terminal.live.note = "" if key == "\x1b" else said.strip()
    terminal.message = note_line(terminal.live.note)


def _asked_for(terminal: ReviewTerminal, said: str) -> str:
    terminal.message = f"note (Enter keeps it, Esc does not): {said}▏"
    draw(terminal)
    return pressed(terminal)


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
        draw(terminal)
        key_now = pressed(terminal)
        if key_now != RESIZED:
            break
    terminal.message = ""
    if key_now == "a":
        return others
    return () if key_now in {"1", key} else None


def _help(terminal: ReviewTerminal) -> None:
    terminal.overlay = help_lines


def _end(terminal: ReviewTerminal) -> None:
    terminal.is_over = terminal.live.known is None


def _quit(terminal: ReviewTerminal) -> None:
    terminal.is_over = True


ACTS: Final[dict[Key, Callable[[ReviewTerminal], None]]] = {
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
