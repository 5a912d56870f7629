"""A session that is being held: what the learner's keys and words act on, whatever shows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flashcards.core.card import CardId, Kind
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule
from flashcards.core.study.session import Session, revealed, with_said
from flashcards.core.study.timing import Timing, timing
from flashcards.core.study_day import Moment
from flashcards.errors.cards import InvalidRating, PointsInPractice
from flashcards.services.collection import Collection
from flashcards.services.study import session as service
from flashcards.services.study.outside_changes import OutsideChange, faced
from flashcards.services.work import Work, reading_work

if TYPE_CHECKING:
    from flashcards.core.decks.points import Point
    from flashcards.services.log.undo import LearnersAct

_TWO_GRADES: Final = {1: 1, 2: 3}
"""Forgot is again, and knew is good."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The schedule that each grade would give, and the moment this was computed for."""

    moment: Moment
    schedules: Mapping[int, Schedule]


@dataclass(slots=True)
class LiveSession:
    """A session that goes on: the card shown, and what its grades would give once revealed.

    `clock` tells the time; `passed` are the cards that the last act passed over, since they were
    dealt with elsewhere; `note` is what the learner wrote to the card shown. Where it `is_binary`,
    the grades are 1 forgot and 2 knew. Where it `types_all`, answers of all decks are typed.
    """

    collection: Collection
    clock: Callable[[], Moment]
    session: Session
    known: KnownCard | None = None
    foreseen: Foreseen | None = None
    passed: tuple[OutsideChange, ...] = ()
    note: str = ""
    is_binary: bool = False
    types_all: bool = False

    @classmethod
    def of(
        cls,
        collection: Collection,
        clock: Callable[[], Moment],
        session: Session,
        *,
        is_binary: bool = False,
        types_all: bool = False,
    ) -> "LiveSession":
        """A session at its beginning."""
        live = cls(collection, clock, Session(), is_binary=is_binary, types_all=types_all)
        live._go_on(session)
        return live

    @property
    def is_revealed(self) -> bool:
        """Whether the answer is open."""
        return self.session.shown is not None and self.session.shown.revealed

    @property
    def is_assessment(self) -> bool:
        """Whether the card shown is a skill that is rated, to which a note may be written."""
        return self.known is not None and self.known.card.kind is Kind.SELF_ASSESSMENT

    @property
    def is_typed(self) -> bool:
        """Whether the answer of the card shown is typed: all are, or its deck's; no skill is."""
        if self.known is None or self.is_assessment:
            return False
        return self.types_all or self.known.settings.typed

    @property
    def timing(self) -> Timing | None:
        """How the clock of the card shown stands; None for one without a limit."""
        limit_s = None if self.known is None else self.known.limit_s
        return timing(self.session.shown, limit_s, self.clock().now)

    @property
    def points(self) -> "tuple[Point, ...]":
        """What the answer of the card shown has to say, point by point; practice asks for none."""
        from flashcards.core.decks.points import points_of

        return () if self.known is None or self.session.crams else points_of(self.known.card)

    def say(self, numbers: Iterable[int] | None) -> None:
        """Tick these points, from 1, and no others; None takes all ticks back.

        Raises `NoPoints`, `UnknownPoint` or `PointsInPractice`.
        """
        from flashcards.core.decks.points import chosen

        if self.session.crams:
            raise PointsInPractice
        said = None if numbers is None else chosen(self.points, numbers)
        self.session = with_said(self.session, said)

    def tick(self, number: int) -> None:
        """Tick a point, or take its tick back."""
        self.say(set(self.session.said or ()) ^ {number})

    def reveal(self) -> None:
        """Open the answer."""
        self._go_on(revealed(self.session, self.clock().now))

    @property
    def _has_two_grades(self) -> bool:
        """Whether the card shown is graded as forgot or knew; skills have their own scale."""
        return self.is_binary and not self.is_assessment

    @property
    def good(self) -> int:
        """The grade of an answer that was as it should be."""
        if self._has_two_grades:
            return max(_TWO_GRADES)
        return 4 if self.is_assessment else 3

    def grade(self, given: int) -> None:
        """Grade the shown card, with its note; raises `InvalidRating`."""
        rating = given
        if self._has_two_grades:
            if given not in _TWO_GRADES:
                raise InvalidRating(given, max(_TWO_GRADES))
            rating = _TWO_GRADES[given]
        after = service.grade(self.collection, self.clock(), self.session, rating, self.note)
        self.note = ""
        self._go_on(after)

    @property
    def earlier(self) -> "LearnersAct | None":
        """What an undo would take back that was done before this session; else None."""
        from flashcards.services.log.undo import last_in_session

        return None if self.session.before is not None else last_in_session(self.collection)

    @property
    def undone_earlier(self) -> "LearnersAct | None":
        """What a redo would give back that was undone before this session; else None."""
        from flashcards.services.log.redo import next_in_session

        return None if self.session.ahead else next_in_session(self.collection)

    def undo(self) -> None:
        """Take back the last act; raises `NothingToUndo`."""
        self._go_on(service.undo(self.collection, self.clock(), self.session))

    def redo(self) -> None:
        """Give back what was undone last; raises `NothingToRedo`."""
        self._go_on(service.redo(self.collection, self.clock(), self.session))

    def skip(self) -> None:
        """Leave the card, if one is shown, for another session."""
        if self.known is not None:
            self._go_on(service.skip(self.clock(), self.session))

    @property
    def siblings(self) -> tuple[CardId, ...]:
        """The other cards of the place where the card shown stands."""
        return service.siblings(self.collection, self.session)

    def bury(self, others: Sequence[CardId] = ()) -> None:
        """Put the card, and others with it, off until tomorrow."""
        self._go_on(service.bury(self.collection, self.clock(), self.session, others))

    def suspend(self, others: Sequence[CardId] = ()) -> None:
        """Ask the card, and others with it, no more."""
        self._go_on(service.suspend(self.collection, self.clock(), self.session, others))

    def reread(self) -> None:
        """Read the decks again after an edit; the card at the same place is shown."""
        self._go_on(service.reread(self.collection, self.clock(), self.session))

    def _go_on(self, session: Session) -> None:
        """Show the card that the session comes to."""
        with reading_work(self.collection, self.clock()) as work:
            self._face(work, session)

    def _face(self, work: Work, session: Session) -> None:
        facing = faced(work, session)
        if _card_of(facing.session) != _card_of(self.session):
            self.note = ""
        self.session, self.known, self.passed = facing.session, facing.known, facing.passed
        self.foreseen = None
        if self.known is not None and self.is_revealed:
            schedules = service.preview_within(work, self.session, self.known)
            if self._has_two_grades:
                schedules = {given: schedules[rating] for given, rating in _TWO_GRADES.items()}
            self.foreseen = Foreseen(work.moment, schedules)


def _card_of(session: Session) -> CardId | None:
    return None if session.shown is None else session.shown.card
