"""What became of a session's card outside the session: another terminal, an editor, a script."""

from datetime import date
from enum import Enum, auto
from itertools import islice
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.log.stamp import FactId
from flashcards.core.study import session as core
from flashcards.core.study.session import Session, is_own
from flashcards.services.work import Work
from flashcards.storage.database import memory
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import lineage, log
from flashcards.storage.log.acts import undone_before_said_anew
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.log.log import answers_of, answers_since
from flashcards.storage.projection import cards

_AHEAD: Final = 20
"""Cards: few enough to cost nothing where the session ends before them."""


class OutsideAct(Enum):
    """What was done elsewhere."""

    ANSWERED = auto()
    SUSPENDED = auto()
    BURIED = auto()
    REMOVED = auto()


@dataclass(frozen=True, slots=True)
class OutsideChange:
    """What was done, and the card as it is now; `given` is the latest grade of one answered.

    `known` is None for a card that was never answered and whose text has gone.
    """

    act: OutsideAct
    known: KnownCard | None
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Facing:
    """The session, the card it shows, and the cards that it passed over on the way to it."""

    session: Session
    known: KnownCard | None
    passed: tuple[OutsideChange, ...] = ()


def faced(work: Work, session: Session) -> Facing:
    """The card that the session comes to; one that needs no more asking is passed over."""
    passed: list[OutsideChange] = []
    known = None
    _read_ahead(work.connection, session)
    while session.shown is not None:
        session, card = up_to_date(work.connection, session, session.shown.card)
        found = outside_change(work.connection, session, work.today)
        if found is None:
            known = cards.known_card(work.connection, card)
            break
        passed.append(found)
        session = core.passed_over(session, work.moment.now)
    return Facing(session, known, tuple(passed))


def up_to_date(connection: Connection, session: Session, card: CardId) -> tuple[Session, CardId]:
    """The session with the shown card under the id that its text has now; and that id."""
    known = cards.known_card(connection, card)
    if known is not None and not known.orphan:
        return session, card
    now = living_continuation(connection, card)
    return (session, card) if now in {None, card} else (core.replaced(session, now), now)


def _read_ahead(connection: Connection, session: Session) -> None:
    """In a session that goes on, ask of the cards that come next together what each would ask."""
    if session.shown is None or not session.answered:
        return
    card = session.shown.card
    if not memory.holds(connection, lineage.EDGES, card):
        next_ones = [card, *islice(session.waiting, _AHEAD)]
        lineage.read_ahead(connection, next_ones)
        log.read_ahead(connection, next_ones)


def outside_change(connection: Connection, session: Session, today: date) -> OutsideChange | None:
    """Why the shown card needs no more asking; None where it does. Practice asks in any case."""
    if session.shown is None:
        return None
    known = cards.known_card(connection, session.shown.card)
    if known is None or known.orphan:
        return OutsideChange(OutsideAct.REMOVED, known)
    if session.since is None:
        return None
    if known.schedule.suspended:
        return OutsideChange(OutsideAct.SUSPENDED, known)
    if known.schedule.buried_on == today:
        return OutsideChange(OutsideAct.BURIED, known)
    foreign = _given_elsewhere(connection, session, known.card.id, session.since)
    return None if foreign is None else OutsideChange(OutsideAct.ANSWERED, known, foreign)


def _given_elsewhere(
    connection: Connection, session: Session, card: CardId, since: int
) -> int | None:
    """The latest grade that the card was given elsewhere since the session began."""
    found = answers_of(connection, card, _new_to(connection, session, card, since))
    foreign = [one for one in found if not is_own(session, one.stamp.id)]
    return (foreign[-1].score or int(foreign[-1].rating)) if foreign else None


def _new_to(connection: Connection, session: Session, card: CardId, since: int) -> set[FactId]:
    """The answers that count now and did not when the session began, its own ones too.

    One that was given back has the clock it had: it is new where all that it says anew was undone
    by then, or is by the session itself.
    """
    own = {one.act for one in session.ahead}
    anew = undone_before_said_anew(connection, card)
    given_back = {
        answer
        for answer, undone in anew.items()
        if all(clock <= since or fact in own for fact, clock in undone)
    }
    return answers_since(connection, card, since) | (given_back - session.given_back)
