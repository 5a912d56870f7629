"""Schedules brought up to facts: of one card, of many, and of an act that moves due days."""

from collections.abc import Collection as Several
from collections.abc import Mapping
from datetime import date
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.lineage import continuations
from flashcards.core.log.stamp import FactId
from flashcards.core.schedule import Schedule
from flashcards.core.scheduling.replay import replay
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.services.work import Work
from flashcards.storage.log import log
from flashcards.storage.log.lineage import all_edges, edges_around
from flashcards.storage.log.outranked import settle_outranked
from flashcards.storage.projection.cards import overrides_of_card, stale
from flashcards.storage.projection.schedules import put_schedule

_MANY: Final = 2_000
"""Cards from which on making all schedules anew is no slower than making theirs, one by one."""


@dataclass(frozen=True, slots=True)
class Moves:
    """The new due days of cards in review; `why` is the verb that sets them.

    `act` is the fact that this is part of, if any; else the first due day set begins an act.
    """

    days: Mapping[CardId, date]
    why: str
    act: FactId | None = None


def reschedule(work: Work, card: CardId) -> Schedule:
    """Replay the card's history into its schedule."""
    overrides = overrides_of_card(work.connection, card)
    schedule = replay(log.history_of(work.connection, card), work.policy(overrides))
    put_schedule(work.connection, card, schedule, overrides)
    return schedule


def reschedule_continuations(work: Work, card: CardId) -> None:
    """Replay what took the card's history over: the other ids that edges lead to."""
    for other in others_after(work, card):
        reschedule(work, other)


def others_after(work: Work, card: CardId) -> list[CardId]:
    """The other ids that edges lead to, so that their histories take in this one's."""
    return sorted(continuations(card, edges_around(work.connection, card)) - {card})


def reschedule_stale(work: Work, changed: Several[str] = ()) -> None:
    """Replay the cards whose own policy changed: by their deck, or in files that changed."""
    cards = list(stale(work.connection, changed))
    if len(cards) > _MANY:
        from flashcards.services.log.rebuild import rebuild_within

        rebuild_within(work, unheard)
        return
    for card in cards:
        reschedule(work, card)


def settle_and_reschedule(
    work: Work,
    cards: Several[CardId],
    progress: Progress,
    *,
    parameters_changed: bool,
    rivals: Several[CardId] | None = None,
) -> None:
    """Settle what is outranked among new facts, and replay the cards that they are about.

    Where it is known, `rivals` are the cards of which something may be outranked now.
    """
    is_whole = parameters_changed or len(cards) > _MANY
    if rivals is not None or not is_whole:  # what makes all anew settles all
        settle_outranked(work.connection, cards if rivals is None else rivals)
    told = rivals is not None
    reschedule_many(
        work, sorted(cards), progress, parameters_changed=parameters_changed, is_settled=told
    )


def reschedule_many(
    work: Work,
    cards: Several[CardId],
    progress: Progress,
    *,
    parameters_changed: bool = False,
    is_settled: bool = False,
) -> None:
    """Replay the cards and what their histories flow into; all there are where that is faster."""
    if parameters_changed or len(cards) > _MANY:
        from flashcards.services.log.rebuild import rebuild_within

        rebuild_within(work, progress, is_settled=is_settled)
        return
    total = Amount(len(cards), "cards")
    for number, card in enumerate(cards, 1):
        reschedule_continuations(work, card)
        reschedule(work, card)
        progress(number, total)


def move(work: Work, moves: Moves) -> None:
    """Write the due days down, and bring up to them all schedules that the histories flow into."""
    from flashcards.storage.projection.due_days import move_due_days

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
