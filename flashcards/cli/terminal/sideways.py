"""Code that is too wide for the window, moved aside by the arrow keys."""

from collections.abc import Callable
from typing import Final

from flashcards.cli.terminal.keys import Key

COLUMNS: Final = {Key.LEFT: -20, Key.RIGHT: 20}
"""By how many columns each key moves it."""

Page = Callable[[int], object]
"""What is shown where code is so many columns aside."""


def is_wide(page: Page) -> bool:
    """Whether a page holds code that can be moved."""
    return page(0) != page(COLUMNS[Key.RIGHT])


def moved(aside: int, key: Key, page: Page) -> int:
    """How many columns code is aside after a key: only as far as there is more of it."""
    after = max(0, aside + COLUMNS[key])
    return aside if after > aside and page(after) == page(aside) else after
