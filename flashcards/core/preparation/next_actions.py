"""What raises readiness most per hour: each action is tried, and the formula says what it gains.

The promise holds if the action goes well: Good and within the limit, 4 of 5 for a skill or a mock.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.preparation.evidence import ENOUGH, Known, recall_on
from flashcards.core.preparation.plan.coverage import Coverage
from flashcards.core.preparation.readiness import (
    MILLION,
    MOCKS_COUNTED,
    WEIGHTS,
    AreaEvidence,
    Counts,
    ReadinessPart,
    figure,
)
from flashcards.core.rating import Rating
from flashcards.core.study.answer_time import RATING_MS

SESSION_S: Final = 1_800
"""Cards are taken for half an hour, those first that gain most a second."""

MOCK_S: Final = {"theory": 1_800, "coding": 3_300, "design": 3_300, "behavioural": 2_400}
"""A mock interview of 20, 45, 45 and 30 minutes, and ten minutes of feedback."""

_STRENGTHENING_S: Final = 1_800
_SECONDS_AN_HOUR: Final = 3_600
_NEGLIGIBLE: Final = 0.1
"""Less than this is not worth naming, however quickly it is done."""


class Verb(StrEnum):
    """What there is to do about an area, or about the plan."""

    LEARN = "learn"
    REVIEW = "review"
    ASSESS = "assess"
    STRENGTHEN = "strengthen"
    MOCK = "mock"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of a quick answer by area, and where an area has too few to tell.

    `own_s` are those that the learner needed for each exercise done before.
    """

    answer_s: Mapping[str, float]
    usual_s: float
    own_s: Mapping[CardId, float] = field(default_factory=dict)

    def of(self, known: Known) -> float:
        """Seconds that asking a card takes; a new one is asked a second time on its first day.

        An exercise takes what it took before, else its limit, and is done once.
        """
        if known.asked.is_exercise:
            return self.own_s.get(known.asked.card) or known.asked.limit_s or self.usual_s
        limit_s = known.asked.limit_s
        once = self.answer_s.get(known.asked.area, limit_s or self.usual_s)
        return once if known.memory is not None else once + self.usual_s


@dataclass(frozen=True, slots=True)
class Action:
    """What to do, how often, how long it takes, and what it adds to the figure if it goes well."""

    verb: Verb
    area: str | None
    count: int
    hours: float
    gain: float

    @property
    def gain_an_hour(self) -> float:
        """What the figure rises by in an hour of it."""
        return self.gain / self.hours


class _Attempt(NamedTuple):
    verb: Verb
    times: int
    seconds: float
    after: AreaEvidence


class _Asking(NamedTuple):
    """What asking one card now gains its area, in millionths of recall and kept limits."""

    card: str
    source: Source | None
    is_new: bool
    seconds: float
    recall: int
    kept: int


class ActionInput(NamedTuple):
    """The day it is, the day that everything is for, memory, and what things cost.

    Siblings stay apart for `sibling_days`, 0 for not at all.
    """

    today: date
    on: date
    model: Model
    costs: Costs
    sibling_days: int = 0


def actions(
    evidence: Sequence[AreaEvidence],
    plan: Coverage | None,
    known: Iterable[Known],
    inputs: ActionInput,
) -> list[Action]:
    """Every action that raises the figure, the one that gains most an hour first."""
    share = 0.0 if plan is None else plan.share
    before = figure(evidence, share)
    cards = defaultdict[str, list[Known]](list)
    for card in known:
        cards[card.asked.area].append(card)
    # The formula itself says what an action gains, so that what is promised is what it rises by.
    found = []
    for number, area in enumerate(evidence):
        for attempt in _attempts(area, cards[area.area], inputs):
            areas = [*evidence[:number], attempt.after, *evidence[number + 1 :]]
            gain, hours = figure(areas, share) - before, attempt.seconds / _SECONDS_AN_HOUR
            found.append(Action(attempt.verb, area.area, attempt.times, hours, gain))
    if plan is not None and plan.today_minutes:
        gain = figure(evidence, plan.share + plan.today_minutes / plan.minutes) - before
        found.append(Action(Verb.PLAN, None, plan.today_count, plan.today_minutes / 60, gain))
    worthwhile = [one for one in found if one.gain > _NEGLIGIBLE]
    return sorted(worthwhile, key=lambda one: (-one.gain_an_hour, one.verb, one.area or ""))


