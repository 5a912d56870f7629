"""Where siblings rest: cards studied within the days that they stay apart."""

from datetime import timedelta

from flashcards.core.card import CardId, Source
from flashcards.services.work import Work
from flashcards.storage.projection.queue import studied_since


def studied_lately(work: Work) -> dict[Source, set[CardId]]:
    """The cards studied lately, by the place they were cut from; none where none need rest."""
    days = work.collection.settings.sibling_days
    return studied_since(work.connection, work.today - timedelta(days=days - 1)) if days else {}
