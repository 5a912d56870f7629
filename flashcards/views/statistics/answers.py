"""How often each grade was given, and its share."""

from typing import Final

from flashcards.core.statistics.answer_figures import Grades
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import percent


def _grade(name: str) -> Column:
    def cell(row: Grades) -> str:
        count = int(getattr(row, name))
        return f"{count:,} {count / row.answers:4.0%}" if count else percent(None)

    return Column(name, cell, 12, right=True)


_COLUMNS: Final = (
    Column("cards", lambda row: row.cards, 8),
    *map(_grade, ("again", "hard", "good", "easy")),
    Column("correct", lambda row: percent(row.correct), 7, right=True),
)
ANSWERS: Final = StatsSection(
    lambda figures, width: table_lines(_COLUMNS, figures.answers, width),
    Grades,
    lambda figures: figures.answers,
)
