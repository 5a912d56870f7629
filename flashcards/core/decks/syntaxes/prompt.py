"""Prompts: questions for mock interviews, with a rubric instead of an answer."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.deck import DeckMode
from flashcards.core.decks.markdown.blocks import LineRange, holding
from flashcards.core.decks.navigation import is_contents, only_links
from flashcards.core.decks.page import Page, item_text
from flashcards.core.decks.sections import (
    HeadingSection,
    heading_text,
    holds_tags,
    section_text,
    sections_of,
)
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import Problem, error, warning

_HEADING_MARK: Final = re.compile(r"^#{1,6}(?:\s+|$)")


def prompts(search: Search) -> Iterator[Found]:
    """Each heading of the level, or without any each top-level list item, with its rubric.

    Contents, links and badges are no prompts.
    """
    page = search.page
    sections = [one for one in sections_of(page, search.level) if one.level == search.level]
    for section in sections:
        if not holds_tags(page, section) and not _holds_contents(page, section):
            yield _headed(page, section)
    if not sections:
        yield from _listed(page, search.taken)


def _headed(page: Page, section: HeadingSection) -> Found:
    if not section.text:
        return _empty(page, section.lines.start)
    faces = (Face(section.text, section_text(page, section)),)
    return Draft(Kind.PROMPT, section.lines, faces, section.breadcrumb)


def _holds_contents(page: Page, section: HeadingSection) -> bool:
    """Whether several links of the page's contents stand below; a single one may be a rubric."""
    text = section_text(page, section)
    return text.count("](") > 1 and is_contents(text)


def _listed(page: Page, taken: Sequence[LineRange]) -> Iterator[Found]:
    for item in page.blocks.items:
        if item.top and not holding(taken, item.lines.start):
            whole, opening, rubric = item_text(page, item)
            question = heading_text(_HEADING_MARK.sub("", opening))
            if only_links(opening) and (not rubric or only_links(rubric)):
                yield from _links(page, item.lines.start, whole)
            elif question:
                yield Draft(Kind.PROMPT, item.lines, (Face(question, rubric),))
            else:
                yield _empty(page, item.lines.start)


def _links(page: Page, line: int, text: str) -> Iterator[Problem]:
    """A warning where links lead to other pages, and so may be meant; contents and badges not."""
    if not is_contents(text) and "![" not in text:
        message = "a list item that is only a link is no prompt"
        yield warning(page.file, line, message, "write the question beside its link")


def _empty(page: Page, line: int) -> Found:
    return error(page.file, line, "empty question", "write the question on this line")


PROMPT: Final = Syntax(Kind.PROMPT, prompts, {DeckMode.PROMPTS})
