"""Questions that were answered in the time they have."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.statistics.limits import KeptLimits
from flashcards.services.statistics.stats import Stats
from flashcards.views.statistics.section import StatsSection
from flashcards.views.text import counted, one_line

_AREA_WIDTH: Final = 20


def kept_line(row: KeptLimits) -> str:
    """`26 of 30 theory questions within 2 minutes`."""
    area = one_line(row.area, _AREA_WIDTH)
    questions = f"{row.kept:,} of {counted(row.questions, f'{area} question')}"
    minutes, seconds = divmod(row.limit_s, 60)
    within = counted(row.limit_s, "second") if seconds else counted(minutes, "minute")
    return f"{questions} within {within}"


def _lines(figures: Stats, _width: int) -> Iterator[str]:
    """Each area's questions, by the time they have."""
    if not figures.limits:
        yield "You have not answered a question with a time limit yet."
    for row in figures.limits:
        answers = f"{row.answers_kept:,} of {counted(row.answers, 'answer')}"
        yield f"{kept_line(row)}; {answers} in time."


LIMITS: Final = StatsSection(_lines, KeptLimits, lambda figures: figures.limits)
