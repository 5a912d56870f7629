"""How long answers take."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from flashcards.core.statistics.answered import AnswerInContext


@dataclass(frozen=True, slots=True)
class Times:
    """Counted thinking time of a deck, or (deck null) of all; answers without a time left out.

    `mean_s` and `median_s` are seconds an answer took, `card_s` the seconds that a card has
    taken altogether, on average; None of nothing.
    """

    deck: str | None
    answers: int
    minutes: float
    mean_s: float | None
    median_s: float | None
    card_s: float | None


def times(answers: Iterable[AnswerInContext], deck: str | None) -> Times:
    """The times of answers, which may be crammed ones too."""
    timed = [(answer.card, answer.counted_ms) for answer in answers]
    known = [(card, took) for card, took in timed if took is not None]
    if not known:
        return Times(deck, 0, 0.0, None, None, None)
    took_ms = [took for _, took in known]
    total, cards = sum(took_ms), len({card for card, _ in known})
    return Times(
        deck,
        len(known),
        round(total / 60_000, 1),
        round(total / len(took_ms) / 1000, 1),
        round(median(took_ms) / 1000, 1),
        round(total / cards / 1000, 1),
    )
