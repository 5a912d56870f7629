"""Stories: a heading, and below it what happened, in parts from Situation to Learning."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.draft import Draft, Face, Found
from flashcards.core.decks.page import Page
from flashcards.core.decks.sections import HeadingSection, holds_tags, sections_of
from flashcards.core.problem import error

STORY_LIMIT_S: Final = 120
"""Seconds to tell a story in, where its deck and the story say nothing."""


def stories(page: Page, level: int) -> Iterator[Found]:
    """Each heading of the level as the title of a story."""
    for section in sections_of(page, nested=True):
        if section.level == level and not holds_tags(page, section):
            yield _story(page, section)


def _story(page: Page, section: HeadingSection) -> Found:
    line, text = section.lines.start, page.text(section.body)
    if not section.text:
        return error(page.file, line, "story without a title", "write it on the heading's line")
    if not text:
        return error(page.file, line, "empty story", "tell it below the heading")
    return Draft(Kind.STORY, section.lines, (Face(section.text, text),), section.breadcrumb)
