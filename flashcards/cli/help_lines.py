"""The help of commands, laid out for a terminal of any width."""

import re
import shutil
from collections.abc import Iterable
from inspect import cleandoc
from typing import Final

import click

from flashcards.core.cells import cells
from flashcards.views.text import filled

_WIDEST: Final = 80
_MARGIN: Final = 2
_LEAST: Final = 20
_LEAST_COLUMN: Final = 24
_INDENT: Final = 4
_SENTENCE: Final = re.compile(r".*?[.!?](?=\s|$)|.+", re.DOTALL)


class HelpLines(click.HelpFormatter):
    """Click's lines, but for a list whose second column would be too narrow: that stands below."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        columns = min(shutil.get_terminal_size().columns, max_width or _WIDEST)
        super().__init__(indent_increment, width or max(_LEAST, columns - _MARGIN), max_width)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names, each with what it means beside it, or below."""
        rows = list(rows)
        first = min(col_max, max((cells(name) for name, _ in rows), default=0)) + col_spacing
        if self.width - first - self.current_indent >= _LEAST_COLUMN:
            super().write_dl(rows, col_max, col_spacing)
            return
        indent = " " * self.current_indent
        for name, said in rows:
            lines = [f"{indent}{name}"]
            if said:
                text = f"{indent}{' ' * _INDENT}{' '.join(said.split())}"
                lines += filled(text, self.width)
            self.write("".join(f"{line}\n" for line in lines))


def first_sentence(text: str) -> str:
    """The first sentence of a help, on one line."""
    paragraph = " ".join(cleandoc(text).partition("\n\n")[0].split())
    found = _SENTENCE.match(paragraph)
    return found[0] if found else ""
