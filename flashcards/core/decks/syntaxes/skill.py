"""Self-assessments: a skill, and the condition under which it counts; `S:`, rows and items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from flashcards.core.card import Card, Kind
from flashcards.core.deck import DeckMode, DeckSettings
from flashcards.core.decks.markdown.blocks import Item, LineRange, Row, holding
from flashcards.core.decks.markdown.comments import without_comments
from flashcards.core.decks.navigation import only_links
from flashcards.core.decks.page import Page, item_text
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax, Texts
from flashcards.core.problem import error

_SKILL: Final = re.compile(r"\b(?:skill|topic|area)", re.IGNORECASE)
_CAN_YOU: Final = re.compile(r"\bcan (?:you|i)\b", re.IGNORECASE)
_CONDITION: Final = re.compile(r"\bcan (?:you|i)\b|\b(?:condition|criteri)", re.IGNORECASE)
_RATING: Final = re.compile(
    r"\b(?:rat(?:e|ing)|score|grade|self|level|1\s*[-\u2013]\s*5)\b", re.IGNORECASE
)
_RATING_CELL: Final = re.compile(r"[_\s.\u2026?]*[0-9]?\s*/\s*[0-9]+|[_\s.\u2026]+|")
_RATED: Final = re.compile(r"(?:(?:my|your|self)[ -])?(?:rating|score)\b.{0,20}", re.IGNORECASE)
_TO_RATE: Final = re.compile(r"\s*[_?.\u2026]*\s*/\s*(?:5|10)\s*")
_MAY_RATE: Final = re.compile(r"[_\s.?\u2026-]*[0-5]?\s*(?:/\s*(?:5|10))?\s*")
_DASH: Final = re.compile(r"\s(?:\u2014|\u2013|--?)\s")


def without_steps(said: DeckSettings) -> DeckSettings:
    """What a deck of skills says: they come back after a day or more.

    No steps of minutes, unless it names some.
    """
    policy = said.policy
    learning, relearning = (
        () if steps is None else steps for steps in (policy.learning_steps, policy.relearning_steps)
    )
    steps = replace(policy, learning_steps=learning, relearning_steps=relearning)
    return replace(said, policy=steps)


def tagged_skills(search: Search) -> Iterator[Found]:
    """The skills of `S:` tags: the tag's line, and the lines below as condition."""
    page = search.page
    for letter, lines in search.stretches:
        if letter == "S":
            skill = page.tagged_text(LineRange(lines.start, lines.start + 1))
            condition = page.text(LineRange(lines.start + 1, lines.end))
            yield _skill(page, lines, skill, condition)


def listed_skills(search: Search) -> Iterator[Found]:
    """The skills in the rows of tables and in top-level list items, outside the taken lines."""
    page, taken = search.page, search.taken
    for header, *rows in page.blocks.tables:
        if not holding(taken, header.line):
            yield from _rows(page, header, rows)
    for item in page.blocks.items:
        if item.top and not holding(taken, item.lines.start):
            yield from _listed_skill(page, item)


def rated_skills(search: Search) -> Iterator[Found]:
    """The skills in tables with a column to rate oneself in, outside the taken lines."""
    for header, *rows in search.page.blocks.tables:
        if not holding(search.taken, header.line) and _has_ratings(header, rows):
            yield from _rows(search.page, header, rows)


def as_skill(card: Card) -> Texts:
    """A skill with its condition below it."""
    return (("S:", "\n".join(part for part in (card.front, card.back) if part)),)


def _listed_skill(page: Page, item: Item) -> Iterator[Found]:
    whole, opening, below = item_text(page, item)
    if only_links(opening) and (not below or only_links(below)):
        return
    dash = _DASH.search(opening)
    if dash is None:
        yield _skill(page, item.lines, opening, below)
    else:
        front, back = opening[: dash.start()].strip(), whole[dash.end() :].lstrip()
        yield _skill(page, item.lines, front, back)


def _has_ratings(header: Row, rows: Sequence[Row]) -> bool:
    """Whether a column is one to rate oneself in: by its name, if all in it may be a rating."""
    return any(
        _RATED.fullmatch(name.strip("*_ ")) or any(_TO_RATE.fullmatch(cell) for cell in cells)
        for name, *cells in zip(header.cells, *(row.cells for row in rows), strict=False)
        if all(_MAY_RATE.fullmatch(cell) for cell in cells)
    )


def _rows(page: Page, header: Row, rows: Sequence[Row]) -> Iterator[Found]:
    skill, condition = _columns(header.cells)
    for row in rows:
        cells = [without_comments(cell).strip() for cell in row.cells]
        text = "" if condition is None else cells[condition]
        if any(cells) and not all(only_links(cell) for cell in cells if cell):
            text = "" if _RATING_CELL.fullmatch(text) else text
            yield _skill(page, LineRange(row.line, row.line + 1), cells[skill], text)


def _columns(header: Sequence[str]) -> tuple[int, int | None]:
    """The columns of skill and condition: by their names, else the first two.

    `Can you …` is the condition of a skill to its left, or itself the skill where it comes first.
    """
    asked = [column for column, name in enumerate(header) if not _is_rating(name)] or [0]
    skill = next((column for column in asked if _SKILL.search(header[column])), None)
    condition = next((column for column in asked if _CONDITION.search(header[column])), None)
    if skill is None and condition == asked[0] and _CAN_YOU.search(header[condition]):
        skill, condition = condition, None
    if skill is None:
        skill = next((column for column in asked if column != condition), asked[0])
    if condition is None:
        condition = next((column for column in asked if column != skill), None)
    return skill, condition


def _is_rating(name: str) -> bool:
    return bool(_RATING.search(name)) and not _SKILL.search(name) and not _CONDITION.search(name)


def _skill(page: Page, lines: LineRange, skill: str, condition: str) -> Found:
    if not skill:
        return error(page.file, lines.start, "empty skill", "name the skill, or delete the line")
    return Draft(Kind.SELF_ASSESSMENT, lines, (Face(skill, condition),))


TAGGED_SKILL: Final = Syntax(Kind.SELF_ASSESSMENT, tagged_skills, tags="S", write=as_skill)
RATED_SKILL: Final = Syntax(Kind.SELF_ASSESSMENT, rated_skills, {DeckMode.AUTO}, write=as_skill)
LISTED_SKILL: Final = Syntax(
    Kind.SELF_ASSESSMENT,
    listed_skills,
    {DeckMode.SELF_ASSESSMENT},
    write=as_skill,
    settings=without_steps,
)
