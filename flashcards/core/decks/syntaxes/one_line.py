"""One-line cards: `front :: back`, and `front ::: back` for both ways."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import Kind
from flashcards.core.cells import is_seen
from flashcards.core.deck import DeckMode
from flashcards.core.decks.markdown.blocks import LineRange, holding
from flashcards.core.decks.markdown.inline import code_and_math
from flashcards.core.decks.page import Page, marker_length
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import Problem, error, warning

_TOGETHER: Final = re.compile(r"([^:`$>][^:`$]*)(:::?)([^:`$]+)")
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_IN_CODE: Final = re.compile(r"[_()<>;.]")
_SEPARATOR: Final = re.compile(r"(?<!\S):::?(?!\S)")


class Halves(NamedTuple):
    """A line's two sides, and the `::` or `:::` between them."""

    front: str
    separator: str
    back: str


class Paragraph(NamedTuple):
    """The texts of a paragraph's lines from `start`, and where what belongs to the last ends."""

    texts: list[str]
    start: int
    end: int


def one_lines(search: Search) -> Iterator[Found]:
    """The one-line cards in paragraphs and list items, outside the lines that are taken."""
    page = search.page
    end = -1
    for paragraph in _paragraphs(page, search.taken):
        parted = [found for text in paragraph.texts if (found := halves(text))]
        if paragraph.start >= end and len(parted) == len(paragraph.texts):
            end = paragraph.end
            yield from _cards(page, paragraph, parted)


def missed_one_lines(search: Search) -> Iterator[Problem]:
    """The lines outside taken ones that lack blanks around their `::`, or `::` beside others."""
    page = search.page
    for paragraph in _paragraphs(page, search.taken):
        parted = [halves(text) or _glued(text) for text in paragraph.texts]
        if all(parted):
            for line, found in enumerate(parted, paragraph.start):
                if isinstance(found, re.Match):
                    hint = f"write `{found[1].strip()} {found[2]} {found[3].strip()}`"
                    yield warning(page.file, line, f"no blanks around `{found[2]}`", hint)
        else:
            yield from _mixed(page, paragraph)


def _paragraphs(page: Page, taken: Sequence[LineRange]) -> Iterator[Paragraph]:
    """The paragraphs, and list items with text, outside the lines that are taken.

    None in a file without a `::`.
    """
    if not page.with_colons:
        return
    for lines in page.blocks.paragraphs:
        if not holding(taken, lines.start):
            yield Paragraph(list(page.lines[lines.start : lines.end]), *lines)
    for item in page.blocks.items:
        start, end = item.paragraph
        if start < end and not holding(taken, start):
            first, *others = page.lines[start:end]
            texts = [first[marker_length(first) :], *others]
            yield Paragraph(texts, start, item.lines.end)


def halves(line: str) -> Halves | None:
    """The halves of a line, None where no `::` stands between blanks outside code."""
    if "::" not in line:
        return None
    text = line.strip()
    if text[0] == ">":
        return None
    opaque = code_and_math(text)
    for separator in _SEPARATOR.finditer(text):
        if not holding(opaque, separator.start()):
            front, back = text[: separator.start()].strip(), text[separator.end() :].strip()
            is_directive = not front and separator[0] == ":::"
            return None if is_directive else Halves(front, separator[0], back)
    return None


def _glued(text: str) -> re.Match[str] | None:
    """A line with a `::` that lacks a blank, so that it was probably meant as a card."""
    found = _TOGETHER.fullmatch(text.strip())
    return None if found is None or is_code(found[1], found[3]) else found


def is_code(before: str, after: str) -> bool:
    """Whether a `::` between two texts is that of a program or a time: `std::move`, `10::30`.

    So it is within a sentence; two plain words alone on a line are rather a card.
    """
    if before.startswith(".. ") or before.rfind("{{") > before.rfind("}}"):
        return True  # of reStructuredText, and of other programs' clozes, which have their own hint
    left, right = before.split()[-1:], after.split()[:1]
    if before[-1:].isspace() or after[:1].isspace() or not left or not right:
        return False
    is_call = bool(_IN_CODE.search(right[0].rstrip(".,;:!?"))) or "\\" in left[0]
    if left[0][-1:].isdigit() and right[0][:1].isdigit():
        return True
    if not _IDENTIFIER.match(left[0]) or not _IDENTIFIER.match(right[0]):
        return False
    is_alone = [before.strip(), after.strip()] == [*left, *right]
    return is_call or (left[0].islower() and not is_alone)


def _cards(page: Page, paragraph: Paragraph, parted: Sequence[Halves]) -> Iterator[Found]:
    *others, last = parted
    last_line = paragraph.start + len(others)
    for line, found in enumerate(others, paragraph.start):
        yield _card(page, LineRange(line, line + 1), found)
    lines = LineRange(last_line, paragraph.end)
    column = len(page.lines[last_line].rstrip()) - len(last.back)
    yield _card(page, lines, last._replace(back=page.text(lines, column).rstrip()))


def _card(page: Page, lines: LineRange, parted: Halves) -> Found:
    front, separator, back = parted
    if not is_seen(front):
        return error(page.file, lines.start, "empty question", f"write it before the `{separator}`")
    if not is_seen(back):
        return error(page.file, lines.start, "empty answer", f"write it after the `{separator}`")
    faces = (Face(front, back), Face(back, front))
    return Draft(Kind.LINE, lines, faces if separator == ":::" else faces[:1])


def _mixed(page: Page, paragraph: Paragraph) -> Iterator[Problem]:
    """A paragraph of which only some lines are one-line cards, so that none counts."""
    parted = [halves(text) for text in paragraph.texts]
    plain = [line for line, found in enumerate(parted, paragraph.start) if found is None]
    if plain and len(plain) < len(parted):
        message = "only some lines of this paragraph have ` :: `, so none is a card"
        yield warning(page.file, plain[0], message, "put a blank line between text and cards")


ONE_LINE: Final = Syntax(
    Kind.LINE, one_lines, {DeckMode.AUTO, DeckMode.TAGS}, missed=missed_one_lines
)
