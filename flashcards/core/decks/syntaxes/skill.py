"""Self-assessments: a skill, and the condition under which it counts; `S:`, rows and items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from flashcards.core.card import Card, Kind
from flashcards.core.deck import DeckMode, DeckSettings
from flashcards.core.decks.markdown.blocks import Item, LineRange, Row, holding
from flashcards.core.decks.markdown.comments import without_comments
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
            yield _listed_skill(page, item)


def as_skill(card: Card) -> Texts:
    """A skill with its condition below it."""
    return (("S:", "\n".join(part for part in (card.front, card.back) if part)),)


def _listed_skill(page: Page, item: Item) -> Found:
    whole, opening, below = item_text(page, item)
    dash = _DASH.search(opening)
    if dash is None:
        return _skill(page, item.lines, opening, below)
    return _skill(page, item.lines, opening[: dash.start()].strip(), whole[dash.end() :].lstrip())


def _rows(page: Page, header: Row, rows: Sequence[Row]) -> Iterator[Found]:
    skill, condition = _columns(header.cells)
    for row in rows:
        cells = [without_comments(cell).strip() for cell in row.cells]
        text = "" if condition is None else cells[condition]
        if any(cells):
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
LISTED_SKILL: Final = Syntax(
    Kind.SELF_ASSESSMENT,
    listed_skills,
    {DeckMode.SELF_ASSESSMENT},
    write=as_skill,
    settings=without_steps,
)
