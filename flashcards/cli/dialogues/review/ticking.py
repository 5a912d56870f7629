"""The keys that tick points of an answer; while they do, no key grades."""

from typing import Final

from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.views.study.points import NOT_TICKED, REVEAL_FIRST, said_line

_ALL: Final = "a"
_NOT_KEPT: Final = "\x1b"
_KEPT: Final = frozenset({"\r", "\n", " ", "p"})


def begin(terminal: ReviewTerminal) -> None:
    """Let keys tick from now on; raises `NoPoints` or `PointsInPractice`."""
    live = terminal.live
    if live.known is None:
        return
    if not live.is_revealed:
        terminal.message = REVEAL_FIRST
        return
    live.say(live.session.said or ())
    _tell(terminal)
    terminal.is_ticking = terminal.is_still = True


def press(terminal: ReviewTerminal, pressed: str) -> None:
    """Tick, or end the ticking; any other key does nothing."""
    live = terminal.live
    numbers = range(1, len(live.points) + 1)
    if pressed.isdecimal() and int(pressed) in numbers:
        live.tick(int(pressed))
    elif pressed == _ALL:
        live.say(numbers)
    elif pressed == _NOT_KEPT:
        live.say(None)
    meant = terminal.keys.meant(pressed)
    terminal.is_ticking = pressed != _NOT_KEPT and meant not in _KEPT
    terminal.is_still = True
    _tell(terminal)


def _tell(terminal: ReviewTerminal) -> None:
    said = terminal.live.session.said
    count = len(terminal.live.points)
    terminal.message = NOT_TICKED if said is None else said_line(len(said), count)
