"""Heading questions: a heading asks, its section answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.deck import DeckMode
from flashcards.core.decks.asking import asks
from flashcards.core.decks.markdown.blocks import LineRange, holding
from flashcards.core.decks.markdown.elements import elements_of
from flashcards.core.decks.navigation import only_leads_back
from flashcards.core.decks.page import Page
from flashcards.core.decks.sections import HeadingSection, holds_tags, section_text, sections_of
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import Problem, error, warning

_LABEL: Final = re.compile(r"[*_]{0,3}answer[*_]{0,3}[ ]?:[*_]{0,3}", re.IGNORECASE)


def asking_headings(search: Search) -> Iterator[Found]:
    """The headings that end with a question mark and have text below; deeper ones belong to it."""
    page = search.page
    sections = sections_of(page)
    asked = (one for one in sections[_has_title(sections) :] if asks(one.text))
    return _with_open_elements(page, _questions(page, asked, needs_answer=False))


def headings_of_level(search: Search) -> Iterator[Found]:
    """All headings of a level as questions, in list items too."""
    page = search.page
    wanted = (one for one in sections_of(page, search.level) if one.level == search.level)
    return _with_open_elements(page, _questions(page, wanted, needs_answer=True))


def is_label(line: str) -> bool:
    """Whether the first line of an answer says only that it is one."""
    return bool(_LABEL.fullmatch(line.strip()))


def _questions(
    page: Page, sections: Iterable[HeadingSection], *, needs_answer: bool
) -> Iterator[Found]:
    """The questions of sections, of which one that another holds is none."""
    outer: HeadingSection | None = None
    emptied: list[HeadingSection] = []
    levels: set[int] = set()
    for section in sections:
        line = section.lines.start
        if outer is not None and line < outer.lines.end:
            if section.level <= outer.level and asks(section.text):
                yield _inside(page, section, outer)
        elif holds_tags(page, section):
            if asks(section.text):
                yield _holding_cards(page, line)
        elif answer := _answer(text := section_text(page, section)):
            outer = section
            levels.add(section.level)
            yield _question(page, section, answer)
        elif needs_answer:
            yield error(page.file, line, "empty answer", "write it below the heading")
        elif text:
            message = "a heading with a question, but without an answer below it"
            yield warning(page.file, line, message, "write the answer below the heading")
        else:
            emptied.append(section)
    # Where no other heading of its level is a card, it may be a title that groups what follows.
    for section in (one for one in emptied if one.level in levels):
        message = "a heading that asks, but has nothing below it: no card"
        hint = "write the answer below the heading"
        yield warning(page.file, section.lines.start, message, hint)


def _answer(text: str) -> str:
    """What answers in the text below a heading; nothing where it only leads back to the top."""
    first, _, below = text.partition("\n")
    answer = below.strip("\n") if is_label(first) else text
    return "" if only_leads_back(answer) else answer


def _question(page: Page, section: HeadingSection, answer: str) -> Found:
    if not section.text:
        hint = "write it on the heading's line"
        return error(page.file, section.lines.start, "empty question", hint)
    faces = (Face(section.text, answer),)
    return Draft(Kind.HEADING, section.lines, faces, section.breadcrumb)


def _inside(page: Page, section: HeadingSection, outer: HeadingSection) -> Problem:
    message = f"a heading that asks inside the answer of line {outer.lines.start + 1}"
    hint = "move it out of the list item or HTML element that holds it, or leave it in the answer"
    return warning(page.file, section.lines.start, message, hint)


def _holding_cards(page: Page, line: int) -> Problem:
    message = "a heading that asks, but holds cards, and so is no question"
    return warning(page.file, line, message, "put the cards below a heading of their own")


def _with_open_elements(page: Page, found: Iterator[Found]) -> Iterator[Found]:
    """What is found, and the elements that are still open where an answer ends."""
    answers: list[LineRange] = []
    for one in found:
        if isinstance(one, Draft):
            answers.append(one.lines)
        yield one
    for element in elements_of(page.lines, page.blocks.hidden) if answers else ():
        if element.closing is None and holding(answers, element.opening):
            message = f"`<{element.name}>` is still open where the answer ends"
            hint = f"write `</{element.name}>` where it ends"
            yield warning(page.file, element.opening, message, hint)


def _has_title(sections: Sequence[HeadingSection]) -> bool:
    """Whether the first heading is the file's title: its only h1, and a deeper one asks."""
    return (
        [section.level for section in sections].count(1) == 1
        and sections[0].level == 1
        and any(asks(section.text) for section in sections[1:])
    )


ASKING_HEADING: Final = Syntax(Kind.HEADING, asking_headings, {DeckMode.AUTO})
HEADING_OF_LEVEL: Final = Syntax(Kind.HEADING, headings_of_level, {DeckMode.HEADINGS})
