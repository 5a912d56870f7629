"""An activity of a plan: what it is, what for, how far it is, what ticks it, how to do it now."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.mock.forms import AREAS
from flashcards.core.preparation.plan.activity import ActivityEntry, ActivityRecord
from flashcards.core.preparation.plan.plan import PRIORITIES, Activity
from flashcards.views.preparation.plan import minutes_said, moved_notes
from flashcards.views.text import beside, counted, plain
from flashcards.views.view import Rows, View

_MOST_ENTRIES: Final = 5
_TITLE: Final = 11

_HOW: Final = {
    "answer": "flash review",
    "rating": "flash assess",
    "story": "flash add --story TITLE",
    "telling": "flash review",
    "exercise": "flash practise",
    "question": "flash interview ask COMPANY QUESTION",
}
_TICKED: Final = {
    "answer": "each question of {places} that you answer within its time, once",
    "rating": "each day on which you rate 3 skills or more",
    "story": "each story with all its parts",
    "telling": "each story that you tell in a review",
    "exercise": "each exercise of {places} that you finish and grade",
    "question": "each question that you keep for a round with flash interview ask",
}


@dataclass(frozen=True, slots=True)
class ActivityDocument:
    """The object of `flash plan show --json`; `minutes` are for one, `minutes_done` for all."""

    activity: str
    text: str
    weeks: str
    goal: str
    kind: str
    minutes: int
    priority: int
    total: int
    done: int
    left: int
    cut: int
    today: int
    minutes_done: int
    form: str | None
    ticked_by: str | None
    places: tuple[str, ...]
    command: str
    entries: tuple[ActivityEntry, ...]


def activity_view(record: ActivityRecord, today: date, width: int, step: str | None) -> View:
    """All of an activity, and the step that does it now; a row each time that it was done."""
    rows = Rows(ActivityEntry, record.entries)
    return View(_lines(record, today, width, step), rows, lambda: _document(record))


def is_seen(activity: Activity) -> bool:
    """Whether flash itself sees that it is done."""
    return activity.form is not None or activity.ticked_by is not None


def command_of(activity: Activity) -> str:
    """The command that does an activity now, or ticks what flash cannot see."""
    if activity.form is not None:
        return f"flash mock {activity.form}"
    return _HOW.get(activity.ticked_by or "", f"flash plan tick {activity.id}")


def _lines(record: ActivityRecord, today: date, width: int, step: str | None) -> Iterator[str]:
    activity = record.progress.activity
    for title, text in _told(record, today):
        yield from beside(f"{title:{_TITLE}}", plain(text), width)
    yield from _history(record, width)
    yield ""
    if activity.kind == "reading":
        listed = (area for area in record.phase.areas if area in AREAS)
        yield from (f"What to read: flash reading {area}" for area in listed)
    if step is None:
        yield "Today there is nothing more of it to do."
        return
    if record.counts_from is not None:
        now = f"Do it from {record.counts_from:%a %d %B} on"
    else:
        now = "Do it now" if is_seen(activity) else "When it is done"
    yield from beside(f"{now}: ", plain(step), width)


def _told(record: ActivityRecord, today: date) -> Iterator[tuple[str, str]]:
    one, phase = record.progress, record.phase
    activity = one.activity
    yield "Activity", activity.id
    yield "What", f"{activity.text}."
    yield "Why", f"The goal of {record.weeks} ({phase.title}): {phase.goal}."
    whole = minutes_said(activity.minutes * activity.total)
    each = minutes_said(activity.minutes)
    times = counted(activity.total, "time")
    yield "How often", f"{times}, {each} each."
    yield "Done", f"{one.done:,} of {activity.total:,}{_and_left(record, today)}."
    done = minutes_said(activity.minutes * min(one.done, activity.total))
    yield "Time", f"{done} of {whole} planned are done; it took {minutes_said(record.minutes)}."
    yield "Ticked by", f"{_ticked_by(record)}."
    yield "Priority", _PRIORITIES[activity.priority]
    if one.cut:
        without = counted(one.cut, "time")
        yield "No time", f"The days left have no time for {without} of it."


_PRIORITIES: Final = dict(
    zip(
        PRIORITIES,
        (
            "1: if time is short, it is cut last.",
            "2: if time is short, it is cut after priority 3.",
            "3: if time is short, it is cut first.",
        ),
        strict=True,
    )
)


def _and_left(record: ActivityRecord, today: date) -> str:
    one = record.progress
    todays = [f"{one.today:,} of them today"] if one.today else []
    done_today = sum(entry.count for entry in record.entries if entry.on == today)
    already = [f"{done_today:,} done today"] if done_today > 0 else []
    left = [f"{one.left:,} left"] if one.left else []
    return "".join(f", {part}" for part in (*already, *left, *todays, *moved_notes(record.moved)))


def _ticked_by(record: ActivityRecord) -> str:
    activity = record.progress.activity
    if activity.form is not None:
        return (
            f"each whole {activity.form} mock: every question answered, all feedback given,"
            " not shorter than usual"
        )
    if activity.ticked_by is None:
        return "you: flash cannot see it"
    places = " and ".join(record.places)
    since = "" if record.counts_from is None else f", from {record.counts_from:%a %d %B} on"
    return f"flash: {_TICKED[activity.ticked_by].format(places=places)}{since}"


def _history(record: ActivityRecord, width: int) -> Iterator[str]:
    """What was done last."""
    if not record.entries:
        return
    yield ""
    yield "Done last:"
    for one in record.entries[-_MOST_ENTRIES:]:
        yield from beside(f"  {one.on:%a %d %b}  ", plain(_entry(one)), width)


def _entry(one: ActivityEntry) -> str:
    if one.count < 0:
        return f"{-one.count:,} taken back"
    times = f"{one.count:,} times · " if one.count > 1 else ""
    return f"{times}{minutes_said(max(0, one.minutes))}{f' · {one.deck}' if one.deck else ''}"


def _document(record: ActivityRecord) -> ActivityDocument:
    one = record.progress
    activity = one.activity
    return ActivityDocument(
        activity=activity.id,
        text=activity.text,
        weeks=record.phase.weeks,
        goal=record.phase.goal,
        kind=activity.kind,
        minutes=activity.minutes,
        priority=activity.priority,
        total=activity.total,
        done=one.done,
        left=one.left,
        cut=one.cut,
        today=one.today,
        minutes_done=record.minutes,
        form=activity.form,
        ticked_by=activity.ticked_by,
        places=record.places if activity.ticked_by in {"answer", "exercise"} else (),
        command=command_of(activity),
        entries=record.entries,
    )
