"""The manual's pages and the README, block by block.

A block of the kind `console` holds lines that begin with `$ `, each with what it prints below it.
All blocks of a page are one learner's: they share a collection, `~/decks`, and a clock that stands
still, until a comment such as `<!-- on 2026-03-09 08:00 -->` sets it. `…` stands for any text of a
line, alone on one for any lines. A block `console open-ended` is shown and not run: a session at a
terminal, a server. A block of another language with a path, such as `markdown theory/trees.md`, is
a file, which is written there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

MANUAL = Path(__file__).parents[2] / "flashcards" / "manual"
README = Path(__file__).parents[2] / "README.md"
PAGES = sorted(MANUAL.glob("*.md"))
WITH_README = [*PAGES, README]
RUN, SHOWN = "console", "console open-ended"
MARKDOWN = MarkdownIt("commonmark").enable("table")

_CLOCK = re.compile(r"<!-- on (\d{4}-\d\d-\d\d) (\d\d:\d\d) -->")
_PROMPT, _ANYTHING = "$ ", "…"


@dataclass(frozen=True)
class Command:
    """A line of a block that is run, when, and what stands below it."""

    said: str
    at: str
    printed: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class File:
    """A block that is a file of the collection."""

    path: str
    text: str


def steps(page: Path) -> Iterator[Command | File]:
    """Every command of the page that is run and every file that is written, from top to bottom."""
    at = "2026-03-02T08:00:00Z"
    for token in MARKDOWN.parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block" and (clock := _CLOCK.search(token.content)):
            at = f"{clock[1]}T{clock[2]}:00Z"
        elif token.type == "fence" and token.map and token.info.strip() == RUN:
            yield from _commands(token.content.splitlines(), at, token.map[0] + 2)
        elif token.type == "fence" and (path := _path(token.info)):
            yield File(path, token.content)


def _path(info: str) -> str | None:
    language, _, path = info.strip().partition(" ")
    return None if language == RUN else path


def _commands(lines: Sequence[str], at: str, first: int) -> Iterator[Command]:
    starts = [number for number, line in enumerate(lines) if line.startswith(_PROMPT)]
    assert starts[:1] == [0], "a block begins with a command"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Command(lines[start][2:], at, tuple(lines[start + 1 : end]), first + start)


def stray_prompts(page: Path) -> Iterator[str]:
    """Lines of the page's other blocks that look like a command which is run, and are not."""
    for token in MARKDOWN.parse(page.read_text(encoding="utf-8")):
        if token.type in {"fence", "code_block"} and token.info.strip() not in {RUN, SHOWN}:
            yield from (one for one in token.content.splitlines() if one.startswith("$ flash"))


def stands_for(printed: Iterable[str], lines: Iterable[str]) -> bool:
    """Whether what stands in the page is what was printed."""
    wanted = "".join(map(_as_pattern, _trimmed(printed)))
    return re.fullmatch(wanted, "".join(f"{line}\n" for line in _trimmed(lines))) is not None


def _as_pattern(line: str) -> str:
    if line == _ANYTHING:
        return "(?:[^\n]*\n)*"
    return "[^\n]*".join(map(re.escape, line.split(_ANYTHING))) + "\n"


def _trimmed(lines: Iterable[str]) -> list[str]:
    return "\n".join(line.rstrip() for line in lines).rstrip("\n").split("\n")
