"""An act taken back whole: every fact of it, and the schedules without it."""

from datetime import datetime
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log import Adopted, Undo
from flashcards.core.stamp import FactId
from flashcards.services.collection import Collection
from flashcards.services.reading import Progress, unheard
from flashcards.services.recording import reschedule, reschedule_continuations
from flashcards.storage import log
from flashcards.storage.database import Connection

_MANY: Final = 2_000
"""Cards from which on making all schedules anew is no slower than making theirs, one by one."""


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
    cards = list(dict.fromkeys(fact.card for fact in facts if fact.card is not None))
    if any(isinstance(fact, Adopted) for fact in facts) or len(cards) > _MANY:
        from flashcards.services.rebuild import rebuild_within

        rebuild_within(connection, collection, progress)
        return cards
    for number, card in enumerate(cards, 1):
        reschedule_continuations(connection, collection, card)
        reschedule(connection, collection, card)
        progress(number, len(cards))
    return cards
