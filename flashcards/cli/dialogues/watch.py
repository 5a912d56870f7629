"""`flash check --watch`: the decks looked at again and again, until the learner has seen enough."""

import time
from collections.abc import Callable
from typing import Final

from flashcards.cli.terminal.messages import say
from flashcards.services.decks.check import Checked, CheckedAgain
from flashcards.views.decks.matches import summary_lines

_EVERY_S: Final = 0.5


def wait() -> None:
    """The time between two looks."""
    time.sleep(_EVERY_S)


def watched(
    checked: Checked,
    look: Callable[[], CheckedAgain],
    show: Callable[[Checked], None],
    pause: Callable[[], None] = wait,
) -> Checked:
    """Show the problems whenever they or the cards change; the last ones at Ctrl-C."""
    try:
        while True:
            pause()
            again = look()
            if again.reading.files or again.checked != checked:
                checked = again.checked
                for line in summary_lines(again.reading.matches):
                    say(line, err=True)
                show(checked)
    except KeyboardInterrupt:
        return checked
