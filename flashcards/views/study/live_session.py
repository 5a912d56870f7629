"""The words of a session, the same at a terminal and in a pipe."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from flashcards.core.card import Kind
from flashcards.core.cells import cells
from flashcards.core.decks.sides import Sides, sides
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Leech, State
from flashcards.core.study.session import Session
from flashcards.core.study.timing import Timing
from flashcards.core.study_day import Moment
from flashcards.services.study.live_session import Foreseen
from flashcards.services.study.outside_changes import OutsideAct, OutsideChange
from flashcards.views.study.points import said_of
from flashcards.views.text import counted, one_line, plain, stopwatch, time_used, until

if TYPE_CHECKING:
    from flashcards.services.decks.show import HistoryRow

_GRADES = ("again", "hard", "good", "easy")
_TWO_GRADES = ("forgot", "knew")
SCALE = "1 not yet … 5 could teach it"
_QUESTION_WIDTH = 40
NO_NOTES = "Only skills have notes."
TYPE_IT = "answer (Enter shows the card's, Esc goes back)"
NOTE_IT = "note (Enter keeps it, Esc does not)"
NOTHING_PASTED = "Pasted text presses no keys: nothing was done."


def heading(known: KnownCard, session: Session, width: int | None = None) -> str:
    """Where the card stands, in one line: deck, breadcrumb, state, limit, cards left.

    Where the line is too narrow for all, the place is cut, to a third of it at least.
    """
    place = " › ".join((known.deck, *known.card.breadcrumb))
    parts = ["new" if known.schedule.state is State.NEW else known.schedule.state.value]
    if known.limit_s is not None:
        parts.append(f"limit {stopwatch(known.limit_s)}")
    if session.crams:
        parts.append("practice")
    parts.append(f"{session.left:,} left")
    said = " · ".join(parts)
    if width is not None:
        place = one_line(place, max(width // 3, width - cells(said) - cells(" · ")))
    return plain(f"{place} · {said}")


def faces(known: KnownCard) -> Sides:
    """What is asked, and what a reveal adds: a skill's condition is part of the question."""
    shown = sides(known.card)
    if known.card.kind is not Kind.SELF_ASSESSMENT or not shown.answer:
        return shown
    return Sides(f"{shown.question}\n\nCounts only if: {shown.answer}", "")


class GradeOffer(NamedTuple):
    """A grade that may be given, what it is called, and when the card would come again."""

    grade: int
    name: str
    again: str

    @property
    def said(self) -> str:
        """All of it in one line; a self-assessment's grade has no name."""
        again = self.again.removeprefix("in ") if self.name else self.again
        return " ".join(filter(None, (str(self.grade), self.name, again)))


def offers(
    known: KnownCard, foreseen: Foreseen, today: date, *, crams: bool = False, binary: bool = False
) -> list[GradeOffer]:
    """The grades with the intervals they would give; in practice these stay, and none is named."""
    names = _TWO_GRADES if binary else _GRADES
    now, has_names = foreseen.moment.now, known.card.kind is not Kind.SELF_ASSESSMENT
    return [
        GradeOffer(
            grade,
            names[grade - 1] if has_names else "",
            "" if crams else until(schedule.due_on, schedule.due_at, now, today),
        )
        for grade, schedule in foreseen.schedules.items()
    ]


def grades(
    known: KnownCard, foreseen: Foreseen, today: date, *, crams: bool = False, binary: bool = False
) -> str:
    """All grades that may be given, in one line; those of a skill with what the ends mean."""
    found = offers(known, foreseen, today, crams=crams, binary=binary)
    if known.card.kind is not Kind.SELF_ASSESSMENT:
        return " · ".join(one.said for one in found)
    return " · ".join((SCALE, *_joined(found)))


def _joined(found: Sequence[GradeOffer]) -> Iterator[str]:
    """The ratings that would come again at the same time, together."""
    for again, some in groupby(found, key=lambda one: one.again):
        first, *others = (one.grade for one in some)
        yield f"{first}–{others[-1]} {again}".rstrip() if others else f"{first} {again}".rstrip()


def clock_line(timing: Timing | None) -> str:
    """The time since the question appeared, against the card's limit."""
    if timing is None:
        return ""
    return time_used(timing.taken_s, timing.limit_s)


