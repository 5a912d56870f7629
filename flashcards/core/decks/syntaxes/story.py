"""Stories: a heading, and below it what happened, in parts from Situation to Learning."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.deck import DeckMode, DeckSettings
from flashcards.core.decks.navigation import only_leads_back
from flashcards.core.decks.page import Page
from flashcards.core.decks.sections import HeadingSection, holds_tags, section_text, sections_of
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import error

STORY_LIMIT_S: Final = 120
"""Seconds to tell a story in, where its deck and the story say nothing."""


def stories(search: Search) -> Iterator[Found]:
    """Each heading of the level as the title of a story."""
    page = search.page
    for section in sections_of(page, search.level):
        if section.level == search.level and not holds_tags(page, section):
            yield _story(page, section)


def with_limit(said: DeckSettings) -> DeckSettings:
    """What a deck of stories says; they have a limit."""
    return said if said.limit_s is not None else replace(said, limit_s=STORY_LIMIT_S)


def _story(page: Page, section: HeadingSection) -> Found:
    line, text = section.lines.start, section_text(page, section)
    if not section.text:
        return error(page.file, line, "story without a title", "write it on the heading's line")
    if only_leads_back(text):
        return error(page.file, line, "empty story", "tell it below the heading")
    return Draft(Kind.STORY, section.lines, (Face(section.text, text),), section.breadcrumb)


STORY: Final = Syntax(Kind.STORY, stories, {DeckMode.STORIES}, settings=with_limit)
