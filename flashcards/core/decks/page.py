"""A deck's lines as cards show them: settings comments cut out, tag escapes undone."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, islice
from typing import Final, NamedTuple

from flashcards.core.cells import is_seen
from flashcards.core.decks.markdown.blocks import Blocks, Hidden, Item, LineRange
from flashcards.core.decks.markdown.comments import Comment, comments_of, cut_out
from flashcards.core.decks.markdown.edges import TAG_LETTERS, tag_end
from flashcards.core.decks.markdown.tokens import blocks_of
from flashcards.core.decks.settings.comment import SettingsComment, settings_comments

_ESCAPED_TAG: Final = re.compile(rf"^( {{0,3}})\\(\\*[{TAG_LETTERS}]:(?=\s|$))")
_MARKERS: Final = re.compile(
    r"^(?:[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?=\s|$))+\s*(?:\[[ xX]\](?=\s)\s*)?"
)


@dataclass(frozen=True)
class Page:
    """A file: `lines` as shown, `gone` those that held nothing but settings; all from 0.

    `escaped` are those whose tag has lost the backslash before it, and so is none.
    """

    file: str
    lines: list[str]
    gone: frozenset[int]
    blocks: Blocks
    comments: Sequence[SettingsComment]
    escaped: frozenset[int]

    @cached_property
    def with_colon(self) -> Sequence[int]:
        """The lines that hold a colon, of either width: most kinds of cards need one."""
        return [line for line, text in enumerate(self.lines) if ":" in text or "\uff1a" in text]

    @cached_property
    def with_colons(self) -> Sequence[int]:
        """The lines that hold a `::`, which most files have nowhere."""
        return [line for line in self.with_colon if "::" in self.lines[line]]

    def text(self, lines: LineRange, skipped: int = 0) -> str:
        """The lines' text without blank lines around it, or the first characters skipped."""
        shown = self.lines[lines.start : lines.end]
        if skipped:
            shown[0] = shown[0][skipped:].lstrip()
        if self.gone:
            shown = [text for line, text in enumerate(shown, lines.start) if line not in self.gone]
        first, last = 0, len(shown)
        while first < last and not shown[last - 1].strip():
            last -= 1
        while first < last and not shown[first].strip():
            first += 1
        said = "\n".join(shown[first:last])
        return said if said.isascii() or is_seen(said) else ""

    def line_of(self, lines: LineRange, number: int) -> int:
        """The line of the file on which the line of that number, from 0, of their text stands."""
        kept = (line for line in range(lines.start, lines.end) if line not in self.gone)
        shown = dropwhile(lambda line: self._is_empty(line, lines.start), kept)
        return next(islice(shown, number, None), lines.start)

    def _is_empty(self, line: int, tag: int) -> bool:
        text = self.lines[line]
        return _is_blank(text[tag_end(text) :] if line == tag else text)

    def tagged_text(self, lines: LineRange) -> str:
        """The text of lines that start with a tag, without the tag and the blanks after it."""
        return self.text(lines, tag_end(self.lines[lines.start]))

    def comments_in(self, lines: LineRange) -> Sequence[SettingsComment]:
        """The settings comments that begin on the lines."""
        first = bisect_left(self.comments, lines.start, key=_line)
        return self.comments[first : bisect_left(self.comments, lines.end, key=_line)]


def page_of(file: str, lines: Sequence[str]) -> Page:
    """The page that a file's lines make."""
    blocks = blocks_of(lines)
    comments = list(comments_of(lines, blocks.hidden))
    settings = settings_comments(lines, comments)
    shown = list(lines)
    gone = cut_out(shown, [comment.place for comment in settings])
    escaped = _undo_escapes(shown, blocks)
    return Page(file, shown, gone, _outside_comments(blocks, comments), settings, escaped)


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _line(comment: SettingsComment) -> int:
    return comment.place.line


def _undo_escapes(lines: list[str], blocks: Blocks) -> frozenset[int]:
    """Take the backslashes before tags out of the lines; returns the lines that had one."""
    escaped = []
    for line in [line for line, text in enumerate(lines) if text[:1] in {"\\", " "}]:
        tag = None if blocks.hidden[line] else _ESCAPED_TAG.match(lines[line])
        if tag is not None:
            lines[line] = f"{tag[1]}{tag[2]}{lines[line][tag.end() :]}"
            escaped.append(line)
    return frozenset(escaped)


def _outside_comments(blocks: Blocks, comments: Sequence[Comment]) -> Blocks:
    """The blocks without what stands in a comment, which may begin within text."""
    long = [one for one in comments if one.end_line > one.line]
    if not long:
        return blocks
    for comment in long:
        size = comment.end_line - comment.line
        blocks.hidden[comment.line + 1 : comment.end_line + 1] = bytes([Hidden.COMMENT]) * size
    return replace(
        blocks,
        tags=[line for line in blocks.tags if not blocks.hidden[line]],
        rules=[line for line in blocks.rules if not blocks.hidden[line]],
        headings=[one for one in blocks.headings if not blocks.hidden[one.lines.start]],
    )


class ItemText(NamedTuple):
    """All of an item; its first paragraph, or line where it opens otherwise; what is below."""

    whole: str
    opening: str
    below: str


def item_text(page: Page, item: Item) -> ItemText:
    """The text of an item."""
    start, end = item.lines
    opening = LineRange(start, max(item.paragraph.end, start + 1))
    marker = marker_length(page.lines[start])
    return ItemText(
        page.text(item.lines, marker),
        page.text(opening, marker),
        page.text(LineRange(opening.end, end)),
    )


def marker_length(line: str) -> int:
    """The length of the markers that an item's line starts with, task box included."""
    return len(line) - len(_MARKERS.sub("", line))
