"""Where siblings rest: cards studied within the days that they stay apart."""

from datetime import date, timedelta

from flashcards.core.card import CardId, Source
from flashcards.services.collection import Collection
from flashcards.storage.database import Connection
from flashcards.storage.queue import studied_since


def studied_lately(
    connection: Connection, collection: Collection, today: date
) -> dict[Source, set[CardId]]:
    """The cards studied lately, by the place they were cut from; none where none need rest."""
    days = collection.settings.sibling_days
    return studied_since(connection, today - timedelta(days=days - 1)) if days else {}
