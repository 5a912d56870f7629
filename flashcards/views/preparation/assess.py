"""Skills over time, and what trains the weak ones."""

import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from flashcards.services.preparation.assess import SkillRow, Training
from flashcards.views.bars import sparkline
from flashcards.views.table import Column, table_lines
from flashcards.views.text import beside, counted, filled, one_line, plain
from flashcards.views.view import Rows, View

_BEST: Final = 5
_MOST: Final = 10
"""As many ratings as the line of a skill has room for: the latest."""
_INDENT: Final = "     "


def history_view(rows: Sequence[SkillRow], width: int) -> View:
    """Each skill on a line: its ratings, the last, what changed, whether it is below 4."""
    return View(_history(rows, width), Rows(SkillRow, rows))


def nothing_line(below: int | None, due_on: date | None) -> str:
    """That no skill is asked, and when one is."""
    if below is not None:
        return "No skill matches: `flash assess --history` shows all of them."
    back = f" The next comes back on {due_on}." if due_on else ""
    return f"No skill is due today.{back} All of them: flash assess --all"


def training_lines(found: Sequence[Training], width: int) -> Iterator[str]:
    """The skills below 4, each with the command that reviews what trains it."""
    if found:
        yield ""
        yield f"Below 4: {counted(len(found), 'skill')}, weakest first."
    for one in found:
        yield from _training(one, width)


def _history(rows: Sequence[SkillRow], width: int) -> Iterator[str]:
    yield from table_lines(_COLUMNS, rows, width)
    yield ""
    yield rated_line(rows)


def rated_line(rows: Sequence[SkillRow]) -> str:
    """How many skills there are, are rated, are below 4."""
    rated = [row for row in rows if row.latest is not None]
    below = sum(row.below_4 for row in rated)
    return f"{counted(len(rows), 'skill')}, {len(rated):,} rated, {below:,} below 4."


def _training(one: Training, width: int) -> Iterator[str]:
    yield from beside(f"  {one.skill.latest}  ", one_line(one.skill.skill), width)
    kind, name = ("area", one.skill.area) if one.tag is None else ("tag", one.tag)
    if one.cards:
        command = f"flash review --{kind} {shlex.quote(plain(name))}"
        yield f"{_INDENT}{counted(one.cards, 'card')}: {command}"
    if one.prompts:
        questions = counted(one.prompts, "question")
        command = f"flash mock {shlex.quote(plain(one.skill.area))}"
        yield f"{_INDENT}{questions} for mocks: {command}"
    if not one.cards + one.prompts:
        none = f"{_INDENT}No other card has its tags or its area: write some, or give it a tag."
        yield from filled(none, width)


def scores_picture(row: SkillRow) -> str:
    """A block a rating, as high as its share of 5."""
    return sparkline([*(rated.score for rated in row.ratings[-_MOST:]), _BEST])[:-1]


def change_said(row: SkillRow) -> str:
    """What changed since the rating before."""
    return "" if row.change is None else f"{row.change:+d}" if row.change else "="


_COLUMNS: Final = (
    Column("now", lambda row: "–" if row.latest is None else row.latest, 3, right=True),
    Column("change", change_said, 6, right=True),
    Column("", lambda row: "below 4" if row.below_4 else "", 7),
    Column("over time", scores_picture, _MOST),
    Column("area", lambda row: row.area, 11),
    Column("skill", lambda row: row.skill),
)
