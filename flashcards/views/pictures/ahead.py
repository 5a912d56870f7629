"""What comes, as pictures: cards that fall due, and how ready the learner is."""

from typing import Final

from flashcards.services.preparation.readiness import Readiness
from flashcards.services.study.due import Due
from flashcards.views.html import Html
from flashcards.views.pictures.charts import columns, figures
from flashcards.views.text import counted, one_line

_LONGEST: Final = 12
"""Letters of an area's name below its column."""


def due_picture(day: Due) -> Html:
    """Cards that fall due on the next days."""
    labels = [f"{one.on:%a} {one.on.day}" for one in day.forecast]
    values = [one.due for one in day.forecast]
    return columns(values, labels, f"{counted(sum(values), 'card')} due in {len(values)} days")


def readiness_picture(found: Readiness) -> Html:
    """How ready each area is, of 100, and all of them."""
    rows = (*found.areas, found.whole)
    said = f"Ready for {found.on:%d %B %Y}: {found.figure:.0f} of 100"
    labels = [one_line(one.area or "all", _LONGEST) for one in rows]
    return figures([one.figure for one in rows], labels, said)
