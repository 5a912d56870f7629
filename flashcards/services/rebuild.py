"""The projection thrown away and made anew from the log."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.replay import replay
from flashcards.core.schedule import Schedule
from flashcards.services.collection import Collection
from flashcards.services.reading import Progress, unheard
from flashcards.storage import log
from flashcards.storage.cards import retentions
from flashcards.storage.database import Connection, writing
from flashcards.storage.decks import refresh_new
from flashcards.storage.schedules import add_schedules, drop_schedules

_CARDS_AT_ONCE: Final = 2_000


def rebuild(collection: Collection, progress: Progress = unheard) -> int:
    """Replay every card's facts; how many cards have a schedule now."""
    with writing(collection.engine) as connection:
        total = log.card_count(connection)
        drop_schedules(connection)
        schedules = _replayed(connection, collection)
        done = 0
        while chunk := list(islice(schedules, _CARDS_AT_ONCE)):
            add_schedules(connection, chunk)
            done += len(chunk)
            progress(done, total)
        refresh_new(connection)
    return done


def _replayed(connection: Connection, collection: Collection) -> Iterator[tuple[CardId, Schedule]]:
    retention = retentions(connection)
    for card, facts in log.facts_by_card(connection):
        yield card, replay(facts, collection.policy(retention.get(card)))
