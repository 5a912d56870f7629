"""Heading questions: a heading asks, its section answers."""

from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.deck import DeckMode
from flashcards.core.decks.sections import HeadingSection, asks, holds_tags, sections_of
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import error


def asking_headings(search: Search) -> Iterator[Found]:
    """The headings that end with a question mark and have text below; deeper ones belong to it."""
    page = search.page
    sections = sections_of(page, nested=False)
    end = 0
    for section in sections[_has_title(sections) :]:
        if section.lines.start < end or not asks(section.text) or holds_tags(page, section):
            continue
        answer = page.text(section.body)
        if answer:
            yield _question(section, answer)
            end = section.lines.end


def headings_of_level(search: Search) -> Iterator[Found]:
    """All headings of a level as questions, in list items too."""
    page = search.page
    for section in sections_of(page, nested=True):
        if section.level != search.level or holds_tags(page, section):
            continue
        line, answer = section.lines.start, page.text(section.body)
        if not section.text:
            yield error(page.file, line, "empty question", "write it on the heading's line")
        elif not answer:
            yield error(page.file, line, "empty answer", "write it below the heading")
        else:
            yield _question(section, answer)


def _question(section: HeadingSection, answer: str) -> Draft:
    faces = (Face(section.text, answer),)
    return Draft(Kind.HEADING, section.lines, faces, section.breadcrumb)


def _has_title(sections: Sequence[HeadingSection]) -> bool:
    """Whether the first heading is the file's title: its only h1, and a deeper one asks."""
    return (
        [section.level for section in sections].count(1) == 1
        and sections[0].level == 1
        and any(asks(section.text) for section in sections[1:])
    )


ASKING_HEADING: Final = Syntax(Kind.HEADING, asking_headings, {DeckMode.AUTO})
HEADING_OF_LEVEL: Final = Syntax(Kind.HEADING, headings_of_level, {DeckMode.HEADINGS})
