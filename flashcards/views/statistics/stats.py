"""How the learner has done, section by section."""

from collections.abc import Iterator
from typing import Final

from flashcards.services.statistics.stats import Stats
from flashcards.views.statistics.answers import ANSWERS
from flashcards.views.statistics.calibration import CALIBRATION
from flashcards.views.statistics.cards import CARDS
from flashcards.views.statistics.days import DAYS
from flashcards.views.statistics.decks import DECKS
from flashcards.views.statistics.hardest import HARDEST
from flashcards.views.statistics.limits import LIMITS
from flashcards.views.statistics.retention import RETENTION
from flashcards.views.statistics.summary import SUMMARY
from flashcards.views.statistics.times import TIMES
from flashcards.views.view import Rows, View

_ALL: Final = "all"
_SECTIONS: Final = {
    "summary": SUMMARY,
    "retention": RETENTION,
    "days": DAYS,
    "cards": CARDS,
    "calibration": CALIBRATION,
    "answers": ANSWERS,
    "time": TIMES,
    "limits": LIMITS,
    "hardest": HARDEST,
    "decks": DECKS,
}


def stats_view(figures: Stats, section: str, width: int) -> View:
    """A section, or `all` of them as lines; as JSON all figures, whatever the section."""
    if section == _ALL:
        return View(_all_lines(figures, width), document=figures)
    chosen = _SECTIONS[section]
    rows = Rows(chosen.row, chosen.rows(figures))
    return View(chosen.lines(figures, width), rows, figures)


def _all_lines(figures: Stats, width: int) -> Iterator[str]:
    """Every section under its name."""
    for number, (name, section) in enumerate(_SECTIONS.items()):
        yield ("\n" if number else "") + f"── {name} ".ljust(60, "─")
        yield from section.lines(figures, width)
