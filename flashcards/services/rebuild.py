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
from flashcards.storage.lineage import all_edges, drop_edges, put_edges
from flashcards.storage.schedules import add_schedules, drop_schedules

_CARDS_AT_ONCE: Final = 2_000


def rebuild(collection: Collection, progress: Progress = unheard) -> int:
    """Replay every card's facts; how many cards have a schedule now."""
    with writing(collection.engine) as connection:
        total = log.card_count(connection)
        drop_schedules(connection)
        drop_edges(connection)
        put_edges(connection, log.facts_about_edges(connection))
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
    policies = {own: collection.policy(own) for own in {None, *retention.values()}}
    linked = {end for edge in all_edges(connection) for end in (edge.old, edge.new)}
    for card, facts in log.replayed_facts_by_card(connection):
        if card not in linked:
            yield card, replay(facts, policies[retention.get(card)])
    for card in sorted(linked):
        history = log.history_of(connection, card)
        yield card, replay(history, policies[retention.get(card)])
