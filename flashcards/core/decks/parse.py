"""A Markdown deck: text -> cards and problems."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, TypeVar

from flashcards.core.card import Card
from flashcards.core.deck import Deck, DeckSettings
from flashcards.core.decks.assembly import assembled
from flashcards.core.decks.draft import Draft, Found
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.page import Page, page_of
from flashcards.core.decks.settings.front_matter import DeckMode, FrontMatter, front_matter
from flashcards.core.decks.syntaxes.cloze import clozes
from flashcards.core.decks.syntaxes.heading import asking_headings, headings_of_level
from flashcards.core.decks.syntaxes.near_miss import missed_one_lines, missed_tags
from flashcards.core.decks.syntaxes.one_line import one_lines
from flashcards.core.decks.syntaxes.prompt import prompts
from flashcards.core.decks.syntaxes.skill import listed_skills, tagged_skills, without_steps
from flashcards.core.decks.syntaxes.story import STORY_LIMIT_S, stories
from flashcards.core.decks.syntaxes.tagged import stretches_of, tagged_cards
from flashcards.core.problem import Problem, Severity, error, warning

Thing = TypeVar("Thing", Card, Draft)

_LINE_END: Final = re.compile(r"\r\n?|\n")
_MERGE_MARK: Final = "<<<<<<< "


def parse_deck(text: str, file: str) -> Deck:
    """The deck in a file's text; any text will do, and mistakes are among its problems."""
    lines = _lines(text.removeprefix("\ufeff"))
    front = front_matter(lines, file)
    lines[: front.end] = [""] * front.end
    name = front.deck or file.removesuffix(".md")
    folder, _, below = file.partition("/")
    page = None if front.mode == DeckMode.NONE else page_of(file, lines)
    unsettled = [] if page is None else list(_unmerged(page))
    cards, problems = ([], unsettled) if page is None or unsettled else _cards(page, front)
    return Deck(
        file,
        name,
        front.area or (folder if below else name),
        _settings(front),
        tuple(cards),
        tuple(sorted([*front.problems, *problems], key=_line)),
        bool(unsettled) or any(problem.severity is Severity.ERROR for problem in front.problems),
    )


def _settings(front: FrontMatter) -> DeckSettings:
    """What the front matter says, and where it does not, what its mode does.

    Stories have a limit; skills come back after a day or more, without steps of minutes.
    """
    said = front.settings
    if front.mode == DeckMode.STORIES and said.limit_s is None:
        return replace(said, limit_s=STORY_LIMIT_S)
    if front.mode == DeckMode.SELF_ASSESSMENT:
        return replace(said, policy=without_steps(said.policy))
    return said


def _lines(text: str) -> list[str]:
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def _cards(page: Page, front: FrontMatter) -> tuple[list[Card], list[Problem]]:
    drafts, problems = _parted(chain(_found(page, front), _unclosed(page)))
    drafts.sort(key=_first_line)
    cards, mistakes = _parted(assembled(page, drafts))
    return cards, [*problems, *mistakes]


def _found(page: Page, front: FrontMatter) -> Iterator[Found]:
    """What all syntaxes find that count in the deck's mode."""
    stretches = stretches_of(page)
    taken = [stretch.lines for stretch in stretches]
    yield from tagged_cards(page, stretches)
    yield from tagged_skills(page, stretches)
    yield from clozes(page, stretches)
    yield from missed_tags(page)
    if front.mode == DeckMode.AUTO:
        yield from _in_auto(page, taken)
    elif front.mode == DeckMode.TAGS:
        yield from _on_one_line(page, taken)
    elif front.mode == DeckMode.HEADINGS:
        yield from headings_of_level(page, front.level)
    elif front.mode == DeckMode.PROMPTS:
        yield from prompts(page, front.level, taken)
    elif front.mode == DeckMode.STORIES:
        yield from stories(page, front.level)
    else:
        yield from listed_skills(page, taken)


def _in_auto(page: Page, taken: Sequence[LineRange]) -> Iterator[Found]:
    headings = list(asking_headings(page))
    yield from headings
    yield from _on_one_line(page, sorted([*taken, *(heading.lines for heading in headings)]))


def _on_one_line(page: Page, taken: Sequence[LineRange]) -> Iterator[Found]:
    yield from one_lines(page, taken)
    yield from missed_one_lines(page, taken)


def _unmerged(page: Page) -> Iterator[Problem]:
    """Marks that git leaves where two machines changed the same lines: neither text is meant.

    Those in code are code.
    """
    for line, text in enumerate(page.lines):
        if text.startswith(_MERGE_MARK) and not page.blocks.hidden[line]:
            message = "a merge that is not settled: both texts stand here"
            yield error(page.file, line, message, "keep one, and delete git's marks")


def _unclosed(page: Page) -> Iterator[Problem]:
    for line, what, swallows in page.blocks.unclosed:
        if swallows:
            message = f"{what} is never closed, and all below is inside it"
            yield error(page.file, line, message, "close it, or delete its opening")
        else:
            message = f"{what} is not closed before its list item ends"
            yield warning(page.file, line, message, "close it, indented like its opening")


def _parted(found: Iterable[Thing | Problem]) -> tuple[list[Thing], list[Problem]]:
    things: list[Thing] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            things.append(one)
    return things, problems


def _line(problem: Problem) -> int:
    return problem.source.line


def _first_line(draft: Draft) -> int:
    return draft.lines.start
