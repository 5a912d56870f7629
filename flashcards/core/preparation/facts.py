"""What happens on the way to an interview, as facts; none of it touches a schedule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flashcards.core.stamp import FactId, Stamp


@dataclass(frozen=True, slots=True)
class PlanStarted:
    """A plan is followed from `started_on` to the interview; `text` is its file, whole.

    `minutes_a_day` is the budget that the learner has.
    """

    stamp: Stamp
    name: str
    text: str
    interview_on: date
    started_on: date
    minutes_a_day: int
    card: None = None


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """The interview of a plan is on another day."""

    stamp: Stamp
    plan: FactId
    interview_on: date
    card: None = None


@dataclass(frozen=True, slots=True)
class PlanTicked:
    """So many of a plan's activity are done; negative to take some back."""

    stamp: Stamp
    plan: FactId
    activity: str
    on: date
    count: int = 1
    minutes: int | None = None
    card: None = None


@dataclass(frozen=True, slots=True)
class PlanStopped:
    """A plan is not followed any more."""

    stamp: Stamp
    plan: FactId
    on: date
    card: None = None


@dataclass(frozen=True, slots=True)
class MockBegun:
    """A mock interview and the questions drawn for it, in the order they are asked.

    `form` is theory, coding, design, behavioural or full; `mode` standard or pressure;
    `cards`, `areas`, `questions` and `limits_s` have one element a question; `interviewer` is
    who asks and judges, and `recording` the name of the file, both empty where there is none.
    """

    stamp: Stamp
    form: str
    mode: str
    on: date
    cards: tuple[str, ...]
    areas: tuple[str, ...]
    questions: tuple[str, ...]
    limits_s: tuple[int, ...]
    interviewer: str = ""
    recording: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class MockMarked:
    """Something happened to the clock of a mock's question: it stood at `seconds` then.

    `what` is shown, running, phase, answered, left or resumed; `phase` the phase that begins.
    """

    stamp: Stamp
    mock: FactId
    item: int
    what: str
    seconds: int
    phase: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class MockJudged:
    """Feedback on a mock's question: scores of 1 to 5 by dimension, each with its evidence.

    It says as little as one answer: several facts about a question add up, the latest counts.
    """

    stamp: Stamp
    mock: FactId
    item: int
    well: str = ""
    improve: str = ""
    hire: bool | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    speech: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class MockEnded:
    """A mock is over; `action` is the one next thing to do."""

    stamp: Stamp
    mock: FactId
    action: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class InterviewSet:
    """A round at a company on a day; `interview` names the one it changes, None for a new one.

    `rank` is warm-up, ordinary or favourite.
    """

    stamp: Stamp
    company: str
    round: str
    on: date
    rank: str = "ordinary"
    interview: FactId | None = None
    card: None = None


@dataclass(frozen=True, slots=True)
class InterviewHeld:
    """How a round ended: passed, failed, offer, withdrawn or waiting, and what was noted."""

    stamp: Stamp
    interview: FactId
    outcome: str
    on: date
    note: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class InterviewAsked:
    """A question of a round: asked by them, or to ask them; `deck` is where it was written."""

    stamp: Stamp
    interview: FactId
    question: str
    by_them: bool = True
    deck: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer, to be answered by a day."""

    stamp: Stamp
    interview: FactId
    on: date
    answer_by: date
    what: str = ""
    card: None = None


@dataclass(frozen=True, slots=True)
class InterviewRemoved:
    """A round that does not take place."""

    stamp: Stamp
    interview: FactId
    card: None = None


PreparationAct = (
    PlanStarted
    | PlanMoved
    | PlanTicked
    | PlanStopped
    | InterviewSet
    | InterviewHeld
    | InterviewAsked
    | InterviewRemoved
    | Offered
)
"""What the learner decides or does, and can undo."""

MockFact = MockBegun | MockMarked | MockJudged | MockEnded
"""The record of a mock interview, which stays: a question that was seen was seen."""

PreparationFact = PreparationAct | MockFact
