"""Schedules brought up to facts that concern many cards."""

from collections.abc import Collection as Several
from typing import Final

from flashcards.core.card import CardId
from flashcards.services.log.append import reschedule, reschedule_continuations
from flashcards.services.progress import Progress
from flashcards.services.work import Work

_MANY: Final = 2_000
"""Cards from which on making all schedules anew is no slower than making theirs, one by one."""


def bring_up(
    work: Work,
    cards: Several[CardId],
    progress: Progress,
    *,
    parameters_changed: bool = False,
) -> None:
    """Replay the cards and what their histories flow into; all there are where that is faster."""
    if parameters_changed or len(cards) > _MANY:
        from flashcards.services.log.rebuild import rebuild_within

        rebuild_within(work, progress)
        return
    for number, card in enumerate(cards, 1):
        reschedule_continuations(work, card)
        reschedule(work, card)
        progress(number, len(cards))
