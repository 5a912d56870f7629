"""Standard input, output and error as this program needs them."""

import os
import sys
from io import TextIOWrapper


def use_utf_8() -> None:
    """Read and write UTF-8 (a terminal: its own encoding), and let no odd byte stop a session."""
    sys.stdin = _stream(sys.stdin, "r", "replace")
    sys.stdout = _stream(sys.stdout, "w", "backslashreplace")
    sys.stderr = _stream(sys.stderr, "w", "backslashreplace")


def _stream(stream: object, mode: str, errors: str) -> TextIOWrapper:
    """The stream set right; nothing to read, or to be seen, where there is none."""
    if not isinstance(stream, TextIOWrapper):
        return TextIOWrapper(open(os.devnull, f"{mode}b"))  # noqa: PTH123
    if stream.isatty():
        stream.reconfigure(errors=errors)
    else:
        stream.reconfigure(encoding="utf-8", errors=errors)
    return stream


def give_up_output() -> None:
    """Nobody can take our output: nothing more to say, and nothing to flush at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
