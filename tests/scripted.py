"""A piped session whose words come from a generator, so that things happen between two of them."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout

from running import Ran

from flashcards.cli.main import run


class _Input:
    """Standard input that is a generator of lines."""

    def __init__(self, lines):
        self._lines = lines

    def __iter__(self):
        return self._lines

    @staticmethod
    def isatty():
        """It is a pipe."""
        return False


def review(lines, *arguments):
    """`flash review` in this process; what it said."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = _Input(lines)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["review", *arguments])
    finally:
        sys.stdin = before
    return Ran(code, out.getvalue(), err.getvalue())
