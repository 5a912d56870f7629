"""What a mock came to, and what leads on from it."""

from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.decks.sides import sides
from flashcards.core.preparation.mock.mock import Mock
from flashcards.core.preparation.mock.results import (
    AreaResult,
    Weakness,
    results_of,
    shorter,
    weaknesses,
)
from flashcards.core.preparation.mock.rubric import PASSING_LEAST, PASSING_MEAN
from flashcards.services.preparation.mock.history import WeaknessCards
from flashcards.views.text import beginning, plain, stopwatch, time_used

_ID_DIGITS: Final = 8
_QUESTION_WIDTH: Final = 60
_MOST_WEAK: Final = 3
_PASS: Final = f"a pass is a mean of {PASSING_MEAN:g} and no score below {PASSING_LEAST:g}"


def weak_sides(mock: Mock) -> tuple[Weakness, ...]:
    """The weak dimensions that the result of a mock names."""
    return weaknesses(results_of(mock))[:_MOST_WEAK]


def result_lines(mock: Mock, linked: Sequence[WeaknessCards]) -> Iterator[str]:
    """What a mock that is over came to, and what leads on from its weak sides."""
    yield f"The {mock.form} mock is over."
    yield from came_to_lines(mock)
    if (short := shorter(mock)) is not None and mock.ended:
        long, usual = map(stopwatch, short)
        yield f"Shorter than usual ({long} of {usual}): it ticks no whole mock of a plan."
    if mock.action:
        yield plain(f"Next: {mock.action}")
    for one in linked:
        yield from _linked(one)
    if any(one.cards for one in linked):
        yield "To see a card: flash show ID"
    if mock.interviewer:
        yield "Take turns: now you ask, and the next mock is your partner's."


def came_to_lines(mock: Mock) -> Iterator[str]:
    """The result of each area of a mock."""
    for result in results_of(mock):
        yield from _area(result)


def verdict(result: AreaResult) -> str:
    """Whether an area is a pass, in words."""
    if result.passed is None:
        return "feedback is not complete"
    hire = "would be hired" if result.hire else "would not be hired"
    if result.passed and not result.hire:
        hire = f"but the feedback says: {hire}"
    elif result.hire and not result.passed:
        return f"not passed ({_PASS}), but the feedback says: {hire}"
    return f"{'passed' if result.passed else 'not passed'}, {hire}"


def _area(result: AreaResult) -> Iterator[str]:
    mean = "" if result.mean is None else f" · mean {result.mean:.1f}"
    used = time_used(result.seconds, result.limit_s)
    done = f"{result.answered} of {result.questions} answered"
    yield plain(f"  {result.area}: {done} · {used}{mean} · {verdict(result)}")
    if result.scores:
        scores = " · ".join(f"{name} {score:.1f}" for name, score in result.scores.items())
        yield f"    {scores}"


def _linked(one: WeaknessCards) -> Iterator[str]:
    name, area = one.weakness.dimension.name, one.weakness.area
    tag = f" --tag {name}" if one.tagged else ""
    review = f": flash review --area {area}{tag}" if one.are_there else ""
    yield plain(f"Weak in {name} ({one.weakness.score:.1f}){review}")
    for known in one.cards:
        question = beginning(sides(known.card).question, _QUESTION_WIDTH)
        yield f"  {known.card.id[:_ID_DIGITS]}  {question}"
