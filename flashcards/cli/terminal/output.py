"""A view in the shape asked for, on standard output or in a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOBase
from pathlib import Path
from typing import Final, TextIO, cast

from flashcards.errors.files import CannotWrite
from flashcards.services.place import HIDDEN
from flashcards.views.text import plain
from flashcards.views.view import AS_ROWS, View

_PIPE_WIDTH: Final = 80


class _Terminal(TextIOBase):
    """A terminal that data is shown on: what could steer it is shown as `�`."""

    def write(self, text: str) -> int:
        """Show the text."""
        return sys.stdout.write(plain(text))


def standard_output() -> TextIO:
    """Where data goes: byte for byte into a pipe or a file, made harmless at a terminal."""
    return cast("TextIO", _Terminal()) if sys.stdout.isatty() else sys.stdout


def line_width() -> int:
    """Columns of the terminal; 80 in a pipe."""
    if not sys.stdout.isatty():
        return _PIPE_WIDTH
    import shutil

    return shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns


def show(view: View, shape: str | None) -> None:
    """The view on standard output: as `json`, as `csv`, or else as lines."""
    is_data = shape in {"json", "csv"}
    write(view, shape, standard_output() if is_data else sys.stdout)
    sys.stdout.flush()


def write(view: View, shape: str | None, out: TextIO) -> None:
    """The view into a file: as `json`, as `csv` where it has rows, or else as lines."""
    if shape == "csv" and view.rows is not None:
        from flashcards.formats.rows import write_csv

        write_csv(view.rows.row_type, view.rows.each, out)
    elif shape == "json":
        _write_json(view, out)
    else:
        lines = view.lines if shape is None or view.table is None else view.table
        out.writelines(f"{line}\n" for line in lines)


def _write_json(view: View, out: TextIO) -> None:
    from flashcards.formats.rows import write_json, write_json_rows

    if view.rows is not None and view.document is AS_ROWS:
        write_json_rows(view.rows.each, out)
    else:
        write_json(view.document() if callable(view.document) else view.document, out)


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file, which is there only when all of it is written."""
    if path is None:
        yield standard_output()
        return
    try:
        target = path.resolve()
        if HIDDEN in target.parts:
            raise CannotWrite(path, "it lies in flash's own folder")
        with _pipe(target) if _is_special(target) else _whole(target) as file:
            yield file
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure


def _is_special(path: Path) -> bool:
    """Whether it is there and no file: a device or a named pipe is written to, not replaced."""
    return path.exists() and not path.is_file()


@contextmanager
def _pipe(path: Path) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    temporary = path.with_name(f".{path.name}.part")
    try:
        with _pipe(temporary) as file:
            yield file
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()
