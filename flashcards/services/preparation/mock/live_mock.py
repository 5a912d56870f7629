"""A mock that is being held: what the learner's keys and words act on, whatever shows it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from flashcards.core.decks.sides import sides
from flashcards.core.preparation.mock import clock as core
from flashcards.core.preparation.mock.clock import HEARTBEAT_S, Call
from flashcards.core.preparation.mock.mock import ClockMark, Judge, Mock, MockQuestion
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.preparation.mock import acts
from flashcards.services.preparation.mock.acts import Marked


@dataclass(slots=True)
class LiveMock:
    """A mock that goes on: the number of the question asked, None between two, and its timer.

    `clock` tells the time; `written_s` is the second of the timer that was written down last;
    `recorder` is open while something is recorded; `sheets_are_out` is whether the interviewer
    has the sheets in a file.
    """

    collection: Collection
    clock: Callable[[], Moment]
    mock: Mock
    asked: int | None = None
    timer: core.Clock = field(default_factory=lambda: core.Clock(1))
    written_s: int = 0
    recorder: ExitStack = field(default_factory=ExitStack)
    sheets_are_out: bool = False

    @property
    def question(self) -> MockQuestion:
        """The question that is asked, or was last."""
        return self.mock.questions[self.asked or 0]

    def answer_of(self, number: int) -> str:
        """The answer or rubric of a question as its deck has it now; empty where it is gone."""
        known = acts.asked_card(self.collection, self.mock.questions[number].card)
        return "" if known is None else sides(known.card).answer

    def ask(self, number: int) -> None:
        """Show a question: its clock runs from where it stands."""
        self.asked = number
        question = self.question
        used = timedelta(seconds=question.used_s)
        self.timer = core.Clock(question.limit_s, used).running(self.clock().now)
        self._mark(ClockMark.RESUMED if question.shown else ClockMark.SHOWN, question.phase)

    def look(self) -> tuple[Call, ...]:
        """Look at the clock: what it has to say; a question whose time is up is over."""
        if self.asked is None:
            return ()
        before, self.timer = self.timer, self.timer.at(self.clock().now)
        if self.timer.is_over:
            self._close()
        elif self.timer.used_s - self.written_s >= HEARTBEAT_S:
            self._run()
        return core.calls(before, self.timer)

    def forward(self) -> None:
        """The next phase begins; after the last one the question is answered."""
        if self.asked is None:
            return
        if self.question.phase + 1 < len(self.question.phases):
            self._mark(ClockMark.PHASE, self.question.phase + 1)
        else:
            self._close()

    def leave(self) -> None:
        """Stop the clock where it stands; the question is asked on when the mock is resumed."""
        self.look()
        if self.asked is not None:
            self._mark(ClockMark.LEFT, self.question.phase)
            self.asked = None

    def judge(self, step: Judge, said: str) -> None:
        """One answer of the feedback; raises `NotAScore`, `NotYesOrNo` or `NothingSaid`."""
        self.mock = acts.judge(self.collection, self.clock(), self.mock, step, said)

    def end(self, action: str) -> None:
        """The mock is over."""
        self.mock = acts.end(self.collection, self.clock(), self.mock, action)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """While this lasts, the mock is held; however it ends, what there is of it is kept."""
        try:
            with self.recorder:
                yield
        except EOFError:
            self.leave()
        except BaseException:
            self.leave()
            raise

    def _close(self) -> None:
        self._mark(ClockMark.ANSWERED, self.question.phase)
        self.asked = None

    def _run(self) -> None:
        now, self.written_s = self.clock(), self.timer.used_s
        acts.run(self.collection, now, self.mock, self.asked or 0, self.written_s)

    def _mark(self, what: ClockMark, phase: int) -> None:
        phases, self.written_s = self.question.phases, self.timer.used_s
        marked = Marked(what, self.written_s, phases[phase].name if phases else "")
        number = self.asked or 0
        self.mock = acts.mark(self.collection, self.clock(), self.mock, number, marked)
