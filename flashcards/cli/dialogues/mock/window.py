"""The window of a mock: a screen and keys that are taken, and given back."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final

from flashcards.cli.terminal.keyboard import RESIZED, WAITED, Keyboard
from flashcards.cli.terminal.keys import BACK, KEYS, OF_MOCKS, SCROLLING, Key, help_lines
from flashcards.cli.terminal.markdown import page_of
from flashcards.cli.terminal.screens import AnyScreen
from flashcards.cli.terminal.sideways import COLUMNS, moved
from flashcards.views.study.bound_keys import BoundKeys

_SCROLLED_BY: Final = " · ↑ ↓ scroll · ← → move code"


@dataclass(slots=True)
class MockWindow:
    """The screen and the keys, what the clock said last, and how far code is moved aside."""

    math: str
    screen: AnyScreen
    keys: BoundKeys = field(default_factory=BoundKeys)
    keyboard: Keyboard = field(init=False)
    taken: ExitStack = field(default_factory=ExitStack)
    is_taken: bool = False
    message: str = ""
    aside: int = 0
    is_still: bool = False
    shows_sheet: bool = False
    helps: bool = False
    drawn: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        """Keys that can be stopped with the screen."""
        self.keyboard = Keyboard(self.screen.away)

    def take(self) -> None:
        """Have the terminal to oneself, until it is given back."""
        if not self.is_taken:
            self.is_taken = True
            self.taken.enter_context(self.keyboard())
            self.taken.enter_context(self.screen())
            self.drawn = ()

    def release(self) -> None:
        """Give the terminal back as it was."""
        self.taken.close()
        self.is_taken = False

    def turn(self) -> None:
        """Another text comes: it is seen from its beginning."""
        self.aside, self.is_still, self.shows_sheet, self.helps = 0, False, False, False
        self.drawn = ()

    def show(self, title: str, body: list[str], message: str, keys: str, clock: str = "") -> None:
        """Draw; where nothing but the clock has changed, that alone."""
        keys = self.keys.told(keys, grades=False)
        if self.helps:
            body, message = help_lines(self.keys, self.screen.width, OF_MOCKS), ""
            keys = BACK
        now = (title, body, message, keys, self.screen.width)
        if now == self.drawn and not self.is_still:
            self.screen.tick(clock)
        else:
            place = None if self.is_still else 0
            self.screen.show(title, body, message, keys, clock, place=place)
        self.drawn, self.is_still = now, False

    def pressed(self, seconds: float | None = None) -> str:
        """The next key; where the window has changed, all is drawn again at its place.

        Where all keys are shown, any of them goes back.
        """
        pressed = self.keyboard.pressed(seconds)
        if pressed == RESIZED:
            self.is_still = True
        elif self.helps and pressed != WAITED:
            self.helps = False
            return WAITED
        return pressed

    def lines(self, text: str, aside: int) -> list[str]:
        """The lines of a text in Markdown, its wide code moved aside."""
        width, is_plain = self.screen.width, self.screen.is_plain
        return page_of(text, width, math=self.math, aside=aside, plain=is_plain).lines

    def key(self, pressed: str) -> Key | None:
        """What a key asks for, as it is bound."""
        return KEYS.get(self.keys.meant(pressed))

    def is_left(self, pressed: str) -> bool:
        """Whether a key stops the mock, to be resumed."""
        return self.key(pressed) in {Key.QUIT, Key.END}

    @property
    def scrolled_by(self) -> str:
        """The keys that scroll; none line by line, where the terminal does."""
        return "" if self.screen.is_plain else _SCROLLED_BY

    def move(self, pressed: str, body: Callable[[int], list[str]]) -> bool:
        """Scroll, move wide code aside, or show all keys, where a key asks for it."""
        key = self.key(pressed)
        if key is Key.HELP:
            self.helps = True
            return True
        if key in COLUMNS:
            self.aside = moved(self.aside, key, body)
        elif key in SCROLLING:
            self.screen.scroll(key)
        else:
            return False
        self.is_still = True
        return True
