"""A mock interview held: begun, marked, judged and ended, each a fact that is durable at once."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.log.preparation_facts import (
    MockBegun,
    MockEnded,
    MockFact,
    MockJudged,
    MockMarked,
)
from flashcards.core.log.stamp import Stamp
from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.core.preparation.mock.mock import ClockMark, Judge, Mock, after, clocked, mocks_of
from flashcards.core.preparation.mock.results import STRONG
from flashcards.core.preparation.mock.rubric import HIGHEST, LOWEST
from flashcards.core.study_day import Moment
from flashcards.errors.mocks import (
    MockElsewhere,
    MockOpen,
    NoMockOpen,
    NoRecorder,
    NotAScore,
    NothingSaid,
    NotYesOrNo,
)
from flashcards.services.collection import Collection
from flashcards.services.preparation.mock.bank import Drawn, Low, MockOptions, draw
from flashcards.services.standing import standing
from flashcards.services.work import Work, writing_work
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.database.mock_clocks import clock_of, drop_clock, put_clock
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.projection.cards import known_card

_YES_OR_NO: Final = {"y": True, "yes": True, "n": False, "no": False}
_FIELDS: Final = {FeedbackPart.SCORE: "scores"}
"""Fields that are not called as their part is."""


@dataclass(frozen=True, slots=True)
class Started:
    """A mock that has begun, and the areas whose questions run low."""

    mock: Mock
    low: tuple[Low, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What happened to a clock, at which of its seconds, and the phase that then holds."""

    what: ClockMark
    seconds: int
    phase: str = ""


def begin(collection: Collection, moment: Moment, options: MockOptions) -> Started:
    """Draw questions and begin; raises `MockOpen`, `BankDry` or `NoRecorder`."""
    if options.record and not collection.settings.recorder:
        raise NoRecorder
    with writing_work(collection, moment) as work:
        mock = work.standing.open_mock
        if mock is not None:
            raise MockOpen(mock.form, mock.on.isoformat(), mock.id)
        drawn = draw(work, options)
        fact = _begun(work.stamp(), work.today, options, drawn)
        work.append([fact])
    return Started(mocks_of([fact])[0], drawn.low)


def open_mock(collection: Collection) -> Mock:
    """The mock that is open, the latest of several, its clock as it stood here last.

    Raises `NoMockOpen`.
    """
    with reading(collection.engine) as connection:
        mock = standing(connection).open_mock
        if mock is None:
            raise NoMockOpen
        return with_clock(connection, mock)


def with_clock(connection: Connection, mock: Mock) -> Mock:
    """The mock with its clock as it stood last on this machine; elsewhere its last fact says it."""
    stood = None if mock.ended else clock_of(connection, mock.id)
    if stood is None or stood[0] >= len(mock.questions) or mock.questions[stood[0]].answered:
        return mock
    return clocked(mock, *stood)


def run(collection: Collection, moment: Moment, mock: Mock, number: int, seconds: int) -> None:
    """Write down where the running clock of a question is, over where it was."""
    with writing_work(collection, moment) as work:
        _check(work, mock)
        put_clock(work.connection, mock.id, number, seconds)


def mark(collection: Collection, moment: Moment, mock: Mock, number: int, marked: Marked) -> Mock:
    """Write down what happened to the clock of a question."""
    what, seconds, phase = marked.what.value, marked.seconds, marked.phase
    return _written(
        collection,
        moment,
        mock,
        lambda stamp: MockMarked(stamp, mock.id, number, what, seconds, phase),
    )


def judge(collection: Collection, moment: Moment, mock: Mock, step: Judge, said: str) -> Mock:
    """Write one answer of the feedback; raises `NotAScore`, `NotYesOrNo` or `NothingSaid`."""
    part, dimension = step.wanted.part, step.wanted.dimension
    value = _value(part, said.strip())
    by_dimension = part in {FeedbackPart.SCORE, FeedbackPart.EVIDENCE}
    name = _FIELDS.get(part, part.value)
    given: dict[str, Any] = {name: {dimension: value} if by_dimension else value}
    number = step.numbers[-1]
    known = mock.questions[number].feedback.evidence
    if part is FeedbackPart.SCORE and int(value) >= STRONG and dimension not in known:
        given["evidence"] = {dimension: ""}  # an older flash, too, sees that nothing is missing
    return _written(
        collection, moment, mock, lambda stamp: MockJudged(stamp, mock.id, number, **given)
    )


def end(collection: Collection, moment: Moment, mock: Mock, action: str = "") -> Mock:
    """The mock is over, with what there is of it; `action` is the one next thing to do."""
    with writing_work(collection, moment) as work:
        _check(work, mock)
        said: list[MockFact] = [*_left(work, mock)]
        said.append(MockEnded(work.stamp(), mock.id, action.strip()))
        work.append(said)
        drop_clock(work.connection, mock.id)
    for fact in said:
        mock = after(mock, fact)
    return mock


def asked_card(collection: Collection, card: CardId) -> KnownCard | None:
    """The card of a question, under the text it has now; None where its text has gone."""
    with reading(collection.engine) as connection:
        now = living_continuation(connection, card)
        return None if now is None else known_card(connection, now)


def _left(work: Work, mock: Mock) -> list[MockMarked]:
    """The mark of a clock that stood further on, on this machine, than the facts say."""
    stood = clock_of(work.connection, mock.id)
    if stood is None or stood[0] >= len(mock.questions):
        return []
    number, seconds = stood
    said = next(one for one in work.standing.mocks if one.id == mock.id).questions[number]
    if said.answered or seconds <= said.used_s:
        return []
    phase = said.phases[said.phase].name if said.phases else ""
    return [MockMarked(work.stamp(), mock.id, number, ClockMark.LEFT.value, seconds, phase)]


def _begun(stamp: Stamp, on: date, options: MockOptions, drawn: Drawn) -> MockBegun:
    return MockBegun(
        stamp,
        options.form.value,
        options.mode.value,
        on,
        cards=tuple(one.card for one in drawn.asked),
        areas=tuple(one.area for one in drawn.asked),
        questions=tuple(one.question for one in drawn.asked),
        limits_s=drawn.limits_s,
        interviewer=options.interviewer,
        recording=f"{stamp.id}.wav" if options.record else "",
    )


def _written(
    collection: Collection, moment: Moment, mock: Mock, fact_of: Callable[[Stamp], MockFact]
) -> Mock:
    """Append one fact of a mock, stamped now; the mock with it.

    Raises `MockElsewhere` where the log says more of the mock than is known here.
    """
    with writing_work(collection, moment) as work:
        _check(work, mock)
        fact = fact_of(work.stamp())
        work.append([fact])
    return after(mock, fact)


def _check(work: Work, mock: Mock) -> None:
    """Raise `MockElsewhere` where the log says more of the mock than is known here."""
    places = {one.id: one.latest for one in work.standing.mocks}
    if places.get(mock.id) != mock.latest:
        raise MockElsewhere


def _value(part: FeedbackPart, said: str) -> int | str | bool:
    """What was said as the part has it."""
    if part is FeedbackPart.SCORE:
        if said not in map(str, range(LOWEST, HIGHEST + 1)):
            raise NotAScore(said)
        return int(said)
    if part is FeedbackPart.HIRE:
        if said.casefold() not in _YES_OR_NO:
            raise NotYesOrNo(said)
        return _YES_OR_NO[said.casefold()]
    if not said:
        raise NothingSaid
    return said
