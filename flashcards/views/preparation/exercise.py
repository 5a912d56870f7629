"""The words of an exercise, the same at a terminal and in a pipe."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.mock.clock import Call
from flashcards.core.preparation.mock.forms import phases_of
from flashcards.core.schedule import Schedule, State
from flashcards.views.preparation.plan import minutes_said
from flashcards.views.text import beginning, counted, plain, stopwatch, time_used

if TYPE_CHECKING:
    from flashcards.services.preparation.live_exercise import LiveExercise

_MINUTE_S = 60
_TITLE_WIDTH = 40
_WHOLE_TITLE = 120
"""Where a title may go on in a second line."""


def title(known: KnownCard, width: int = _TITLE_WIDTH) -> str:
    """The question's beginning, in one line."""
    return beginning(sides(known.card).question, width)


def offer_line(known: KnownCard) -> str:
    """Which exercise comes next, how long it takes, and the command that begins it."""
    minutes = minutes_said((known.limit_s or 0) // _MINUTE_S)
    return f"Next exercise: {title(known, _WHOLE_TITLE)} ({minutes}): flash practise"


def heading(known: KnownCard) -> str:
    """Where the exercise stands, and how long it has."""
    state = "new" if known.schedule.state is State.NEW else "review"
    place = " › ".join((known.deck, *known.card.breadcrumb))
    return plain(f"{place} · {state} · {stopwatch(known.limit_s or 0)}")


def ready_text(known: KnownCard) -> str:
    """What is to come, before its clock starts."""
    limit_s = known.limit_s or 0
    phases = phases_of(known.area, limit_s)
    parts = f", in {len(phases)} phases" if phases else ""
    minutes = minutes_said(limit_s // _MINUTE_S)
    begins = f"You see the exercise when the clock starts: you have {minutes}{parts}."
    return f"{begins} Have paper or an editor ready.\n\nReady?"


def phase_line(live: "LiveExercise") -> str:
    """The phase that goes on, and when it should be over; empty without phases."""
    if not live.phases:
        return ""
    phase = live.phases[live.phase]
    number = f"{live.phase + 1} of {len(live.phases)}"
    return f"Phase {number}: {phase.name}, until {stopwatch(phase.until_s)}"


def clock_line(live: "LiveExercise") -> str:
    """The clock as it stands, and whether the phase is behind its mark."""
    limit_s = live.timer.limit_s
    line = time_used(live.taken_s, limit_s)
    if live.taken_s > limit_s:
        return f"{line} · finish, then compare"
    if live.phases and live.taken_s > live.phases[live.phase].until_s:
        line += f" · {live.phases[live.phase].name} should be over now"
    return line


def call_line(call: Call, live: "LiveExercise") -> str:
    """What the clock says on its way."""
    if call is Call.END:
        return f"The {stopwatch(live.timer.limit_s)} are over. Finish, then compare."
    share = "Half" if call is Call.HALF else "80 %"
    return f"{share} of the time is over: {stopwatch(live.timer.left_s)} left."


def taken_line(live: "LiveExercise") -> str:
    """How long it took, of how long it has."""
    return f"Done in {time_used(live.taken_s, live.timer.limit_s)}."


def scratch_line(file: Path) -> str:
    """Where what was written is kept."""
    return plain(f"Kept: {file}")


def left_line() -> str:
    """That an exercise was left without a grade."""
    return "You left without a grade, so no answer is saved. `flash practise` begins it again."


def graded_line(schedule: Schedule, today: date) -> str:
    """When the exercise comes again."""
    if schedule.due_at is not None or schedule.due_on is None or schedule.due_on <= today:
        return "Saved. It comes again today."
    days = (schedule.due_on - today).days
    return f"Saved. It comes again in {counted(days, 'day')}, on {schedule.due_on:%a %d %B}."


def logged_line(known: KnownCard, schedule: Schedule, today: date, *, is_new: bool) -> str:
    """What was solved elsewhere, where it stands, and when it comes again."""
    verb = "Added to" if is_new else "Again, in"
    when = graded_line(schedule, today).removeprefix("Saved. ")
    return plain(f"{verb} {known.card.source.file}: {title(known)}. {when}")
