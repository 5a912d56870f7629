"""A study session as a value: every act gives a new session, and undo gives the old one back.

What an act leaves as it was, the sessions before and after it share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from itertools import islice
from operator import add
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.log.stamp import FactId
from flashcards.core.schedule import Leech, Schedule
from flashcards.core.study.foreseen_times import NOTHING_FORESEEN, ForeseenTimes
from flashcards.core.study.remaining import NONE_LEARNING, NONE_WAITING, Learning, Step, Waiting

LEARN_AHEAD: Final = timedelta(minutes=20)
"""A learning card due within this time is shown when nothing else is left."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The card in front of the learner, since when, and since when its answer is open.

    `said` are the points of it that were ticked, None where none were asked for; `in_steps`
    whether it came because a learning step of it was due.
    """

    card: CardId
    at: datetime
    revealed_at: datetime | None = None
    said: tuple[int, ...] | None = None
    in_steps: bool = False

    @property
    def revealed(self) -> bool:
        """Whether the answer is open."""
        return self.revealed_at is not None


class PointsCount(NamedTuple):
    """So many points said, out of so many."""

    said: int
    of: int


NO_POINTS: Final = PointsCount(0, 0)
"""Where none were ticked."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An act that was undone, by its fact, and its card; `act` is None for a skip."""

    card: CardId
    act: FactId | None


@dataclass(frozen=True, slots=True)
class Session:
    """What is still to be asked, what is shown, and the session before the last act.

    `waiting` is asked in order; `learning` by its instants; `act` is the fact the last act wrote,
    None where it wrote none (a skip), `besides` those that it wrote to siblings, and `leech` the
    card that it made one. A finished session
    shows nothing. One that `crams` leaves schedules as they are. `since` is the log's clock when
    it began: later answers that are not its `own` were given elsewhere; None notices none.
    `places` are where cards with siblings were cut from, `last_place` that of the card before:
    another of it is shown next only where nothing else is. `ahead` are the acts that were undone
    and can be given back, the next one last: a new act on one of their cards takes that one away.
    `given_back` are the answers that had been undone and counted again when it began.
    `points` are those of its answers that were said, where they were ticked. `foreseen` is what
    dates foresee of the cards that they ask.
    """

    waiting: Waiting = NONE_WAITING
    learning: Learning = NONE_LEARNING
    shown: Shown | None = None
    answered: int = 0
    ends_at: datetime | None = None
    before: "Session | None" = None
    act: FactId | None = None
    besides: tuple[FactId, ...] = ()
    crams: bool = False
    leech: Leech | None = None
    since: int | None = None
    own: tuple[frozenset[FactId], ...] = ()
    places: Mapping[CardId, Source] = field(default_factory=dict)
    last_place: Source | None = None
    ahead: tuple[TakenBack, ...] = field(default=(), compare=False)
    given_back: frozenset[FactId] = frozenset()
    points: PointsCount = NO_POINTS
    foreseen: ForeseenTimes = NOTHING_FORESEEN

    @property
    def left(self) -> int:
        """Cards still to come, the shown one included."""
        return len(self.waiting) + len(self.learning) + (self.shown is not None)

    @property
    def said(self) -> tuple[int, ...] | None:
        """The points of the card shown that were ticked."""
        return None if self.shown is None else self.shown.said


def of_one_act(act: FactId) -> Session:
    """A session that was one act and is over, as an exercise is."""
    return Session(answered=1, own=(frozenset({act}),))


def started(session: Session, now: datetime) -> Session:
    """The session with its first card shown."""
    return _with_next(session, now)


def revealed(session: Session, now: datetime) -> Session:
    """The session with the answer open."""
    if session.shown is None or session.shown.revealed:
        return session
    return replace(session, shown=replace(session.shown, revealed_at=now))


def with_said(session: Session, said: tuple[int, ...] | None) -> Session:
    """The session with these points of the card shown ticked; None takes the ticks back."""
    if session.shown is None:
        return session
    return replace(session, shown=replace(session.shown, said=said))


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
        step = Step(schedule.due_at, session.shown.card)
        following = replace(following, learning=following.learning.with_step(step))
    return _with_next(replace(following, answered=session.answered + 1), now)


def with_points(session: Session, points: PointsCount) -> Session:
    """The session with the points of one more answer."""
    return replace(session, points=PointsCount(*map(add, session.points, points)))


def crammed(session: Session, now: datetime, act: FactId, *, again: bool) -> Session:
    """The session after a grade that leaves the schedule alone; `again` asks it once more."""
    following = _after(session, act)
    if again and session.shown is not None:
        following = replace(following, waiting=following.waiting.with_last(session.shown.card))
    return _with_next(replace(following, answered=session.answered + 1), now)


