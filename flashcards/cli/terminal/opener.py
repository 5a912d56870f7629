"""Files opened with the program that the desktop has for them."""

from pathlib import Path

import click

from flashcards.errors.base import FlashError


class NothingOpens(FlashError):
    """The desktop has no way to open files."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Nothing here opens {path}: open it yourself.")


def open_file(path: Path) -> None:
    """Open a file in its own program, and do not wait; raises `NothingOpens`."""
    if click.launch(str(path)) != 0:
        raise NothingOpens(path)
