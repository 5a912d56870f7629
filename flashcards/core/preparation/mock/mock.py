"""A mock interview as its facts come to it: what was asked, answered and judged, what is next."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from itertools import groupby

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.facts import Fact
from flashcards.core.log.lineage import Order
from flashcards.core.log.order import came_about, in_order_of_coming_about
from flashcards.core.log.preparation_facts import (
    MockBegun,
    MockEnded,
    MockFact,
    MockJudged,
    MockMarked,
)
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.mock.feedback import (
    Feedback,
    Wanted,
    feedback_after,
    has,
    wanted_of,
)
from flashcards.core.preparation.mock.forms import (
    JUDGED_AT_THE_END,
    QuestionPhase,
    phases_of,
)


class ClockMark(StrEnum):
    """What happens to the clock of a question."""

    SHOWN = "shown"
    RUNNING = "running"
    PHASE = "phase"
    ANSWERED = "answered"
    LEFT = "left"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class MockQuestion:
    """A question of a mock, how long its clock has run, and in which phase it is."""

    card: CardId
    area: str
    text: str
    limit_s: int
    used_s: int = 0
    phase: int = 0
    shown: bool = False
    answered: bool = False
    feedback: Feedback = field(default_factory=Feedback)

    @property
    def phases(self) -> tuple[QuestionPhase, ...]:
        """The parts of its time; none for most areas."""
        return phases_of(self.area, self.limit_s)


@dataclass(frozen=True, slots=True)
class Mock:
    """A mock interview; `came_about` is its place in the log, `action` the one next thing to do.

    `latest` is the place of the last fact that told something of it.
    """

    id: FactId
    form: str
    mode: str
    on: date
    begun_at: datetime
    came_about: Order
    latest: Order
    questions: tuple[MockQuestion, ...]
    interviewer: str = ""
    recording: str = ""
    action: str = ""
    ended: bool = False

    @property
    def rounds(self) -> tuple[tuple[int, ...], ...]:
        """The questions judged together: at the end, those of an area; else each alone."""
        numbers = range(len(self.questions))
        if self.mode not in JUDGED_AT_THE_END:
            return tuple((number,) for number in numbers)
        by_area = groupby(numbers, key=lambda number: self.questions[number].area)
        return tuple(tuple(group) for _, group in by_area)


@dataclass(frozen=True, slots=True)
class Ask:
    """The question of that number is asked, or goes on."""

    number: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Questions are judged together; the feedback is kept with the last of them."""

    numbers: tuple[int, ...]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Conclude:
    """All is judged: what remains is the next thing to do."""


Step = Ask | Judge | Conclude


def mocks_of(facts: Iterable[Fact]) -> tuple[Mock, ...]:
    """All mocks in the order in which they came about; facts about none are passed over."""
    said = (one for one in facts if isinstance(one, MockFact))
    return reduce(mocks_after, in_order_of_coming_about(said), ())


def mocks_after(mocks: tuple[Mock, ...], fact: Fact) -> tuple[Mock, ...]:
    """The mocks after one more fact, later than all others; one about none changes nothing."""
    if isinstance(fact, MockBegun):
        return (*(one for one in mocks if one.id != fact.stamp.id), _begun(fact))
    if isinstance(fact, (MockMarked, MockJudged, MockEnded)):
        return tuple(after(one, fact) if one.id == fact.mock else one for one in mocks)
    return mocks


def after(mock: Mock, fact: MockFact) -> Mock:
    """The mock with one more fact of its own; one about a question it has not changes nothing."""
    match fact:
        case MockMarked() if fact.item < len(mock.questions):
            return _with(mock, fact, _marked(mock.questions[fact.item], fact))
        case MockJudged() if fact.item < len(mock.questions):
            question = mock.questions[fact.item]
            judged = replace(question, feedback=feedback_after(question.feedback, fact))
            return _with(mock, fact, judged)
        case MockEnded():
            action = fact.action or mock.action
            return replace(mock, latest=came_about(fact), ended=True, action=action)
        case _:
            return mock


def next_step(mock: Mock) -> Step | None:
    """What comes next; None once it is over."""
    if mock.ended:
        return None
    return next(_steps(mock), Conclude())


def missing(mock: Mock, numbers: tuple[int, ...]) -> Wanted | None:
    """The first answer that the feedback on questions judged together still lacks."""
    question = mock.questions[numbers[-1]]
    every = wanted_of(question.area, mock.mode, speech=bool(mock.recording))
    return next((one for one in every if not has(question.feedback, one)), None)


def _steps(mock: Mock) -> Iterator[Step]:
    asked = [Ask(number) for number, one in enumerate(mock.questions) if not one.answered]
    if mock.mode in JUDGED_AT_THE_END:
        yield from asked
    for numbers in mock.rounds:
        yield from (one for one in asked if one.number in numbers)
        wanted = missing(mock, numbers)
        if wanted is not None:
            yield Judge(numbers, wanted)


def _begun(fact: MockBegun) -> Mock:
    drawn = zip(map(CardId, fact.cards), fact.areas, fact.questions, fact.limits_s, strict=False)
    return Mock(
        id=fact.stamp.id,
        form=fact.form,
        mode=fact.mode,
        on=fact.on,
        begun_at=fact.stamp.at,
        came_about=came_about(fact),
        latest=came_about(fact),
        questions=tuple(MockQuestion(*one) for one in drawn),
        interviewer=fact.interviewer,
        recording=fact.recording,
    )


def clocked(mock: Mock, number: int, seconds: int) -> Mock:
    """The mock with the clock of a question further on than its facts say."""
    question = mock.questions[number]
    used_s = min(question.limit_s, max(question.used_s, seconds))
    return _asked(mock, number, replace(question, used_s=used_s))


def _with(mock: Mock, fact: MockMarked | MockJudged, question: MockQuestion) -> Mock:
    return replace(_asked(mock, fact.item, question), latest=came_about(fact))


def _asked(mock: Mock, number: int, question: MockQuestion) -> Mock:
    before, later = mock.questions[:number], mock.questions[number + 1 :]
    return replace(mock, questions=(*before, question, *later))


def _marked(question: MockQuestion, fact: MockMarked) -> MockQuestion:
    names = [phase.name for phase in question.phases]
    phase = names.index(fact.phase) if fact.phase in names else 0
    return replace(
        question,
        used_s=min(question.limit_s, max(question.used_s, fact.seconds)),
        phase=max(question.phase, phase),
        shown=True,
        answered=question.answered or fact.what == ClockMark.ANSWERED,
    )
