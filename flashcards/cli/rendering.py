"""Markdown as lines for a terminal; the only command-line file that knows rich."""

import re
from io import StringIO
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown
from rich.segment import Segment

from flashcards.cli.text import plain

_FORMULA: Final = re.compile(r"(`+).*?\1|\$\$.+?\$\$|\$(?=\S)[^$\n]+?(?<=\S)\$", re.DOTALL)
_MARKUP: Final = re.compile(r"[\\*_~`<\[\]]")


def markdown_lines(text: str, width: int) -> list[str]:
    """The text rendered in at most `width` columns, a string a line, styled by ANSI codes.

    Formulas stay as they are written; raw HTML is dropped; control characters are shown as `�`.
    """
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=True, highlight=False)
    console.print(_Harmless(_FORMULA.sub(_kept, plain(text)), hyperlinks=False))
    return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


class _Harmless(Markdown):
    """Markdown whose HTML entities (`&#27;`) cannot steer the terminal either."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in super().__rich_console__(console, options):
            yield Segment(plain(part.text), part.style) if isinstance(part, Segment) else part


def _kept(found: re.Match[str]) -> str:
    """A formula whose characters Markdown takes literally; code is that already."""
    if found[1]:
        return found[0]
    return _MARKUP.sub(lambda character: f"\\{character[0]}", found[0])
