"""Before a question: the rules of the day, and the interviewer's sheet."""

from typing import Final

from flashcards.cli.dialogues.mock.steps import sheet_of
from flashcards.cli.dialogues.mock.window import MockWindow
from flashcards.cli.terminal.keys import Key
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import away_text, heading, ready_text, rules_text

_READY: Final = "Space starts the clock · q stop · ? help"
_AWAY: Final = "Space shows the sheet · s skips it · q stop"
_SHEET: Final = "Space hides it"
_SKIPS: Final = "s"


def wait_until_ready(window: MockWindow, live: LiveMock, number: int, *, with_rules: bool) -> None:
    """Nothing of a question is seen before the learner is ready; at first, the rules are."""
    ready = ready_text(live.mock, number)
    text = f"{rules_text(live.mock)}\n\n{ready}" if with_rules else ready
    _read(window, live, number, text, _READY)


def look_at_sheet(window: MockWindow, live: LiveMock, number: int) -> None:
    """The interviewer reads the sheet while the candidate looks away, or does not."""
    if _read(window, live, number, away_text(live.mock), _AWAY, skips=True):
        _read(window, live, number, sheet_of(live, number), _SHEET)


def _read(  # noqa: PLR0913
    window: MockWindow, live: LiveMock, number: int, text: str, keys: str, *, skips: bool = False
) -> bool:
    """Show a text until Space; False where it is skipped; raises `EOFError` for a stop."""
    window.turn()
    title = heading(live.mock, number)
    while True:
        body = window.lines(text, window.aside)
        more = "" if window.screen.holds(len(body)) else window.scrolled_by
        window.show(title, body, window.message, keys + more)
        pressed = window.pressed()
        if window.is_left(pressed):
            raise EOFError
        if window.key(pressed) is Key.FORWARD:
            return True
        if skips and window.keys.meant(pressed) == _SKIPS:
            return False
        window.move(pressed, lambda aside: window.lines(text, aside))
