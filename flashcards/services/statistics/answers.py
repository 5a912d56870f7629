"""The answers that count, each with what it found, as statistics look at them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Crammed, Reset
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.schedule import AS_COLLECTION
from flashcards.core.statistics.answered import (
    AnswerInContext,
    CountingReview,
    Order,
    answers_of,
    crammed_answer,
    lives,
)
from flashcards.core.statistics.distributions import CardFigures
from flashcards.services.progress import Progress
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.log.log import facts_that_count
from flashcards.storage.projection.cards import overriding
from flashcards.storage.read_models.statistics import given_answers

_TOLD_EVERY: Final = 1_000


def counted_answers(
    work: Work, standing: Mapping[CardId, CardFigures], progress: Progress
) -> Iterator[AnswerInContext]:
    """Reviews card by card, then what was crammed, under the ids that the cards have now."""
    now = living_continuations(work.connection)
    limits = {card: one.limit_s for card, one in standing.items()}
    yield from _reviews(work, now, limits, progress)
    for crammed in facts_that_count(work.connection, Crammed):
        card = now.get(crammed.card, crammed.card)
        yield crammed_answer(card, crammed, limits.get(card))


def _reviews(
    work: Work,
    now: Mapping[CardId, CardId],
    limits: Mapping[CardId, int | None],
    progress: Progress,
) -> Iterator[AnswerInContext]:
    connection, policy = work.connection, work.policy()
    histories: defaultdict[CardId, list[CountingReview]] = defaultdict(list)
    for given in given_answers(connection):
        histories[now.get(given.card, given.card)].append(given)
    resets = _resets(connection, now)
    own = overriding(connection)
    model = Model(policy.parameters)
    for number, (card, history) in enumerate(histories.items(), start=1):
        of_deck = policy.overridden(own.get(card, AS_COLLECTION)) if card in own else policy
        for life in lives(history, resets[card]) if card in resets else (history,):
            yield from answers_of(card, life, of_deck, model, limits.get(card))
        if number % _TOLD_EVERY == 0 or number == len(histories):
            progress(number, len(histories))


def _resets(connection: Connection, now: Mapping[CardId, CardId]) -> dict[CardId, list[Order]]:
    """Where each card's resets came about."""
    found: defaultdict[CardId, list[Order]] = defaultdict(list)
    for reset in facts_that_count(connection, Reset):
        came_about = reset.stamp.clock, reset.stamp.id
        found[now.get(reset.card, reset.card)].append(came_about)
    return found
