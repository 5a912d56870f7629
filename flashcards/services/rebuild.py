"""The projection thrown away and made anew from the log."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.replay import outcome, replay
from flashcards.core.schedule import AS_COLLECTION, Overrides, Policy, Schedule
from flashcards.services.collection import Collection
from flashcards.services.policies import policy_of, stamp_policy
from flashcards.services.reading import Progress, unheard
from flashcards.services.standing import refold
from flashcards.storage import log
from flashcards.storage.cards import overriding
from flashcards.storage.courses import cards_besides_reviews, courses
from flashcards.storage.database import Connection, writing
from flashcards.storage.decks import refresh_new
from flashcards.storage.lineage import all_edges, drop_edges, put_edges
from flashcards.storage.schedules import add_schedules, drop_schedules

_CARDS_AT_ONCE: Final = 2_000

Replayed = tuple[CardId, Schedule, Overrides]


def rebuild(collection: Collection, progress: Progress = unheard) -> int:
    """Replay every card's facts; how many cards have a schedule now."""
    with writing(collection.engine) as connection:
        return rebuild_within(connection, collection, progress)


def rebuild_within(connection: Connection, collection: Collection, progress: Progress) -> int:
    """Rebuild inside a transaction that is open."""
    total = log.card_count(connection)
    drop_schedules(connection)
    drop_edges(connection)
    put_edges(connection, log.facts_about_edges(connection))
    refold(connection)
    schedules = _replayed(connection, collection)
    done = 0
    while chunk := list(islice(schedules, _CARDS_AT_ONCE)):
        add_schedules(connection, chunk)
        done += len(chunk)
        progress(done, total)
    refresh_new(connection)
    stamp_policy(connection, collection)
    return done


def _replayed(connection: Connection, collection: Collection) -> Iterator[Replayed]:
    """Every card with facts: from its reviews where these are all, else from its whole history."""
    own = overriding(connection)
    policies = _Policies(connection, collection)
    besides = cards_besides_reviews(connection)
    empty = Schedule()
    for course in courses(connection):
        if course.card not in besides:
            overrides = own.get(course.card, AS_COLLECTION)
            yield course.card, outcome(empty, course, policies[overrides]).schedule, overrides
    linked = {end for edge in all_edges(connection) for end in (edge.old, edge.new)}
    for card, facts in log.facts_besides_reviews(connection):
        history = log.history_of(connection, card) if card in linked else facts
        overrides = own.get(card, AS_COLLECTION)
        yield card, replay(history, policies[overrides]), overrides


class _Policies(dict[Overrides, Policy]):
    """The policy under each deck's own settings, looked up once."""

    def __init__(self, connection: Connection, collection: Collection) -> None:
        super().__init__()
        self._origin = connection, collection

    def __missing__(self, overrides: Overrides) -> Policy:
        self[overrides] = policy_of(*self._origin, overrides)
        return self[overrides]
