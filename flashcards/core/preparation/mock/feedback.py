"""The feedback on an answer of a mock: its parts in the order they are asked, and what was said."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from flashcards.core.frozen import dataclass
from flashcards.core.log.preparation_facts import MockJudged
from flashcards.core.preparation.mock.forms import JUDGED_AT_THE_END
from flashcards.core.preparation.mock.rubric import rubric_of


class FeedbackPart(StrEnum):
    """The parts of feedback, each asked in turn; evidence and score are a dimension's."""

    WELL = "well"
    IMPROVE = "improve"
    EVIDENCE = "evidence"
    SCORE = "score"
    SPEECH = "speech"
    HIRE = "hire"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One answer of the feedback: its part, and the dimension it is about, if any."""

    part: FeedbackPart
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said of an answer; empty where nothing was yet.

    The evidence of a dimension is an empty text where its score needs none.
    """

    well: str = ""
    improve: str = ""
    hire: bool | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    speech: str = ""


def wanted_of(area: str, mode: str, *, speech: bool = False) -> Iterator[Wanted]:
    """The feedback on an area in the order it is asked, the same parts in every mode.

    In words first, then whether to hire, then the scores, each before its evidence; after each
    question, evidence before its score, and hiring last.
    """
    yield Wanted(FeedbackPart.WELL)
    yield Wanted(FeedbackPart.IMPROVE)
    last = [Wanted(FeedbackPart.SPEECH)] if speech else []
    last.append(Wanted(FeedbackPart.HIRE))
    order = [FeedbackPart.EVIDENCE, FeedbackPart.SCORE]
    if mode in JUDGED_AT_THE_END:
        yield from last
        last = []
        order.reverse()
    for dimension in rubric_of(area):
        yield from (Wanted(part, dimension.name) for part in order)
    yield from last


def feedback_after(said: Feedback, fact: MockJudged) -> Feedback:
    """The feedback with what one more fact says; that none is needed takes no evidence away."""
    given = fact.evidence.items()
    told = {name: seen for name, seen in given if seen or name not in said.evidence}
    return Feedback(
        well=fact.well or said.well,
        improve=fact.improve or said.improve,
        hire=said.hire if fact.hire is None else fact.hire,
        scores={**said.scores, **fact.scores},
        evidence={**said.evidence, **told},
        speech=fact.speech or said.speech,
    )


def has(feedback: Feedback, wanted: Wanted) -> bool:
    """Whether that answer is given."""
    match wanted.part:
        case FeedbackPart.EVIDENCE:
            return wanted.dimension in feedback.evidence
        case FeedbackPart.SCORE:
            return wanted.dimension in feedback.scores
        case FeedbackPart.HIRE:
            return feedback.hire is not None
        case _:
            return bool(getattr(feedback, wanted.part))