def over_time(timing: Timing | None) -> str:
    """That an answer took longer than it may; nothing where it did not."""
    if timing is None or not timing.over_s:
        return ""
    minutes, seconds = divmod(timing.over_s, 60)
    return f"over time by {f'{minutes} min ' if minutes else ''}{seconds} s"


def limit_line(*, is_on: bool) -> str:
    """Whether the time limit is shown and counts."""
    return f"time limit {'on' if is_on else 'off'}"


def siblings_line(act: str, key: str, cards: int) -> str:
    """The question whether an act means the card alone or its siblings, too."""
    return f"{act} this one or all {cards}? {key} or 1 this one · a all · any other key: none"


def note_line(note: str) -> str:
    """The note that goes with the next grade."""
    return f"note: {note}" if note else "no note"


def leech_line(leech: Leech) -> str:
    """That an answer made its card a leech, and what to do about it."""
    state = ", suspended" if leech.suspended else ""
    return f"A leech: {leech.lapses} lapses{state}. Rewrite it: flash edit {leech.card[:8]}"


def passed_line(passed: OutsideChange, moment: Moment, today: date) -> str:
    """That a card was dealt with elsewhere, and how, and which it was."""
    if passed.known is None:
        return "Skipped: a card whose text is gone now."
    question = one_line(sides(passed.known.card).question, _QUESTION_WIDTH)
    return f"{_deed(passed, passed.known, moment, today)}: {question}"


def passed_lines(passed: Sequence[OutsideChange], moment: Moment, today: date) -> str:
    """The same in one line, for however many cards."""
    if len(passed) == 1:
        return passed_line(passed[0], moment, today)
    return f"{counted(len(passed), 'card')} skipped: they were answered or put aside elsewhere."


def _deed(passed: OutsideChange, known: KnownCard, moment: Moment, today: date) -> str:
    match passed.act:
        case OutsideAct.ANSWERED:
            given = passed.given or 0
            is_assessed = known.card.kind is Kind.SELF_ASSESSMENT
            grade = str(given) if is_assessed else _GRADES[given - 1].capitalize()
            return f"Answered elsewhere ({grade}, due {_due(known, moment, today)})"
        case OutsideAct.SUSPENDED:
            return "Suspended elsewhere"
        case OutsideAct.BURIED:
            return "Buried elsewhere"
        case OutsideAct.REMOVED:
            return "Its text is gone now"


def _due(known: KnownCard, moment: Moment, today: date) -> str:
    """In steps how long from now, else the day."""
    due_on, due_at = known.schedule.due_on, known.schedule.due_at
    if due_on is None or due_at is not None or due_on <= today:
        return until(due_on, due_at, moment.now, today)
    year = "" if due_on.year == today.year else f" {due_on.year}"
    return f"{due_on.day} {due_on:%B}{year}"


def history_text(rows: "Sequence[HistoryRow]", zone: tzinfo) -> str:
    """A card's answers as a Markdown list, the latest first."""
    if not rows:
        return "Never answered."
    lines = [
        f"- {row.at.astimezone(zone):%Y-%m-%d %H:%M %Z}: {row.score or row.rating}"
        + (f", {said}" if (said := said_of(row)) else "")
        + (" (undone)" if row.undone else f", then due {row.due_on}")
        + (f": {row.note}" if row.note else "")
        for row in reversed(rows)
    ]
    return "\n".join(lines)


def closing(session: Session, *, new_waiting: bool = False, may_cram: bool = False) -> str:
    """What the session came to; `new_waiting`: there are new cards beyond the day's number.

    `may_cram`: there are cards to practise whether due or not.
    """
    if session.before is None and session.shown is None:
        hint = " New cards wait for another day: --new 5 asks 5 now." if new_waiting else ""
        if may_cram and not hint:
            hint = " To practise cards that are not due: --cram."
        return f"Nothing to review now.{hint}"
    left = f"; {session.left:,} left" if session.left else ""
    said, points = session.points
    told = f", {said:,} of {counted(points, 'point')} said" if points else ""
    return f"{counted(session.answered, 'answer')} saved{told}{left}{_in_steps(session)}."


def _in_steps(session: Session) -> str:
    """How many of what is left wait for a learning step; where that is all, that it is all."""
    steps = len(session.learning)
    if not steps:
        return ""
    many = "all" if steps == session.left else f"{steps:,}"
    return f", {many} in learning steps: again in some minutes"
