"""How a card stands, in the columns of Anki's table of cards."""

from datetime import date
from typing import NamedTuple

from flashcards.core.schedule import Schedule, State
from flashcards.formats.anki.out.outgoing import Outgoing, OutgoingOptions

_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)
_SUSPENDED, _BURIED = -1, -3
_FACTOR = 2500
_USUAL_DECAY = 0.1542
"""FSRS-6 as it comes; the last of its parameters."""

_TYPES = {
    State.NEW: _NEW,
    State.LEARNING: _LEARNING,
    State.REVIEW: _REVIEW,
    State.RELEARNING: _RELEARNING,
}


class StandingColumns(NamedTuple):
    """The columns from `type` to `left`, and `data`."""

    type: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    steps_left: int
    data: str


def standing(
    schedule: Schedule, options: OutgoingOptions, place: int, outgoing: Outgoing
) -> StandingColumns:
    """How a card stands; `place` is its own among new cards."""
    queue = type_ = _TYPES[schedule.state]
    due, left = place, 0
    if schedule.in_steps:
        queue = _LEARNING
        at = schedule.due_at or outgoing.now
        due = int(at.timestamp())
        is_anew = schedule.state is State.RELEARNING
        steps = options.relearning_steps if is_anew else options.learning_steps
        left = max(1, len(steps) - (schedule.step or 0))
    elif schedule.state is State.REVIEW:
        due = ((schedule.due_on or outgoing.today) - outgoing.today).days
    if schedule.suspended:
        queue = _SUSPENDED
    elif schedule.buried_on == outgoing.today:
        queue = _BURIED
    interval = _interval(schedule, outgoing.today)
    data = _data(schedule, options, place)
    seen = schedule.reps, schedule.lapses
    return StandingColumns(type_, queue, due, interval, _factor(type_), *seen, left, data)


def _factor(type_: int) -> int:
    return _FACTOR if type_ in {_REVIEW, _RELEARNING} else 0


def _interval(schedule: Schedule, today: date) -> int:
    """The days between the last answer and the day on which the card is due."""
    if schedule.state is State.RELEARNING:
        return 1
    if schedule.state is not State.REVIEW:
        return 0
    due_on = schedule.due_on or today
    return max(1, (due_on - (schedule.last_studied_on or due_on)).days)


def _data(schedule: Schedule, options: OutgoingOptions, place: int) -> str:
    """What FSRS knows of a card, as JSON, which is quicker written than made of a mapping."""
    if schedule.state is State.NEW:
        return "{}"
    said = [f'"pos":{place}']
    if schedule.stability is not None and schedule.difficulty is not None:
        s, d = round(schedule.stability, 4), round(schedule.difficulty, 3)
        said.append(f'"s":{s},"d":{d},"dr":{options.retention},"decay":{_decay(options)}')
    if schedule.last_review_at is not None:
        said.append(f'"lrt":{int(schedule.last_review_at.timestamp())}')
    return f"{{{','.join(said)}}}"


def _decay(options: OutgoingOptions) -> float:
    return options.parameters[-1] if options.parameters else _USUAL_DECAY
