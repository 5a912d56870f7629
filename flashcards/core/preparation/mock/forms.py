"""The forms of a mock interview: their questions, limits and phases."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Final

from flashcards.core.card import CardId, Kind
from flashcards.core.frozen import dataclass


class Form(StrEnum):
    """What a mock interview is about.

    `technical` has a question each of theory, coding and design, `full` of all four areas.
    """

    THEORY = "theory"
    CODING = "coding"
    DESIGN = "design"
    BEHAVIOURAL = "behavioural"
    TECHNICAL = "technical"
    FULL = "full"


class MockMode(StrEnum):
    """When feedback is given: at the end, or after each question, as `standard` always meant.

    Under pressure one question follows the other at once.
    """

    AFTER = "after"
    STANDARD = "standard"
    PRESSURE = "pressure"


@dataclass(frozen=True, slots=True)
class MockCandidate:
    """A question that may be drawn; `limit_s` is the card's own, None without one."""

    card: CardId
    deck: str
    area: str
    question: str
    limit_s: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionPhase:
    """A part of a question's time: `until_s` is when it should be over, at the usual limit."""

    name: str
    until_s: int


AREAS: Final = (Form.THEORY, Form.CODING, Form.DESIGN, Form.BEHAVIOURAL)
"""In the order in which a mock of several areas asks them."""

_SEVERAL: Final = {Form.TECHNICAL: AREAS[:3], Form.FULL: AREAS}

JUDGED_AT_THE_END: Final = (MockMode.AFTER, MockMode.PRESSURE)
"""The modes with one form an area, once every question is answered."""

ASKED_KINDS: Final = {Kind.QUESTION, Kind.HEADING, Kind.LINE, Kind.PROMPT, Kind.STORY}
"""What can be asked aloud: neither gaps to fill nor skills to rate."""

PHASES: Final[dict[str, tuple[QuestionPhase, ...]]] = {
    Form.CODING: (
        QuestionPhase("clarify", 300),
        QuestionPhase("plan", 780),
        QuestionPhase("write", 2_100),
        QuestionPhase("test", 2_700),
    ),
    Form.DESIGN: (
        QuestionPhase("problem and metrics", 480),
        QuestionPhase("data and features", 1_080),
        QuestionPhase("model and evaluation", 1_980),
        QuestionPhase("serving and monitoring", 2_700),
    ),
}

_LIMITS_S: Final[dict[str, int]] = {
    Form.THEORY: 120,
    Form.CODING: 2_700,
    Form.DESIGN: 2_700,
    Form.BEHAVIOURAL: 360,
}
"""Of a question; a theory card's own limit outweighs it."""

_QUESTIONS: Final[dict[str, int]] = {
    Form.THEORY: 10,
    Form.CODING: 1,
    Form.DESIGN: 1,
    Form.BEHAVIOURAL: 5,
}
_MINUTE_S: Final = 60


def areas_of(form: Form) -> tuple[Form, ...]:
    """The areas that a form asks about, in order."""
    return _SEVERAL.get(form, (form,))


def wanted(form: Form, area: Form, minutes: int | None = None) -> int:
    """How many questions of an area a form asks; of theory, as many as its minutes may hold."""
    if form in _SEVERAL:
        return 1
    if minutes is None or _QUESTIONS[area] == 1:
        return _QUESTIONS[area]
    return max(1, minutes * _MINUTE_S // _LIMITS_S[area])


def limits(
    form: Form, drawn: Sequence[MockCandidate], minutes: int | None = None
) -> tuple[int, ...]:
    """The seconds that each drawn question has; of theory only as many as the minutes hold.

    `minutes` stands for the usual length: shared out by the usual limits, but for theory.
    """
    usual = [_limit_s(one) for one in drawn]
    if minutes is None:
        return tuple(usual)
    whole = minutes * _MINUTE_S
    if form is Form.THEORY:
        fitting = sum(used <= whole for used in accumulate(usual))
        return tuple(usual[:fitting]) or (whole,)
    return tuple(max(1, one * whole // sum(usual)) for one in usual)


def phases_of(area: str, limit_s: int) -> tuple[QuestionPhase, ...]:
    """The phases of a question, their marks in proportion to its limit; none for most areas."""
    phases = PHASES.get(area, ())
    return tuple(
        QuestionPhase(one.name, one.until_s * limit_s // phases[-1].until_s) for one in phases
    )


def usual_s(form: Form) -> int:
    """The usual length of a form in seconds; theory cards may have limits of their own."""
    return sum(wanted(form, area) * _LIMITS_S[area] for area in areas_of(form))


def is_short(form: Form, limits_s: Iterable[tuple[str, int]]) -> bool:
    """Whether questions, each an area and its seconds, are less than the form usually has.

    Of theory their number counts, since cards may have limits of their own.
    """
    least = {**_LIMITS_S, Form.THEORY: 0}
    whole = Counter[str](area for area, seconds in limits_s if seconds >= least.get(area, 0))
    return any(whole[area] < wanted(form, area) for area in areas_of(form))


def _limit_s(one: MockCandidate) -> int:
    own = one.limit_s if one.area == Form.THEORY else None
    return own or _LIMITS_S[one.area]
