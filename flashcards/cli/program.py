"""What the program was called: `flash`, or `flash-review` where another `flash` has that name."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

_NAME: Final = "flash"
_OTHER: Final = "flash-review"


class ReviewWords(NamedTuple):
    """The folder that a call names, and what it says after `review`."""

    folder: str | None
    words: list[str]


def review_words(arguments: Sequence[str]) -> ReviewWords | None:
    """How a review is asked for; None for any other call, or one that says it in another order."""
    match list(arguments):
        case ["review", *words]:
            return ReviewWords(None, words)
        case ["-C", folder, "review", *words]:
            return ReviewWords(folder, words)
        case _:
            return None


def called() -> str:
    """The name by which help and completion have to name it; sentences begin with `flash`."""
    return _OTHER if Path(sys.argv[0]).stem == _OTHER else _NAME


def completion_variable(name: str) -> str:
    """What the completion script of that name asks through: `_FLASH_COMPLETE`."""
    return f"_{name.replace('-', '_').upper()}_COMPLETE"
