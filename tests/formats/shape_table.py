"""The table of shapes in the manual, written anew: `.venv/bin/python tests/formats/shape_table.py`.

What is really there was counted by hand; in a large bank a pattern says which lines ask.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from formats.counts import COUNTS
from formats.reading import BANKS, SHARED, asked, bank, foreign

from flashcards.formats.foreign import Foreign

PAGE: Final = Path(__file__).parents[2] / "flashcards/manual/shapes.md"
BEGIN: Final = "<!-- the table of shapes begins -->"
END: Final = "<!-- the table of shapes ends -->"
HEAD: Final = """\
| file | read as | there | found | answered | without | false |
| --- | --- | --- | --- | --- | --- | --- |"""


class RealBank(NamedTuple):
    """A bank of the shared data: how many questions it has, and the lines that ask."""

    there: int
    asks: str


REAL: Final = {
    "questions-bold.md": RealBank(166, r"\*\*.*[\U0001f476\u2b50\U0001f680].*"),
    "questions-bullets.md": RealBank(
        336, r" ?- (?!\[|(?:LLM|RAG|MCP|Agent|Fine-tuning|Quantization)$).+"
    ),
    "questions-details.md": RealBank(155, r"#{6} \d+\. .*"),
    "questions-headings.md": RealBank(33, r"## \d+\. .*"),
    "questions-list-512k.md": RealBank(416, r" *\d+\. +#{3,4} .*"),
    "questions-only.md": RealBank(13, r"\* .*"),
}
"""By the names of their files."""


def table() -> str:
    """The table, a row a file; real banks are in it where they are there."""
    return "\n".join([HEAD, *real_rows(), *small_rows()])


def small_rows() -> Iterator[str]:
    """The rows of the small banks; what is false there is what the decks by hand do not have."""
    for name in sorted(path.name for path in BANKS.iterdir()):
        found = bank(name)
        yield _row(name, found, COUNTS[name][0], max(0, found.cards - COUNTS[name][0]))


def real_rows() -> Iterator[str]:
    """The rows of the shared banks that are there."""
    for name, real in REAL.items():
        path = SHARED / name
        if path.exists():
            content = path.read_bytes()
            found = foreign(name, content)
            yield _row(name, found, real.there, false_cards(found, content.decode(), real))


def false_cards(found: Foreign, text: str, real: RealBank) -> int:
    """How many cards ask what no line of the bank asks."""
    lines = [line for line in text.splitlines() if re.fullmatch(real.asks, line)]
    there = " ".join(_bare(line) for line in lines)
    return sum(_bare(front.split("\n")[0]) not in there for front in asked(found))


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _row(name: str, found: Foreign, there: int, false: int) -> str:
    shapes = ", ".join(shape.said.partition(": question")[0] for shape in found.shapes) or "nothing"
    answered = sum(shape.answered for shape in found.shapes)
    again = sum(one.count for one in found.left_out if "again" in one.what)
    count = found.cards + again
    cells = (f"`{name}`", shapes, there, count, answered, count - answered, false)
    return "| " + " | ".join(map(str, cells)) + " |"


def updated(page: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(updated(PAGE.read_text("utf-8")), "utf-8")