def put_aside(
    session: Session,
    now: datetime,
    act: FactId | None,
    others: Mapping[CardId, FactId] | None = None,
) -> Session:
    """The session without the shown card: skipped, buried or suspended; and without `others`."""
    after = _after(session, act)
    for card, fact in (others or {}).items():
        after = replace(
            after,
            waiting=after.waiting.without(card),
            learning=after.learning.without(card),
            besides=(*after.besides, fact),
        )
    return _with_next(after, now)


def passed_over(session: Session, now: datetime) -> Session:
    """The session without the shown card, which something else has dealt with; no act to undo."""
    return _with_next(replace(session, shown=None), now)


def is_own(session: Session, fact: FactId | None) -> bool:
    """Whether one of the session's acts wrote the fact; not one that it took back."""
    return any(fact in some for some in session.own)


def undone(session: Session) -> Session:
    """The session before the last act, which can be given back; itself where there was none."""
    before = session.before
    if before is None or before.shown is None:
        return session if before is None else before
    return taken_back(replace(before, ahead=session.ahead), before.shown.card, session.act)


def taken_back(session: Session, card: CardId, act: FactId | None) -> Session:
    """The session with one more act that can be given back."""
    return replace(session, ahead=(*session.ahead, TakenBack(card, act)))


def without_last_ahead(session: Session) -> Session:
    """The session once the act that was undone last is given back, or cannot be."""
    return replace(session, ahead=session.ahead[:-1])


def recalled(session: Session, card: CardId, now: datetime) -> Session:
    """The session with a card of an earlier one, or of later, shown; the shown one comes next."""
    waiting = session.waiting.without(card)
    if session.shown is not None and session.shown.card != card:
        waiting = Waiting((session.shown.card, *waiting))
    shown = Shown(card, now, in_steps=_is_in_steps(session, card))
    learning = session.learning.without(card)
    return replace(session, waiting=waiting, learning=learning, shown=shown)


def replaced(session: Session, card: CardId) -> Session:
    """The session with the shown card under the id that its edited text has; nothing is ticked."""
    if session.shown is None:
        return session
    waiting = session.waiting.without(card)
    return replace(session, waiting=waiting, shown=replace(session.shown, card=card, said=None))


def _after(session: Session, act: FactId | None) -> Session:
    own = session.own if act is None else _with_act(session.own, act)
    place = session.last_place if session.shown is None else session.places.get(session.shown.card)
    after = replace(session, shown=None, before=session, act=act, leech=None, own=own)
    card = None if session.shown is None else session.shown.card
    ahead = tuple(one for one in session.ahead if one.card != card)
    return replace(after, last_place=place, ahead=ahead, besides=())


def _with_act(own: tuple[frozenset[FactId], ...], act: FactId) -> tuple[frozenset[FactId], ...]:
    """The sets with one more act, no two of one size: so they are few, and large ones stay."""
    latest = frozenset({act})
    while own and len(own[-1]) == len(latest):
        latest |= own[-1]
        own = own[:-1]
    return (*own, latest)


def _with_next(session: Session, now: datetime) -> Session:
    if session.ends_at is not None and now >= session.ends_at:
        return replace(session, shown=None)
    card = next(_following(session, now), None)
    if card is not None and _is_sibling(session, card):
        others = (one for one in _following(session, now) if not _is_sibling(session, one))
        card = next(others, card)
    shown = None if card is None else Shown(card, now, in_steps=_is_in_steps(session, card))
    return replace(_without(session, card), shown=shown)


def _following(session: Session, now: datetime) -> Iterator[CardId]:
    """What may be shown now: steps that are due, then the line; else what is due soon."""
    first = session.learning.first
    if first is not None and first.due_at <= now:
        yield first.card
        yield from (step.card for step in session.learning if step.due_at <= now)
    if session.waiting:
        yield session.waiting.first
        yield from islice(session.waiting, 1, None)
    if first is not None and not session.waiting:
        yield from (s.card for s in session.learning if s.due_at <= now + LEARN_AHEAD)


def _is_in_steps(session: Session, card: CardId) -> bool:
    """Whether a learning step of it is still to come; the first in line has none."""
    if session.waiting and session.waiting.first == card:
        return False
    return any(step.card == card for step in session.learning)


def _is_sibling(session: Session, card: CardId) -> bool:
    """Whether it was cut from the same place as the card before."""
    return session.last_place is not None and session.places.get(card) == session.last_place


def _without(session: Session, card: CardId | None) -> Session:
    """The session without the card that is to be shown; the first of a line costs little."""
    learning, waiting = session.learning, session.waiting
    if card is None:
        return session
    if learning.first is not None and learning.first.card == card:
        return replace(session, learning=learning.rest())
    if waiting and waiting.first == card:
        return replace(session, waiting=waiting.rest())
    return replace(session, learning=learning.without(card), waiting=waiting.without(card))
