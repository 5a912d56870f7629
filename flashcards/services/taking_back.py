"""An act taken back whole: every fact of it, and the schedules without it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from flashcards.core.card import CardId
from flashcards.core.log import Adopted, DueSet, Undo
from flashcards.core.stamp import FactId, Stamp
from flashcards.core.standing import KINDS
from flashcards.services.bringing_up import bring_up
from flashcards.services.collection import Collection
from flashcards.services.reading import Progress, unheard
from flashcards.services.standing import refold
from flashcards.storage import log
from flashcards.storage.database import Connection
from flashcards.storage.lineage import living_continuations
from flashcards.storage.reversion import cards_decided_after, due_days_undone_with


def take_back(
    connection: Connection,
    collection: Collection,
    now: datetime,
    act: FactId,
    progress: Progress = unheard,
) -> list[CardId]:
    """Undo the act that begins with a fact, with one undo a fact; the cards it was about."""
    facts = log.whole_act(connection, act)
    stamps = log.stamps(connection, now)
    log.append(connection, [Undo(next(stamps), fact.card, fact.stamp.id) for fact in facts])
    for fact in facts:
        if isinstance(fact, Adopted) and fact.reverts:
            log.append(connection, _due_days_again(connection, fact, stamps))
    if any(isinstance(fact, KINDS) for fact in facts):
        refold(connection)
    cards = list(dict.fromkeys(fact.card for fact in facts if fact.card is not None))
    changed = any(isinstance(fact, Adopted) for fact in facts)
    bring_up(connection, collection, cards, progress, parameters_changed=changed)
    return cards


def _due_days_again(
    connection: Connection, reversion: Adopted, stamps: Iterator[Stamp]
) -> list[DueSet]:
    """The due days that the way back took back, but for cards decided on since, said once more.

    An undo stands for ever, so what it took back has to be said anew, as part of the same act.
    """
    undone = due_days_undone_with(connection, reversion)
    if not undone:
        return []
    decided = cards_decided_after(connection, reversion)
    now = living_continuations(connection)
    return [
        replace(fact, stamp=next(stamps))
        for fact in undone
        if decided.isdisjoint((fact.card, now.get(fact.card, fact.card)))
    ]
