"""The words of a session, the same at a terminal and in a pipe."""

from collections.abc import Sequence
from datetime import date

from flashcards.cli.session.desk import Foreseen
from flashcards.cli.text import counted, plain, stopwatch, until
from flashcards.core.card import Kind
from flashcards.core.known_card import KnownCard
from flashcards.core.leech import Leech
from flashcards.core.schedule import State
from flashcards.core.session import Session
from flashcards.core.study_day import Moment
from flashcards.services.show import HistoryRow

_GRADES = ("again", "hard", "good", "easy")


def heading(known: KnownCard, session: Session) -> str:
    """Where the card stands, in one line: deck, breadcrumb, state, limit, cards left."""
    parts = [" › ".join((known.deck, *known.card.breadcrumb))]
    parts.append("new" if known.schedule.state is State.NEW else known.schedule.state.value)
    if known.limit_s is not None:
        parts.append(f"limit {stopwatch(known.limit_s)}")
    if session.crams:
        parts.append("practice")
    parts.append(f"{session.left:,} left")
    return plain(" · ".join(parts))


def grades(known: KnownCard, foreseen: Foreseen, today: date, *, crams: bool = False) -> str:
    """Each grade with the interval it would give; a self-assessment's have no words.

    In practice the intervals stay, and none is named.
    """
    now = foreseen.moment.now
    shown = []
    for grade, schedule in foreseen.schedules.items():
        again = "" if crams else until(schedule.due_on, schedule.due_at, now, today)
        if known.card.kind is Kind.SELF_ASSESSMENT:
            shown.append(f"{grade} {again}".rstrip())
        else:
            shown.append(f"{grade} {_GRADES[grade - 1]} {again.removeprefix('in ')}".rstrip())
    return " · ".join(shown)


def time_taken(known: KnownCard, session: Session, moment: Moment) -> str:
    """The time since the question appeared, against the card's limit."""
    if session.shown is None or known.limit_s is None:
        return ""
    seconds = (moment.now - session.shown.at).total_seconds()
    over = f", {stopwatch(seconds - known.limit_s)} over" if seconds > known.limit_s else ""
    return f"{stopwatch(seconds)} of {stopwatch(known.limit_s)}{over}"


def leech_line(leech: Leech) -> str:
    """That an answer made its card a leech, and what to do about it."""
    state = ", suspended" if leech.suspended else ""
    return f"A leech: {leech.lapses} lapses{state}. Rewrite it: flash edit {leech.card[:8]}"


def history_text(rows: Sequence[HistoryRow]) -> str:
    """A card's answers as a Markdown list, the latest first."""
    if not rows:
        return "Never answered."
    lines = [
        f"- {row.at:%Y-%m-%d %H:%M} UTC: {row.score or row.rating}"
        + (" (undone)" if row.undone else f", then due {row.due_on}")
        for row in reversed(rows)
    ]
    return "\n".join(lines)


def closing(session: Session, *, new_waiting: bool = False) -> str:
    """What the session came to; `new_waiting`: there are new cards beyond the day's number."""
    if session.before is None and session.shown is None:
        hint = " New cards wait for another day: --new 5 asks five now." if new_waiting else ""
        return f"Nothing to review now.{hint}"
    left = f"; {session.left:,} left" if session.left else ""
    return f"{counted(session.answered, 'answer')} saved{left}."
