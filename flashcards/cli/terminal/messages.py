"""Lines for a person: at a terminal, those that are too wide are broken between words."""

import shutil
import sys

import click

from flashcards.views.text import filled


def say(text: str = "", *, err: bool = False) -> None:
    """Print a text, on standard error where asked."""
    stream = sys.stderr if err else sys.stdout
    click.echo(fitted(text) if stream.isatty() else text, err=err)


def fitted(text: str) -> str:
    """A text whose lines fit the terminal."""
    width = shutil.get_terminal_size().columns
    return "\n".join(part for line in text.split("\n") for part in filled(line, width))
