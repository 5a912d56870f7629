"""Prompts: questions for mock interviews, with a rubric instead of an answer."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.deck import DeckMode
from flashcards.core.decks.markdown.blocks import LineRange, holding
from flashcards.core.decks.page import Page, item_text
from flashcards.core.decks.sections import (
    HeadingSection,
    heading_text,
    holds_tags,
    section_text,
    sections_of,
)
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import error

_HEADING_MARK: Final = re.compile(r"^#{1,6}(?:\s+|$)")


def prompts(search: Search) -> Iterator[Found]:
    """Each heading of the level, or without any each top-level list item, with its rubric."""
    page = search.page
    sections = [one for one in sections_of(page, search.level) if one.level == search.level]
    if sections:
        yield from (_headed(page, one) for one in sections if not holds_tags(page, one))
    else:
        yield from _listed(page, search.taken)


def _headed(page: Page, section: HeadingSection) -> Found:
    if not section.text:
        return _empty(page, section.lines.start)
    faces = (Face(section.text, section_text(page, section)),)
    return Draft(Kind.PROMPT, section.lines, faces, section.breadcrumb)


def _listed(page: Page, taken: Sequence[LineRange]) -> Iterator[Found]:
    for item in page.blocks.items:
        if item.top and not holding(taken, item.lines.start):
            _, opening, rubric = item_text(page, item)
            question = heading_text(_HEADING_MARK.sub("", opening))
            if question:
                yield Draft(Kind.PROMPT, item.lines, (Face(question, rubric),))
            else:
                yield _empty(page, item.lines.start)


def _empty(page: Page, line: int) -> Found:
    return error(page.file, line, "empty question", "write the question on this line")


PROMPT: Final = Syntax(Kind.PROMPT, prompts, {DeckMode.PROMPTS})
