"""One-line cards that another card or a list item holds, so that they are text."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.hints.seen import SeenPage
from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.page import Page, marker_length
from flashcards.core.decks.syntaxes.one_line import halves
from flashcards.core.problem import Problem, warning

_RULE_HINT: Final = "put a line `---` above it, if it is a card of its own"
_HEADING_HINT: Final = "put it below a heading that does not ask, if it is a card of its own"
_ITEM_HINT: Final = "begin its line at the margin, if it is a card of its own"


def swallowed_one_lines(seen: SeenPage) -> Iterator[Problem]:
    """The lines that would be a card if they stood elsewhere."""
    page = seen.page
    if not page.with_colons:
        return
    tagged = [one.lines for one in seen.stretches]
    lines = {one.lines.start for one in seen.drafts if one.kind is Kind.LINE}
    asked = [one.lines for one in seen.drafts if one.kind is Kind.HEADING]
    items = [one.lines for one in page.blocks.items if one.top]
    no_text = {*page.blocks.tags, *(one.lines.start for one in page.blocks.headings)}
    for line in chain.from_iterable(_paragraphs_of_cards(page, no_text)):
        if line in lines:
            continue
        if holding(tagged, line):
            yield _told(page, line, "inside another card", _RULE_HINT)
        elif holding(asked, line):
            yield _told(page, line, "inside another card", _HEADING_HINT)
        elif holding(items, line):
            yield _told(page, line, "nested in a list item", _ITEM_HINT)


def _told(page: Page, line: int, where: str, hint: str) -> Problem:
    return warning(page.file, line, f"`front :: back` {where} is text", hint)


def _paragraphs_of_cards(page: Page, no_text: set[int]) -> Iterator[list[int]]:
    """The lines of paragraphs and list items of which every line has a front and a back."""
    lines: list[int] = []
    is_whole = True
    for line, text in enumerate([*page.lines, ""]):
        marker = marker_length(text)
        is_text = line < len(page.lines) and text.strip() and not page.blocks.hidden[line]
        if not is_text or marker or line in no_text:
            if is_whole:
                yield lines
            lines, is_whole = [], True
        if is_text and line not in no_text:
            lines.append(line)
            is_whole = is_whole and _is_card(text[marker:])


def _is_card(text: str) -> bool:
    if "::" not in text:
        return False
    found = halves(text)
    return found is not None and bool(found.front and found.back)
