"""Due days moved by an act on many cards, as facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.stamp import FactId
from flashcards.services.log.append import reschedule, reschedule_continuations
from flashcards.services.work import Work
from flashcards.storage.log import log
from flashcards.storage.log.lineage import all_edges
from flashcards.storage.projection.due_days import move_due_days


@dataclass(frozen=True, slots=True)
class Moves:
    """The new due days of cards in review; `why` is the verb that sets them.

    `act` is the fact that this is part of, if any; else the first due day set begins an act.
    """

    days: Mapping[CardId, date]
    why: str
    act: FactId | None = None


def move(work: Work, moves: Moves) -> None:
    """Write the due days down, and bring up to them all schedules that the histories flow into."""
    facts: list[DueSet] = []
    act = moves.act
    for card, day in moves.days.items():
        facts.append(DueSet(work.stamp(), card, day, moves.why, act))
        act = act or facts[0].stamp.id
    work.append(facts)
    move_due_days(work.connection, moves.days)
    if facts and log.is_outranked(work.connection, facts[0].stamp):
        for card in moves.days:
            reschedule(work, card)
    for card in sorted({edge.old for edge in all_edges(work.connection)} & moves.days.keys()):
        reschedule_continuations(work, card)
