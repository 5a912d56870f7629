"""A view in the shape asked for, on standard output or in a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO, cast

from flashcards.cli.terminal.messages import fitted
from flashcards.errors.files import CannotWrite
from flashcards.formats.writers import WRITERS
from flashcards.services.place import HIDDEN
from flashcards.views.text import plain
from flashcards.views.view import AS_ROWS, View

if TYPE_CHECKING:
    from flashcards.formats.data import Data

_PIPE_WIDTH: Final = 80
ENDLESS: Final = 1 << 20
"""Columns of a pipe in which no line is to be broken."""


class _Terminal(TextIOBase):
    """A terminal that data is shown on: what could steer it is shown as `�`."""

    def write(self, text: str) -> int:
        """Show the text."""
        return sys.stdout.write(plain(text))


def standard_output() -> TextIO:
    """Where data goes: byte for byte into a pipe or a file, made harmless at a terminal."""
    return cast("TextIO", _Terminal()) if sys.stdout.isatty() else sys.stdout


def line_width(*, in_pipe: int = _PIPE_WIDTH) -> int:
    """Columns of the terminal; 80 in a pipe, or what is said."""
    if not sys.stdout.isatty():
        return in_pipe
    import shutil

    return shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns


def show(view: View, shape: str | None) -> None:
    """The view on standard output: in a format, or else as lines."""
    write(view, shape, standard_output() if shape in WRITERS else sys.stdout)
    sys.stdout.flush()


def says_rows_alone(shape: str | None) -> bool:
    """Whether the format has no place for a document."""
    writer = WRITERS.get(shape or "")
    return writer is not None and writer.rows_alone


def write(view: View, shape: str | None, out: TextIO) -> None:
    """The view into a file: in a format that can say it, or else as lines."""
    writer = WRITERS.get(shape or "")
    if writer is not None and not (writer.rows_alone and view.rows is None):
        writer.write(_data(view), out)
    else:
        lines = view.lines if shape is None or view.table is None else view.table
        fits = fitted if out is sys.stdout and out.isatty() else str
        out.writelines(f"{fits(line)}\n" for line in lines)


def _data(view: View) -> "Data":
    from flashcards.formats.data import Data

    said = view.document
    document = None if said is AS_ROWS and view.rows else said if callable(said) else lambda: said
    if view.rows is None:
        return Data(document=document)
    return Data(view.rows.row_type, view.rows.each, document)


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file, which is there only when all of it is written."""
    if path is None:
        yield standard_output()
        return
    with _written(path) as target, target.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def binary_output(path: Path) -> Iterator[BinaryIO]:
    """A file of bytes, which is there only when all of it is written."""
    with _written(path) as target, target.open("wb") as file:
        yield file


@contextmanager
def _written(path: Path) -> Iterator[Path]:
    """Where to write what is to be at a path in the end; raises `CannotWrite`."""
    try:
        target = path.resolve()
        if HIDDEN in target.parts:
            raise CannotWrite(path, "it lies in flash's own folder")
        if _is_special(target):
            yield target
        else:
            yield from _whole(target)
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure


def _is_special(path: Path) -> bool:
    """Whether it is there and no file: a device or a named pipe is written to, not replaced."""
    return path.exists() and not path.is_file()


def _whole(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()
