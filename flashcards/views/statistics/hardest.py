"""The ten hardest cards."""

from collections.abc import Iterator
from typing import Final

from flashcards.services.statistics.stats import HardCard, Stats
from flashcards.views.statistics.section import StatsSection
from flashcards.views.text import counted, one_line

_LONGEST: Final = 160


def _lines(figures: Stats, _width: int) -> Iterator[str]:
    if not figures.hardest:
        yield "No card has been answered yet."
    for card in figures.hardest:
        memory = f"difficulty {card.difficulty:.1f} of 10 · stability {card.stability:.1f} days"
        leech = " · leech" if card.leech else ""
        yield one_line(f"{card.deck}:{card.line} · {card.question}", _LONGEST)
        yield f"  {counted(card.lapses, 'lapse')} · {memory}{leech}"


HARDEST: Final = StatsSection(_lines, HardCard, lambda figures: figures.hardest)
