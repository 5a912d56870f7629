"""The first question on the screen before all else is loaded, where it is surely known.

Whoever reads a question needs seconds, and the program a third of one. What is typed meanwhile
waits in the terminal; that Ctrl-Z was pressed or the window has another size, in the keyboard's
pipe. So no thread is needed: the session reads both when it goes on.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self

from flashcards.cli.clock import clock
from flashcards.cli.program import called, completion_variable, review_words
from flashcards.cli.terminal.frame import FirstScreen, first_screen_of
from flashcards.cli.terminal.keyboard import Keyboard
from flashcards.cli.terminal.screens import AnyScreen, screen_for
from flashcards.cli.terminal.signals import ending
from flashcards.cli.terminal.streams import use_utf_8
from flashcards.cli.terminal.styles import has_colours, has_styles, is_ascii
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.place import Place, passes_over
from flashcards.services.study.kept.question import kept_question

_PLAIN = "--plain"


class FirstQuestion:
    """A question that is shown, since when it is, and the terminal that it has."""

    def __init__(self, moment: Moment, seen: FirstScreen, screen: AnyScreen) -> None:
        self.moment, self.seen, self.screen = moment, seen, screen
        self.keyboard = Keyboard(screen.away)
        self.signals, self.taken = ExitStack(), ExitStack()
        self.is_open = False

    def show(self) -> None:
        """Take the terminal and show it."""
        self.is_open = True
        self.signals.enter_context(ending())
        self.taken.enter_context(self.keyboard())
        self.taken.enter_context(self.screen())
        self.screen.show(*self.seen.frame)

    def give_on(self) -> None:
        """Let the session have the terminal, and what was typed meanwhile."""
        self.is_open = False

    def close(self) -> None:
        """Give the terminal back as it was; what was typed at the question is for nothing else."""
        if self.is_open:
            self.keyboard.forget()
        self.is_open = False
        self.taken.close()
        self.signals.close()

    def __enter__(self) -> Self:
        """The question, until the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """The terminal is as it was before anything else is said."""
        self.close()


def first_question(arguments: Sequence[str]) -> FirstQuestion | None:
    """The question that a review begins with, shown; None where it is not surely known."""
    said = review_words(arguments)
    if said is None or sys.platform == "win32" or os.environ.get(completion_variable(called())):
        return None
    with suppress(FlashError, OSError):
        here = Path.cwd()
        named = said.folder or os.environ.get("FLASH_COLLECTION") or None
        address = os.environ.get("FLASH_DATABASE") or None
        place = Place.found(here, Path(named) if named else None, address)
        moment = clock(os.environ.get("FLASH_NOW"))()
        screen = screen_for(is_plain=_PLAIN in said.words)
        found = kept_question(place, moment, asked(said.words, screen))
        seen = None if found is None else first_screen_of(found.shown)
        if seen is not None and not passes_over(place, here):
            use_utf_8()
            return FirstQuestion(moment, seen, screen)
    return None


def asked(words: Sequence[str], screen: AnyScreen) -> list[Any]:
    """In which words a session is asked for, and how what it shows looks here."""
    look = [screen.width, screen.is_plain, has_styles(), has_colours(), is_ascii()]
    return [list(words), look]
