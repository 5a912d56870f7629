"""Lines as a terminal has them, on a page: commands that are pages lead there."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from flashcards.core.preparation.mock.forms import Form
from flashcards.views.html import Child, Html, element

_COMMAND: Final = re.compile(r"`?(flash ([a-z-]+)(?: [^\s`,.()]+)*)`?")
_PAGES: Final = {
    "flash review": "/review",
    "flash review --ahead 1": "/review?ahead=1",
    "flash review --minutes 30": "/review?minutes=30",
    "flash review --new 5": "/review?new=5",
    "flash assess": "/assess",
    "flash assess --all": "/assess/all",
    "flash practise": "/practise",
    **{f"flash mock{form}": "/mock" for form in ("", " resume", *(f" {one}" for one in Form))},
    "flash due": "/",
    "flash list WORD": "/cards",
    "flash stats": "/statistics",
    "flash stats all": "/statistics",
}
"""Commands that are a page, too."""
COLUMNS: Final = 84
"""Characters of a line of figures: what a page's column holds."""


def paragraph(line: str) -> Html:
    """A line of words; one that is moved in stays so."""
    is_inside = line.startswith(" ")
    return element("p", list(with_links(line.strip())), class_="inside" if is_inside else None)


def figures(lines: Iterable[str]) -> Html:
    """Lines whose columns stand below each other."""
    return element("pre", "\n".join(lines), class_="figures", tabindex=0)


def with_links(line: str) -> Iterator[Child]:
    """A line, each command in it a link to its page, or as what is typed."""
    place = 0
    for found in _COMMAND.finditer(line):
        yield line[place : found.start()]
        page = _PAGES.get(found[1])
        yield element("a", found[1], href=page) if page else element("code", found[1])
        place = found.end()
    yield line[place:]
