"""What happens on the way to an interview, as facts; none of it touches a schedule."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from flashcards.core.frozen import dataclass
from flashcards.core.json_values import within
from flashcards.core.log.fact import CollectionFact, recorded_as
from flashcards.core.log.field_types import Natural, Score, SoundDay
from flashcards.core.log.stamp import FactId

NamedRound = FactId | None
"""The interview that a fact is about; a line that names none is read, and changes nothing."""


class PreparationFact(CollectionFact):
    """What happens on the way to an interview."""

    __slots__ = ()


class MockFact(PreparationFact):
    """The record of a mock interview, which stays: a question that was seen was seen."""

    __slots__ = ()


@recorded_as("plan-started", is_act=True)
@dataclass(frozen=True, slots=True)
class PlanStarted(PreparationFact):
    """A plan is followed from `started_on` to the interview; `text` is its file, whole.

    `minutes_a_day` is the budget that the learner has.
    """

    name: str
    text: str
    interview_on: SoundDay
    started_on: SoundDay
    minutes_a_day: Annotated[int, within(1, 1_440)]


@recorded_as("plan-moved", is_act=True)
@dataclass(frozen=True, slots=True)
class PlanMoved(PreparationFact):
    """The interview of a plan is on another day."""

    plan: FactId
    interview_on: SoundDay


@recorded_as("plan-ticked", is_act=True)
@dataclass(frozen=True, slots=True)
class PlanTicked(PreparationFact):
    """So many of a plan's activity are done; negative to take some back."""

    plan: FactId
    activity: str
    on: SoundDay
    count: Annotated[int, within(-9_999, 9_999)] = 1
    minutes: Natural | None = None


@recorded_as("plan-stopped", is_act=True)
@dataclass(frozen=True, slots=True)
class PlanStopped(PreparationFact):
    """A plan is not followed any more."""

    plan: FactId
    on: SoundDay


@recorded_as("mock-begun")
@dataclass(frozen=True, slots=True)
class MockBegun(MockFact):
    """A mock interview and the questions drawn for it, in the order they are asked.

    `form` is theory, coding, design, behavioural, technical or full; `mode` is after, pressure
    (feedback at the end) or standard (after each question, which is what it always means);
    `cards`, `areas`, `questions` and `limits_s` have one element a question; `interviewer` is
    who asks and judges, and `recording` the name of the file, both empty where there is none.
    """

    form: str
    mode: str
    on: SoundDay
    cards: tuple[str, ...]
    areas: tuple[str, ...]
    questions: tuple[str, ...]
    limits_s: tuple[Natural, ...]
    interviewer: str = ""
    recording: str = ""


@recorded_as("mock-marked")
@dataclass(frozen=True, slots=True)
class MockMarked(MockFact):
    """Something happened to the clock of a mock's question: it stood at `seconds` then.

    `what` is shown, running, phase, answered, left or resumed; `phase` the phase that begins.
    """

    mock: FactId
    item: Annotated[int, within(0, 999)]
    what: str
    seconds: Natural
    phase: str = ""


@recorded_as("mock-judged")
@dataclass(frozen=True, slots=True)
class MockJudged(MockFact):
    """Feedback on a mock's question: scores of 1 to 5 by dimension, each with its evidence.

    It says as little as one answer: several facts about a question add up, the latest counts.
    """

    mock: FactId
    item: Annotated[int, within(0, 999)]
    well: str = ""
    improve: str = ""
    hire: bool | None = None
    scores: Mapping[str, Score] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    speech: str = ""


@recorded_as("mock-ended")
@dataclass(frozen=True, slots=True)
class MockEnded(MockFact):
    """A mock is over; `action` is the one next thing to do."""

    mock: FactId
    action: str = ""


@recorded_as("interview-set", is_act=True)
@dataclass(frozen=True, slots=True)
class InterviewSet(PreparationFact):
    """A round at a company on a day; `interview` names the one it changes, None for a new one.

    `rank` is warm-up, ordinary or favourite.
    """

    company: str
    round: str
    on: SoundDay
    rank: str = "ordinary"
    interview: NamedRound = None


@recorded_as("interview-held", is_act=True)
@dataclass(frozen=True, slots=True)
class InterviewHeld(PreparationFact):
    """How a round ended: passed, failed, offer, withdrawn or waiting, and what was noted."""

    interview: NamedRound
    outcome: str
    on: SoundDay
    note: str = ""


@recorded_as("interview-asked", is_act=True)
@dataclass(frozen=True, slots=True)
class InterviewAsked(PreparationFact):
    """A question of a round: asked by them, or to ask them; `deck` is where it was written."""

    interview: NamedRound
    question: str
    by_them: bool = True
    deck: str = ""


@recorded_as("offered", is_act=True)
@dataclass(frozen=True, slots=True)
class Offered(PreparationFact):
    """An offer, to be answered by a day."""

    interview: NamedRound
    on: SoundDay
    answer_by: SoundDay
    what: str = ""


@recorded_as("interview-removed", is_act=True)
@dataclass(frozen=True, slots=True)
class InterviewRemoved(PreparationFact):
    """A round that does not take place."""

    interview: NamedRound