def _attempts(
    evidence: AreaEvidence, cards: Sequence[Known], inputs: ActionInput
) -> Iterator[_Attempt]:
    askings = [_asking(one, inputs) for one in _askable(cards, inputs)]
    is_one_a_place = inputs.sibling_days > 0
    for verb, is_new in ((Verb.LEARN, True), (Verb.REVIEW, False)):
        of_kind = [one for one in askings if one.is_new is is_new]
        chosen = _session(of_kind, evidence.counts, is_one_a_place=is_one_a_place)
        if chosen:
            after = _asked(evidence, chosen)
            yield _Attempt(verb, len(chosen), sum(one.seconds for one in chosen), after)
    yield from _of_skills(evidence, [one for one in cards if one.asked.is_skill])
    if evidence.has_mocks:
        mocks = (float(ENOUGH), *evidence.mocks)[:MOCKS_COUNTED]
        yield _Attempt(Verb.MOCK, 1, MOCK_S[evidence.area], replace(evidence, mocks=mocks))


def _asked(evidence: AreaEvidence, chosen: Sequence[_Asking]) -> AreaEvidence:
    counts = evidence.counts
    added = counts._replace(
        seen=counts.seen + sum(one.is_new for one in chosen),
        recall=counts.recall + sum(one.recall for one in chosen),
        kept=counts.kept + sum(one.kept for one in chosen),
    )
    return replace(evidence, counts=added)


def _of_skills(evidence: AreaEvidence, skills: Sequence[Known]) -> Iterator[_Attempt]:
    """Rating what was never rated; working on the weakest skill until it is a 4."""
    counts = evidence.counts
    unrated = [one for one in skills if one.score is None]
    if unrated:
        rated, score = counts.rated + len(unrated), counts.score + ENOUGH * len(unrated)
        seconds = sum(one.asked.limit_s or RATING_MS // 1_000 for one in unrated)
        after = replace(evidence, counts=counts._replace(rated=rated, score=score))
        yield _Attempt(Verb.ASSESS, len(unrated), seconds, after)
    weak = [one.score for one in skills if one.score is not None and one.score < ENOUGH]
    if weak:
        better = counts._replace(score=counts.score + ENOUGH - min(weak), below=counts.below - 1)
        yield _Attempt(Verb.STRENGTHEN, 1, _STRENGTHENING_S, replace(evidence, counts=better))


def _askable(cards: Iterable[Known], inputs: ActionInput) -> Iterator[Known]:
    """What can be asked now: neither it nor a sibling was answered today, or no sibling lately."""
    asked = [one for one in cards if not one.asked.is_skill]
    last: defaultdict[Source | None, dict[CardId, date]] = defaultdict(dict)
    for one in asked:
        if one.last_studied_on is not None:
            last[one.asked.source][one.asked.card] = one.last_studied_on
    for one in asked:
        here = {} if one.asked.source is None else last[one.asked.source]
        rests = any(
            (inputs.today - on).days < inputs.sibling_days
            for card, on in here.items()
            if card != one.asked.card
        )
        if not rests and (one.last_studied_on is None or one.last_studied_on < inputs.today):
            yield one


def _asking(known: Known, inputs: ActionInput) -> _Asking:
    today, model = inputs.today, inputs.model
    elapsed = 0 if known.last_studied_on is None else (today - known.last_studied_on).days
    memory = model.after(known.memory, elapsed)[Rating.GOOD - 1]
    then = replace(known, memory=memory, last_studied_on=today)
    gained = recall_on(model, then, inputs.on) - recall_on(model, known, inputs.on)
    kept = int(known.is_timed and known.kept is not True)
    cost_s, is_new = inputs.costs.of(known), known.memory is None
    return _Asking(known.asked.card, known.asked.source, is_new, cost_s, gained, kept)


def _session(askings: Sequence[_Asking], counts: Counts, *, is_one_a_place: bool) -> list[_Asking]:
    """The cards that gain most a second, for half an hour; one at least if any gains."""

    def gain_per_second(one: _Asking) -> float:
        recall = WEIGHTS[ReadinessPart.RECALL] * one.recall / MILLION / counts.cards
        return (
            recall + WEIGHTS[ReadinessPart.LIMITS] * one.kept / max(1, counts.timed)
        ) / one.seconds

    chosen: list[_Asking] = []
    places = set[Source | None]()
    left_s = float(SESSION_S)
    for one in sorted(askings, key=lambda one: (-gain_per_second(one), one.card)):
        if is_one_a_place and one.source is not None and one.source in places:
            continue
        if gain_per_second(one) <= 0 or (chosen and one.seconds > left_s):
            break
        chosen.append(one)
        places.add(one.source)
        left_s -= one.seconds
    return chosen
