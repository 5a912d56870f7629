"""Which points were said with which answer, whatever id it has by now."""

from collections.abc import Iterable, Mapping

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review, Said
from flashcards.core.log.order import in_order_of_coming_about
from flashcards.core.log.stamp import FactId, MachineId

AnswerKey = tuple[CardId, MachineId, int]
"""What an answer and all that says it anew have in common: card, machine, clock."""


def answer_key(review: Review) -> AnswerKey:
    """The key of an answer; its instant is no part, for a redating changes that."""
    return review.card, review.stamp.machine, review.stamp.clock


def points_said(told: Iterable[Said], keys: Mapping[FactId, AnswerKey]) -> dict[AnswerKey, Said]:
    """The facts that hold, by the answers they name; of several about one, the latest.

    So an undo and a new grade need not know of these facts: a version that does not, does no harm.
    """
    ordered = in_order_of_coming_about(told)
    return {keys[fact.review]: fact for fact in ordered if fact.review in keys}
