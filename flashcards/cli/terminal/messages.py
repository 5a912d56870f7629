"""Lines for a person: at a terminal, those that are too wide are broken between words."""

import re
import shutil
import sys
from collections.abc import Iterator
from typing import Final

import click

from flashcards.core.cells import cells

_BEFORE_WORD: Final = re.compile(r"( +)(?=\S)")


def say(text: str = "", *, err: bool = False) -> None:
    """Print a text, on standard error where asked."""
    stream = sys.stderr if err else sys.stdout
    click.echo(fitted(text) if stream.isatty() else text, err=err)


def fitted(text: str) -> str:
    """A text whose lines fit the terminal; what goes on stands below the line's first word.

    A word wider than the terminal is left whole, or a path could not be copied.
    """
    width = shutil.get_terminal_size().columns
    lines = text.split("\n")
    if all(cells(line) <= width for line in lines):
        return text
    return "\n".join(part for line in lines for part in _parts(line, width))


def _parts(line: str, width: int) -> Iterator[str]:
    indent = line[: len(line) - len(line.lstrip(" "))]
    first, *rest = _BEFORE_WORD.split(line[len(indent) :])
    part = indent + first
    for blank, word in zip(rest[::2], rest[1::2], strict=True):
        if cells(f"{part}{blank}{word}") <= width:
            part += blank + word
        else:
            yield part
            part = indent + word
    yield part
