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
from flashcards.views.statistics.section import ALL, SECTIONS, StatsSection
from flashcards.views.statistics.summary import SUMMARY
from flashcards.views.statistics.times import TIMES
from flashcards.views.text import filled
from flashcards.views.view import Rows, View

_RULE: Final = 60
_SECTIONS: Final = dict(
    zip(
        SECTIONS,
        (
            *(SUMMARY, RETENTION, DAYS, CARDS, CALIBRATION),
            *(ANSWERS, TIMES, LIMITS, HARDEST, DECKS),
        ),
        strict=True,
    )
)


def stats_view(figures: Stats, section: str, width: int) -> View:
    """A section, or `all` of them as lines; as JSON all figures, whatever the section."""
    if section == ALL:
        return View(_all_lines(figures, width), document=figures)
    chosen = _SECTIONS[section]
    rows = Rows(chosen.row, chosen.rows(figures))
    return View(_section_lines(chosen, figures, width), rows, figures)


def _all_lines(figures: Stats, width: int) -> Iterator[str]:
    """Every section under its name."""
    for number, (name, section) in enumerate(_SECTIONS.items()):
        if number:
            yield ""
        yield f"── {name} ".ljust(min(width, _RULE), "─")
        yield from _section_lines(section, figures, width)


def _section_lines(section: StatsSection, figures: Stats, width: int) -> Iterator[str]:
    """A section's lines, none of words wider than `width`."""
    return (part for line in section.lines(figures, width) for part in filled(line, width))
