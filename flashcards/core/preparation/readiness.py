"""How ready the learner is: one figure from 0 to 100, by a formula that is said in full here.

An area's figure is the weighted mean of its parts, each from 0 to 1:

- recall: the mean probability of recall on the day, a card that was never seen counting 0;
- limits: of its timed cards, those whose latest timed answer kept the limit;
- skills: the mean of the latest scores, 1 counting 0 and 5 counting 1, an unrated skill 0;
- mocks: the mean of the last two mocks' scores on the same scale, one not held yet counting 0.

No evidence is no readiness: what could be shown and was not counts 0. Only what an area's decks
do not ask for (no timed card, no skill, no mock of that kind) is left out, its weight going to
the other parts. The whole is the weighted mean of the areas and, as a part of its own, the share
of the plan's minutes that are done, without a plan 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Final, NamedTuple

from flashcards.core.frozen import dataclass


class ReadinessPart(StrEnum):
    """What readiness is made of."""

    RECALL = "recall"
    MOCKS = "mocks"
    SKILLS = "skills"
    LIMITS = "limits"
    PLAN = "plan"


WEIGHTS: Final[Mapping[ReadinessPart, int]] = {
    ReadinessPart.RECALL: 40,
    ReadinessPart.MOCKS: 25,
    ReadinessPart.SKILLS: 15,
    ReadinessPart.LIMITS: 10,
    ReadinessPart.PLAN: 10,
}
"""Of 100. Recall is the best measured part, card by card, and foretold for the day itself. Mocks
come nearest to an interview, but there are few; scores are the learner's own opinion, under a
condition. A kept limit and a followed plan say that one can, not how well.
"""

ROUNDS: Final = ("theory", "coding", "design", "behavioural")
"""The areas that interviews have a round for, and that mocks are held of."""

# An interview cycle has a round of each of these; whatever else there is comes up inside of them.
ROUND_WEIGHT: Final = 4
"""An area with a round of its own counts four times as much as any other."""

MOCKS_COUNTED: Final = 2
"""The last mocks of an area that count: one may be luck."""

MILLION: Final = 1_000_000
"""Recall is added up in millionths: whole numbers come to the same in whichever order."""

_LOWEST, _HIGHEST = 1, 5


class Counts(NamedTuple):
    """What was counted in an area.

    `recall` is the sum over its cards, in millionths; of its `timed` cards, `clocked` have an
    answer that was timed, and the latest of `kept` was within the limit; `score` is the sum over
    the `rated` skills, `below` counts those under 4; `exercises` are the cards no review asks.
    """

    cards: int = 0
    seen: int = 0
    recall: int = 0
    timed: int = 0
    clocked: int = 0
    kept: int = 0
    skills: int = 0
    rated: int = 0
    score: int = 0
    below: int = 0
    exercises: int = 0


@dataclass(frozen=True, slots=True)
class AreaEvidence:
    """What is known of an area on a day.

    `mocks` are the mean scores of the last mocks, newest first, `has_mocks` whether there can be
    any.
    """

    area: str
    counts: Counts = field(default_factory=Counts)
    mocks: tuple[float, ...] = ()
    has_mocks: bool = False

    @property
    def weight(self) -> int:
        """How much the area counts in the whole."""
        return ROUND_WEIGHT if self.area in ROUNDS else 1


def shares(evidence: AreaEvidence) -> dict[ReadinessPart, float]:
    """How far each part of an area is, from 0 to 1; parts that its decks do not ask for are not."""
    counts, found = evidence.counts, dict[ReadinessPart, float]()
    if counts.cards:
        found[ReadinessPart.RECALL] = counts.recall / counts.cards / MILLION
    if evidence.has_mocks or evidence.mocks:
        counted = evidence.mocks[:MOCKS_COUNTED]
        found[ReadinessPart.MOCKS] = sum(map(_share, counted)) / MOCKS_COUNTED
    if counts.skills:
        points = counts.score - _LOWEST * counts.rated
        found[ReadinessPart.SKILLS] = points / (_HIGHEST - _LOWEST) / counts.skills
    if counts.timed:
        found[ReadinessPart.LIMITS] = counts.kept / counts.timed
    return found


def area_figure(evidence: AreaEvidence) -> float:
    """How ready the learner is in an area, from 0 to 100; 0 where its decks ask for nothing."""
    # What decks do not ask for is left out, not counted 0: an area without skills is not unready.
    # What they ask for and was never shown stays in at 0, so that to show nothing never pays.
    found = shares(evidence)
    weight = sum(WEIGHTS[part] for part in found)
    return 100 * sum(WEIGHTS[part] * share for part, share in found.items()) / max(1, weight)


def figure(areas: Sequence[AreaEvidence], plan: float = 0.0) -> float:
    """How ready the learner is, from 0 to 100; `plan` is the share of it that is done, if any."""
    weight = sum(one.weight for one in areas)
    of_areas = sum(one.weight * area_figure(one) for one in areas) / max(1, weight)
    followed = WEIGHTS[ReadinessPart.PLAN] / sum(WEIGHTS.values())
    return (1 - followed) * of_areas + 100 * followed * plan


def _share(score: float) -> float:
    return (score - _LOWEST) / (_HIGHEST - _LOWEST)
