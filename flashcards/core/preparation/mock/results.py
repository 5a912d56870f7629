"""What mock interviews came to: scores by dimension, whether it was a pass, the next thing to do.

For readiness: `results(mocks_of(facts))` has a result for each area of each mock.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from statistics import fmean
from typing import Final, NamedTuple

from flashcards.core.frozen import dataclass
from flashcards.core.log.lineage import Order
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.mock.forms import Form, MockMode, is_short, usual_s
from flashcards.core.preparation.mock.mock import Mock, missing
from flashcards.core.preparation.mock.rubric import Dimension, passes, rubric_of

STRONG: Final = 4
"""A dimension below this is weak."""

_NOTHING_WEAK: Final = "Hold another mock of this form under --pressure within a week."
_NOTHING_WEAK_UNDER_PRESSURE: Final = (
    "Hold the next mock with somebody who asks you, with --interviewer, within a week."
)
_NOTHING_WEAK_BEFORE_SOMEBODY: Final = "Hold a mock of another form within a week."


@dataclass(frozen=True, slots=True)
class AreaResult:
    """A mock's questions of one area: their scores of 1 to 5 by dimension, each a mean.

    `mean` is that of all dimensions, None without a score. `passed` and `hire` are None until
    everything of the area is judged; hired is who most judgements would hire. `came_about` is the
    mock's place in the log; `seconds` of `limit_s` were used.
    """

    mock: FactId
    form: str
    area: str
    on: date
    came_about: Order
    scores: Mapping[str, float]
    mean: float | None
    passed: bool | None
    hire: bool | None
    questions: int
    answered: int
    seconds: int
    limit_s: int


class Held(NamedTuple):
    """A mock's questions of one area: their mean score, and where in the log it was judged."""

    area: str
    on: date
    score: float
    came_about: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Weakness:
    """A dimension of an area that scored below 4."""

    area: str
    dimension: Dimension
    score: float


def results(mocks: Iterable[Mock]) -> tuple[AreaResult, ...]:
    """The results of mocks, area by area, in the order of the mocks."""
    return tuple(result for mock in mocks for result in results_of(mock))


def results_of(mock: Mock) -> tuple[AreaResult, ...]:
    """The results of a mock, one an area, in the order in which they were asked."""
    areas = dict.fromkeys(question.area for question in mock.questions)
    return tuple(_result(mock, area) for area in areas)


def held(mocks: Iterable[Mock]) -> list[Held]:
    """What mocks showed: their mean scores in the areas of which everything is judged."""
    return [
        Held(one.area, one.on, one.mean, one.came_about)
        for one in results(mocks)
        if one.mean is not None and one.passed is not None
    ]


def weaknesses(found: Iterable[AreaResult]) -> tuple[Weakness, ...]:
    """The dimensions below 4, the weakest first; between equals, as the rubric has them."""
    weak = [
        Weakness(result.area, dimension, result.scores[dimension.name])
        for result in found
        for dimension in rubric_of(result.area)
        if result.scores.get(dimension.name, STRONG) < STRONG
    ]
    return tuple(sorted(weak, key=lambda one: one.score))


def next_action(mock: Mock) -> str:
    """The one thing to do next, by the weakest dimension; else a harder mock than this was."""
    if weak := weaknesses(results_of(mock)):
        return weak[0].dimension.action
    if mock.mode != MockMode.PRESSURE:
        return _NOTHING_WEAK
    return _NOTHING_WEAK_BEFORE_SOMEBODY if mock.interviewer else _NOTHING_WEAK_UNDER_PRESSURE


def passed(found: Iterable[AreaResult]) -> bool | None:
    """Whether a whole mock is a pass: each of its areas; None until all is judged."""
    said = [result.passed for result in found]
    return None if None in said or not said else all(said)


def hired(found: Iterable[AreaResult]) -> bool | None:
    """Whether a whole mock ends in hiring: each of its areas; None until all is judged."""
    said = [result.hire for result in found]
    return None if None in said or not said else all(said)


def is_whole(mock: Mock) -> bool:
    """Whether a mock was held to its end: every question answered, and every area judged."""
    return all(one.answered for one in mock.questions) and passed(results_of(mock)) is not None


def shorter(mock: Mock) -> tuple[int, int] | None:
    """The seconds of a mock that was begun shorter than its form is, and the usual ones."""
    if mock.form not in set(Form):  # of a later version
        return None
    form = Form(mock.form)
    if not is_short(form, ((one.area, one.limit_s) for one in mock.questions)):
        return None
    return sum(one.limit_s for one in mock.questions), usual_s(form)


def mean_of(found: Iterable[AreaResult]) -> float | None:
    """The mean of the areas' means; None where nothing is scored."""
    means = [result.mean for result in found if result.mean is not None]
    return fmean(means) if means else None


def _result(mock: Mock, area: str) -> AreaResult:
    questions = [one for one in mock.questions if one.area == area]
    rounds = [numbers for numbers in mock.rounds if mock.questions[numbers[0]].area == area]
    judged = [mock.questions[numbers[-1]].feedback for numbers in rounds]
    whole = all(missing(mock, numbers) is None for numbers in rounds)
    scores = _means(area, [feedback.scores for feedback in judged])
    hires = [feedback.hire for feedback in judged]
    return AreaResult(
        mock=mock.id,
        form=mock.form,
        area=area,
        on=mock.on,
        came_about=mock.came_about,
        scores=scores,
        mean=fmean(scores.values()) if scores else None,
        passed=passes(scores.values()) if whole else None,
        hire=2 * hires.count(True) > len(hires) if whole else None,
        questions=len(questions),
        answered=sum(one.answered for one in questions),
        seconds=sum(one.used_s for one in questions),
        limit_s=sum(one.limit_s for one in questions),
    )


def _means(area: str, given: list[Mapping[str, int]]) -> dict[str, float]:
    """The mean score of each dimension that has one, as the rubric has them."""
    names = [dimension.name for dimension in rubric_of(area)]
    found = {name: [one[name] for one in given if name in one] for name in names}
    return {name: fmean(scores) for name, scores in found.items() if scores}
