"""The projection thrown away and made anew from the log."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.schedule import AS_COLLECTION, Overrides, Policy, Schedule
from flashcards.core.scheduling.replay import played, replay
from flashcards.services.collection import Collection
from flashcards.services.policies import stamp_policy
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.services.work import Work, within
from flashcards.storage.database.bulk import make_card_index
from flashcards.storage.database.engine import writing
from flashcards.storage.database.tables import EPOCH
from flashcards.storage.log import log
from flashcards.storage.log.lineage import all_edges, drop_edges, put_edges
from flashcards.storage.log.outranked import settle_outranked
from flashcards.storage.log.review_series import cards_besides_reviews, courses_and_acts
from flashcards.storage.projection.cards import overriding
from flashcards.storage.projection.decks import refresh_new
from flashcards.storage.projection.schedules import add_schedules, drop_schedules

_CARDS_AT_ONCE: Final = 2_000

Replayed = tuple[CardId, Schedule, Overrides]


def rebuild(collection: Collection, progress: Progress = unheard) -> int:
    """Replay every card's facts; how many cards have a schedule now."""
    with writing(collection.engine) as connection:
        return rebuild_within(within(connection, collection, EPOCH), progress)  # nothing happens


def rebuild_within(work: Work, progress: Progress, *, is_settled: bool = False) -> int:
    """Rebuild inside a transaction that is open; no fact is written.

    `is_settled`: what is outranked is settled, and stays.
    """
    connection = work.connection
    make_card_index(connection)
    total = Amount(log.card_count(connection), "cards")
    drop_schedules(connection)
    drop_edges(connection)
    put_edges(connection, log.facts_about_edges(connection))
    if not is_settled:
        settle_outranked(connection)
    work.refold()
    schedules = _replayed(work)
    done = 0
    while chunk := list(islice(schedules, _CARDS_AT_ONCE)):
        add_schedules(connection, chunk)
        done += len(chunk)
        progress(done, total)
    refresh_new(connection)
    stamp_policy(connection, work.policy())
    return done


def _replayed(work: Work) -> Iterator[Replayed]:
    """Every card with facts: from reviews and what moved it where these are all, else from all."""
    connection = work.connection
    own = overriding(connection)
    policies = _Policies(work)
    besides = cards_besides_reviews(connection)
    # Nearly all cards have reviews, and some of them were moved: those are replayed from bare
    # columns, and no facts are made of answers. Who was reset or linked goes the long way.
    for card, course, acts in courses_and_acts(connection):
        if card not in besides:
            overrides = own.get(card, AS_COLLECTION)
            yield card, played(course, acts, policies[overrides]), overrides
    linked = {end for edge in all_edges(connection) for end in (edge.old, edge.new)}
    for card, facts in log.facts_besides_reviews(connection):
        history = log.history_of(connection, card) if card in linked else facts
        overrides = own.get(card, AS_COLLECTION)
        yield card, replay(history, policies[overrides]), overrides


class _Policies(dict[Overrides, Policy]):
    """The policy under each deck's own settings, looked up once."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, overrides: Overrides) -> Policy:
        self[overrides] = self._work.policy(overrides)
        return self[overrides]
