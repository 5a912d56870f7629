"""What lines alone say, before any block is known: tags, `---` rules, and where `$$` ends."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

TAG_LETTERS: Final = "QACS"
"""Those that, with a colon behind them at the beginning of a line, are tags."""

_TAG: Final = re.compile(rf" {{0,3}}[{TAG_LETTERS}]:(?!\S)")
_PLAIN_TAGS: Final = frozenset(f"{letter}: " for letter in TAG_LETTERS)


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
    if line[:3] in _PLAIN_TAGS:
        return len("Q:")
    tag = _TAG.match(line)
    return tag.end() if tag is not None else 0


def is_dashes(line: str) -> bool:
    """Whether a line is exactly `---`, which is a rule also right below text."""
    return line.rstrip(" \t") == "---"


def _math_ends(lines: Sequence[str]) -> frozenset[int]:
    """The lines whose `$$` ends what a `$$` within text began, higher up in the paragraph."""
    ends = set()
    began_on = -1
    for line in [line for line, text in enumerate(lines) if "$$" in text]:
        is_end = began_on >= 0 and not any(map(_ends_paragraph, lines[began_on + 1 : line + 1]))
        if is_end:
            ends.add(line)
        began_on = line if not is_end and _begins_math_within(lines[line]) else -1
    return frozenset(ends)


def _ends_paragraph(text: str) -> bool:
    return not text or text.isspace() or is_dashes(text) or is_tag(text)


def _begins_math_within(text: str) -> bool:
    """Whether math is left open at the end of a line of text, or right after its tag."""
    words = text.strip()
    if text.count("$$") != 1 or words == "$$":
        return False
    return words.endswith("$$") or (
        is_tag(text) and text[tag_end(text) :].lstrip().startswith("$$")
    )
