"""An exercise that is being done: its clock, its phases, and the grade at its end."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.mock.clock import Call, Clock, calls
from flashcards.core.preparation.mock.forms import QuestionPhase, phases_of
from flashcards.core.study.session import Session, Shown
from flashcards.core.study.timing import revealed_ms, taken_ms
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.study.answer import Answered, Grade, answer
from flashcards.services.study.live_session import Foreseen
from flashcards.services.study.session import preview

SOURCE = "practise"
"""Where answers to exercises come from, as the log says it."""


@dataclass(slots=True)
class LiveExercise:
    """An exercise since it was begun: `phase` is the number of the one that goes on.

    The clock runs on after its time is up; the learner says when it is done.
    """

    collection: Collection
    clock: Callable[[], Moment]
    known: KnownCard
    shown: Shown
    timer: Clock
    phases: tuple[QuestionPhase, ...] = ()
    phase: int = 0
    foreseen: Foreseen | None = field(default=None)

    @classmethod
    def begun(
        cls, collection: Collection, clock: Callable[[], Moment], known: KnownCard
    ) -> "LiveExercise":
        """The exercise from now on."""
        now, limit_s = clock().now, known.limit_s or 0
        shown, timer = Shown(known.card.id, now), Clock(limit_s).running(now)
        return cls(collection, clock, known, shown, timer, phases_of(known.area, limit_s))

    @property
    def is_done(self) -> bool:
        """Whether the answer is open."""
        return self.shown.revealed

    @property
    def taken_s(self) -> int:
        """Whole seconds since it was begun, up to where it was done."""
        return taken_ms(self.shown, self.shown.revealed_at or self.clock().now) // 1_000

    def look(self) -> tuple[Call, ...]:
        """Look at the clock: what it has to say."""
        before, self.timer = self.timer, self.timer.at(self.clock().now)
        return calls(before, self.timer)

    def forward(self) -> None:
        """The next phase begins; after the last one the answer opens."""
        if self.phase + 1 < len(self.phases):
            self.phase += 1
            return
        moment = self.clock()
        self.shown = replace(self.shown, revealed_at=moment.now)
        schedules = preview(self.collection, moment, Session(), self.known)
        self.foreseen = Foreseen(moment, schedules)

    def grade(self, given: int) -> Answered:
        """Write the answer down; raises `InvalidRating`."""
        moment = self.clock()
        said = Grade(given, taken_ms(self.shown, moment.now), SOURCE, revealed_ms(self.shown))
        return answer(self.collection, moment, self.known.card.id, said)
