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
_GOES_ON: Final = " \\"
_SHELL_WORD: Final = re.compile(r"""(?:'[^']*'|"[^"]*"|\S)+""")
_SENTENCE: Final = re.compile(r".*?[.!?](?=\s|$)|.+", re.DOTALL)


class HelpLines(click.HelpFormatter):
    """Click's lines, but that no command is broken so that it cannot be copied.

    Where the second column of a list would be too narrow, it stands below the first.
    """

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        columns = min(shutil.get_terminal_size().columns, max_width or _WIDEST)
        super().__init__(indent_increment, width or max(_LEAST, columns - _MARGIN), max_width)

    def write_text(self, text: str) -> None:
        """Write paragraphs; one that begins with click's mark for that keeps its lines."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(cleandoc(text).split("\n\n")):
            first, *kept = paragraph.split("\n")
            if first == "\b":
                whole = self.width + _MARGIN
                lines = [part for line in kept for part in continued(indent + line, whole)]
            else:
                lines = filled(indent + " ".join(paragraph.split()), self.width)
            self.write("\n" if number else "")
            self._write_lines(lines)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names, each with what it means beside it, or below."""
        rows = list(rows)
        first = min(col_max, max((cells(name) for name, _ in rows), default=0))
        room = self.width - first - col_spacing - self.current_indent
        indent = " " * self.current_indent
        for name, said in rows:
            text = " ".join(said.split())
            if room < _LEAST_COLUMN:
                lines = [f"{indent}{name}"]
                lines += filled(f"{indent}{' ' * _INDENT}{text}", self.width) if text else []
            else:
                beside = ["", *filled(text, room)] if cells(name) > first else filled(text, room)
                names = [name, *[""] * (len(beside) - 1)]
                column = first + col_spacing
                pairs = zip(names, beside, strict=True)
                lines = [f"{indent}{one:{column}}{part}".rstrip() for one, part in pairs]
            self._write_lines(lines)

    def _write_lines(self, lines: Iterable[str]) -> None:
        self.write("".join(f"{line}\n" for line in lines))


def continued(command: str, width: int) -> list[str]:
    """A command in lines of a width that a shell reads as one: a backslash ends each but the last.

    It is broken only between words; one that is wider than a line is left whole.
    """
    if cells(command) <= width:
        return [command]
    indent = command[: len(command) - len(command.lstrip(" "))]
    first, *words = _SHELL_WORD.findall(command)
    lines, line = [], indent + first
    for number, word in enumerate(words, 1):
        end = "" if number == len(words) else _GOES_ON
        if cells(f"{line} {word}{end}") <= width:
            line += f" {word}"
        else:
            lines.append(line + _GOES_ON)
            line = f"{indent}  {word}"
    return [*lines, line]


def first_sentence(text: str) -> str:
    """The first sentence of a help, on one line."""
    paragraph = " ".join(cleandoc(text).partition("\n\n")[0].split())
    found = _SENTENCE.match(paragraph)
    return found[0] if found else ""
