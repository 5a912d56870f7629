"""Lines for a person: at a terminal, those that are too wide are broken between words."""

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from flashcards.views.text import filled

if TYPE_CHECKING:
    from typing import TextIO

_USUAL = 80
"""Columns of a terminal that does not say how many it has."""


def say(text: str = "", *, err: bool = False) -> None:
    """Print a text, on standard error where asked."""
    stream = sys.stderr if err else sys.stdout
    click.echo(fitted(text, stream) if stream.isatty() else text, err=err)


def fitted(text: str, stream: "TextIO | None" = None) -> str:
    """A text whose lines fit the terminal, or the one that a stream shows it on."""
    width = shutil.get_terminal_size().columns if stream is None else _columns(stream)
    return "\n".join(part for line in text.split("\n") for part in filled(line, width))


def _columns(stream: "TextIO") -> int:
    """The columns of a stream's terminal: standard output may be a pipe meanwhile."""
    if not os.environ.get("COLUMNS"):
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns or _USUAL
    return shutil.get_terminal_size().columns
