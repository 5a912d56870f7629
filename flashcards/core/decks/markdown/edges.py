"""What lines alone say, before any block is known: tags, `---` rules, and where `$$` ends."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

TAG_LETTERS: Final = "QACS"
"""Those that, with a colon behind them at the beginning of a line, are tags."""

_TAG: Final = re.compile(rf" {{0,3}}[{TAG_LETTERS}]:(?!\S)")


class Edges(NamedTuple):
    """Lines that may be a tag, a `---` rule or the end of a `$$`; `ordered` are the first two."""

    tags: frozenset[int]
    dashes: frozenset[int]
    ordered: list[int]
    math_ends: frozenset[int]


def edges_of(lines: Sequence[str], *, has_math: bool) -> Edges:
    """The edges of lines, on which there is a `$$` or not."""
    tags = [
        line
        for line, text in enumerate(lines)
        if (text[1:2] == ":" or text[:1] == " ") and _TAG.match(text)
    ]
    dashes = [line for line, text in enumerate(lines) if text[:3] == "---" and is_dashes(text)]
    return Edges(
        frozenset(tags),
        frozenset(dashes),
        sorted(tags + dashes) if dashes else tags,
        _math_ends(lines) if has_math else frozenset(),
    )


def is_tag(line: str) -> bool:
    """Whether a line, if not in code or a list item, begins with `Q:`, `A:`, `C:` or `S:`.

    Up to three blanks before it mean nothing in Markdown.
    """
    return bool(_TAG.match(line))


def tag_end(line: str) -> int:
    """Where the tag ends that a line begins with; 0 if it begins with none."""
    tag = _TAG.match(line)
    return tag.end() if tag is not None else 0


def is_dashes(line: str) -> bool:
    """Whether a line is exactly `---`, which is a rule also right below text."""
    return line.rstrip(" \t") == "---"


def _math_ends(lines: Sequence[str]) -> frozenset[int]:
    """The lines whose `$$` ends what a `$$` within text began, higher up in the paragraph."""
    ends = set()
    began = False
    for line, text in enumerate(lines):
        if not text or text.isspace() or is_dashes(text) or is_tag(text):
            began = False
        if "$$" in text:
            if began:
                ends.add(line)
            began = not began and _begins_math_within(text)
    return frozenset(ends)


def _begins_math_within(text: str) -> bool:
    """Whether math is left open at the end of a line of text, or right after its tag."""
    words = text.strip()
    if text.count("$$") != 1 or words == "$$":
        return False
    return words.endswith("$$") or (
        is_tag(text) and text[tag_end(text) :].lstrip().startswith("$$")
    )
