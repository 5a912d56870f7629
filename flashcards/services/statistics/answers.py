"""The answers that count, card by card, each with what it found, as statistics look at them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Crammed, Reset
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.schedule import AS_COLLECTION
from flashcards.core.statistics.answered import (
    Answers,
    CountingReviews,
    Order,
    added,
    answers_of,
    crammed_answers,
    lives,
)
from flashcards.core.statistics.distributions import CardFigures
from flashcards.services.progress import Amount, Progress
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.log.log import card_count, facts_that_count
from flashcards.storage.projection.cards import overriding
from flashcards.storage.read_models.statistics import reviews_by_card

_TOLD_EVERY: Final = 1_000


def counted_answers(
    work: Work, standing: Mapping[CardId, CardFigures], progress: Progress
) -> Iterator[tuple[CardId, Answers]]:
    """All answers to each card that has any, what was crammed too, under the ids of now."""
    now = living_continuations(work.connection)
    crammed = _crammed(work.connection, now)
    resets = _resets(work.connection, now)
    walk = _Walk(work, standing, resets)
    total = Amount(card_count(work.connection), "cards")
    found = reviews_by_card(work.connection, now, resets)
    for number, (card, history) in enumerate(found, start=1):
        parts = list(walk.reviews(card, history))
        yield card, added(parts + walk.crammed(card, crammed.pop(card, [])))
        if number % _TOLD_EVERY == 0:
            progress(number, total)
    for card, own in crammed.items():
        yield card, added(walk.crammed(card, own))
    progress(total, total)


class _Walk:
    """What the answers to any card are looked at with."""

    def __init__(
        self,
        work: Work,
        standing: Mapping[CardId, CardFigures],
        resets: Mapping[CardId, list[Order]],
    ) -> None:
        self._policy = work.policy()
        self._model = Model(self._policy.parameters)
        self._own = overriding(work.connection)
        self._standing, self._resets = standing, resets

    def reviews(self, card: CardId, history: CountingReviews) -> Iterator[Answers]:
        """A card's reviews, life by life."""
        policy, resets = self._policy, self._resets.get(card)
        if card in self._own:
            policy = policy.overridden(self._own.get(card, AS_COLLECTION))
        for life in lives(history, resets) if resets else (history,):
            yield answers_of(life, policy, self._model, self._limit_s(card))

    def crammed(self, card: CardId, crammed: list[Crammed]) -> list[Answers]:
        """What was crammed of a card, if anything was."""
        return [crammed_answers(crammed, self._limit_s(card))] if crammed else []

    def _limit_s(self, card: CardId) -> int | None:
        one = self._standing.get(card)
        return one and one.limit_s


def _crammed(connection: Connection, now: Mapping[CardId, CardId]) -> dict[CardId, list[Crammed]]:
    found: defaultdict[CardId, list[Crammed]] = defaultdict(list)
    for crammed in facts_that_count(connection, Crammed):
        found[now.get(crammed.card, crammed.card)].append(crammed)
    return found


def _resets(connection: Connection, now: Mapping[CardId, CardId]) -> dict[CardId, list[Order]]:
    """Where each card's resets came about."""
    found: defaultdict[CardId, list[Order]] = defaultdict(list)
    for reset in facts_that_count(connection, Reset):
        came_about = reset.stamp.clock, reset.stamp.id
        found[now.get(reset.card, reset.card)].append(came_about)
    return found
