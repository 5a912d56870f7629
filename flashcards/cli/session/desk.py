"""What the learner's keys and words act on; the terminal and the pipe share it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flashcards.cli.clock import Clock
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule
from flashcards.core.session import Session, revealed
from flashcards.core.study_day import Moment
from flashcards.services import session as service
from flashcards.services.collection import Collection
from flashcards.services.elsewhere import Elsewhere
from flashcards.services.wish import Wish


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The schedule that each grade would give, and the moment this was computed for."""

    moment: Moment
    schedules: Mapping[int, Schedule]


@dataclass(slots=True)
class Desk:
    """A session that goes on: the card shown, and what its grades would give once revealed.

    `passed` are the cards that the last act passed over, since they were dealt with elsewhere.
    """

    collection: Collection
    clock: Clock
    session: Session
    known: KnownCard | None = None
    foreseen: Foreseen | None = None
    passed: tuple[Elsewhere, ...] = ()

    @classmethod
    def of(cls, collection: Collection, clock: Clock, wish: Wish) -> "Desk":
        """The desk at the beginning of a session."""
        desk = cls(collection, clock, Session())
        desk._go_on(service.start(collection, clock(), wish))
        return desk

    @property
    def is_revealed(self) -> bool:
        """Whether the answer is open."""
        return self.session.shown is not None and self.session.shown.revealed

    def reveal(self) -> None:
        """Open the answer."""
        self._go_on(revealed(self.session))

    def grade(self, given: int) -> None:
        """Grade the shown card; raises `InvalidRating`."""
        self._go_on(service.grade(self.collection, self.clock(), self.session, given))

    def undo(self) -> None:
        """Take back the last act; raises `NothingToUndo`."""
        self._go_on(service.undo(self.collection, self.clock(), self.session))

    def skip(self) -> None:
        """Leave the card, if one is shown, for another session."""
        if self.known is not None:
            self._go_on(service.skip(self.clock(), self.session))

    def bury(self) -> None:
        """Put the card off until tomorrow."""
        self._go_on(service.bury(self.collection, self.clock(), self.session))

    def suspend(self) -> None:
        """Ask the card no more."""
        self._go_on(service.suspend(self.collection, self.clock(), self.session))

    def reread(self) -> None:
        """Read the decks again after an edit; the card at the same place is shown."""
        self._go_on(service.reread(self.collection, self.clock(), self.session))

    def _go_on(self, session: Session) -> None:
        """Show the card that the session comes to."""
        moment = self.clock()
        facing = service.face(self.collection, moment, session)
        self.session, self.known, self.passed = facing.session, facing.known, facing.passed
        self.foreseen = None
        if self.known is not None and self.is_revealed:
            schedules = service.preview(self.collection, moment, self.session, self.known)
            self.foreseen = Foreseen(moment, schedules)
