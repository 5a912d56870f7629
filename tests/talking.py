"""Somebody who listens before each line that is typed, and writes in an editor."""

import shlex
import sys
from collections.abc import Callable
from io import StringIO, TextIOBase
from pathlib import Path

Reply = Callable[[str], object]
"""What is said next to what was heard; None for nothing more."""


class Talk(TextIOBase):
    """Standard input of one who reads what is said before each line that is answered.

    Where nothing was said since, nothing is asked: the input ends.
    """

    def __init__(self, heard: StringIO, reply: Reply) -> None:
        self._heard, self._reply, self._read = heard, reply, 0

    def readline(self, _size: int = -1) -> str:  # type: ignore[override]
        """The next line; none ends the input."""
        said = self._heard.getvalue()
        new, self._read = said[self._read :], len(said)
        line = self._reply(new) if new else None
        return "" if line is None else f"{line}\n"


def silent(_said: str) -> None:
    """Nothing to say."""


def editor(folder: Path) -> str:
    """An editor that writes a sentence below each empty heading of what it opens."""
    file = folder / "writes.py"
    file.write_text(_EDITOR)
    return shlex.join((sys.executable, str(file)))


_EDITOR = r"""
import re, sys
from pathlib import Path

file = Path(sys.argv[-1])
body = r"\1\nWhat I did there, with its figures, in words that are my own.\n\n"
file.write_text(re.sub(r"(### \w+\n)\s*(?=###|##|\Z)", body, file.read_text()))
"""
