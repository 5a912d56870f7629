"""A piped session whose words come from a generator, so that things happen between two of them."""

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from typing import TextIO, cast

from running import Ran

from flashcards.cli.main import run


class _Input:
    """Standard input that is a generator of lines."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        return self._lines

    @staticmethod
    def isatty() -> bool:
        """It is a pipe."""
        return False


def review(lines: Iterator[str], *arguments: str) -> Ran:
    """`flash review` in this process; what it said."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = cast("TextIO", _Input(lines))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["review", *arguments])
    finally:
        sys.stdin = before
    return Ran(code, out.getvalue(), err.getvalue())
