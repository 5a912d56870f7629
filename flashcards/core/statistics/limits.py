"""How often answers kept to the time there is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.study.timing import Timing


class TimedAnswer(NamedTuple):
    """An answer that had `limit_s` seconds; `answer_ms` is what it took of them, if known."""

    card: CardId
    limit_s: int
    answer_ms: int | None

    @property
    def is_kept(self) -> bool:
        """Whether it was within its limit; one whose time is unknown was not seen to be."""
        return self.answer_ms is not None and not Timing(self.answer_ms, self.limit_s).over_s


@dataclass(frozen=True, slots=True)
class KeptLimits:
    """Questions of an area with so much time, of which `kept` were last answered within it.

    `answers` are all that had this limit, `answers_kept` those within it.
    """

    area: str
    limit_s: int
    questions: int
    kept: int
    answers: int
    answers_kept: int


def kept_limits(
    answers: Iterable[TimedAnswer], areas: Mapping[CardId, str]
) -> tuple[KeptLimits, ...]:
    """A row for each area and limit, from answers in order; cards without an area left out.

    A question belongs to the limit that its latest answer had.
    """
    latest: dict[CardId, TimedAnswer] = {}
    every: defaultdict[tuple[str, int], list[TimedAnswer]] = defaultdict(list)
    for answer in answers:
        if answer.card in areas:
            latest[answer.card] = answer
            every[areas[answer.card], answer.limit_s].append(answer)
    return tuple(_row(*group, every[group], latest, areas) for group in sorted(every))


def _row(
    area: str,
    limit_s: int,
    answers: list[TimedAnswer],
    latest: Mapping[CardId, TimedAnswer],
    areas: Mapping[CardId, str],
) -> KeptLimits:
    own = [one for one in latest.values() if (areas[one.card], one.limit_s) == (area, limit_s)]
    kept, answers_kept = (sum(one.is_kept for one in some) for some in (own, answers))
    return KeptLimits(area, limit_s, len(own), kept, len(answers), answers_kept)
