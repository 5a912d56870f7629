"""A study session as a value: every act gives a new session, and undo gives the old one back."""

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from flashcards.core.card import CardId, Source
from flashcards.core.leech import Leech
from flashcards.core.schedule import Schedule
from flashcards.core.stamp import FactId

LEARN_AHEAD: Final = timedelta(minutes=20)
"""A learning card due within this time is shown when nothing else is left."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A card in learning steps and the instant it is due."""

    due_at: datetime
    card: CardId


@dataclass(frozen=True, slots=True)
class Shown:
    """The card in front of the learner, since when, and since when its answer is open."""

    card: CardId
    at: datetime
    revealed_at: datetime | None = None

    @property
    def revealed(self) -> bool:
        """Whether the answer is open."""
        return self.revealed_at is not None


@dataclass(frozen=True, slots=True)
class Session:
    """What is still to be asked, what is shown, and the session before the last act.

    `waiting` is asked in order; `learning` by its instants; `act` is the fact the last act wrote,
    None where it wrote none (a skip), and `leech` the card that it made one. A finished session
    shows nothing. One that `crams` leaves schedules as they are. `since` is the log's clock when
    it began: later answers that are not its own were given elsewhere; None notices none.
    `places` are where cards with siblings were cut from, `last_place` that of the card before:
    another of it is shown next only where nothing else is.
    """

    waiting: tuple[CardId, ...] = ()
    learning: tuple[Step, ...] = ()
    shown: Shown | None = None
    answered: int = 0
    ends_at: datetime | None = None
    before: "Session | None" = None
    act: FactId | None = None
    crams: bool = False
    leech: Leech | None = None
    since: int | None = None
    places: Mapping[CardId, Source] = field(default_factory=dict)
    last_place: Source | None = None

    @property
    def left(self) -> int:
        """Cards still to come, the shown one included."""
        return len(self.waiting) + len(self.learning) + (self.shown is not None)


def started(session: Session, now: datetime) -> Session:
    """The session with its first card shown."""
    return _with_next(session, now)


def revealed(session: Session, now: datetime) -> Session:
    """The session with the answer open."""
    if session.shown is None or session.shown.revealed:
        return session
    return replace(session, shown=replace(session.shown, revealed_at=now))


def answered(
    session: Session,
    now: datetime,
    schedule: Schedule,
    act: FactId,
    *,
    leech: bool = False,
) -> Session:
    """The session after a grade; a card that stays in learning steps comes again.

    Not so a `leech` that the grade suspended.
    """
    following = _after(session, act)
    if leech and session.shown is not None:
        marked = Leech(session.shown.card, schedule.lapses, schedule.suspended)
        following = replace(following, leech=marked)
    if session.shown is not None and schedule.due_at is not None and not schedule.suspended:
        steps = list(following.learning)
        insort(steps, Step(schedule.due_at, session.shown.card))
        following = replace(following, learning=tuple(steps))
    return _with_next(replace(following, answered=session.answered + 1), now)


def crammed(session: Session, now: datetime, act: FactId, *, again: bool) -> Session:
    """The session after a grade that leaves the schedule alone; `again` asks it once more."""
    following = _after(session, act)
    if again and session.shown is not None:
        following = replace(following, waiting=(*following.waiting, session.shown.card))
    return _with_next(replace(following, answered=session.answered + 1), now)


def put_aside(session: Session, now: datetime, act: FactId | None) -> Session:
    """The session without the shown card: skipped, buried or suspended."""
    return _with_next(_after(session, act), now)


def passed_over(session: Session, now: datetime) -> Session:
    """The session without the shown card, which something else has dealt with; no act to undo."""
    return _with_next(replace(session, shown=None), now)


def own_acts(session: Session) -> set[FactId]:
    """The facts that the session's acts wrote, but for those it took back."""
    acts: set[FactId] = set()
    before: Session | None = session
    while before is not None:
        acts |= set() if before.act is None else {before.act}
        before = before.before
    return acts


def undone(session: Session) -> Session:
    """The session before the last act; itself where there was none."""
    return session if session.before is None else session.before


def recalled(session: Session, card: CardId, now: datetime) -> Session:
    """The session with a card of an earlier one shown again, the shown one next in line."""
    waiting = tuple(one for one in session.waiting if one != card)
    if session.shown is not None and session.shown.card != card:
        waiting = (session.shown.card, *waiting)
    learning = tuple(step for step in session.learning if step.card != card)
    return replace(session, waiting=waiting, learning=learning, shown=Shown(card, now))


def replaced(session: Session, card: CardId) -> Session:
    """The session with the shown card under the id that its edited text has."""
    if session.shown is None:
        return session
    waiting = tuple(one for one in session.waiting if one != card)
    return replace(session, waiting=waiting, shown=replace(session.shown, card=card))


def _after(session: Session, act: FactId | None) -> Session:
    place = session.last_place if session.shown is None else session.places.get(session.shown.card)
    return replace(session, shown=None, before=session, act=act, leech=None, last_place=place)


def _with_next(session: Session, now: datetime) -> Session:
    if session.ends_at is not None and now >= session.ends_at:
        return replace(session, shown=None)
    found = [step for step in session.learning if step.due_at <= now]
    if not found and not session.waiting:
        found = [step for step in session.learning if step.due_at <= now + LEARN_AHEAD]
    steps = [step.card for step in found]
    cards = (card for card in chain(steps, session.waiting) if not _is_sibling(session, card))
    card = next(cards, None) or next(chain(steps, session.waiting), None)
    if card is None:
        return replace(session, shown=None)
    if card in steps:
        learning = tuple(step for step in session.learning if step.card != card)
        return replace(session, learning=learning, shown=Shown(card, now))
    place = session.waiting.index(card)
    waiting = (*session.waiting[:place], *session.waiting[place + 1 :])
    return replace(session, waiting=waiting, shown=Shown(card, now))


def _is_sibling(session: Session, card: CardId) -> bool:
    """Whether it was cut from the same place as the card before."""
    return session.last_place is not None and session.places.get(card) == session.last_place
