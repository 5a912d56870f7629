"""A plan on a screen: its weeks, what is done, left and cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flashcards.core.preparation.plan.automatic_ticks import counts_on
from flashcards.core.preparation.plan.plan import Activity
from flashcards.core.preparation.plan.progress import ActivityProgress, PhaseProgress, PlanProgress
from flashcards.core.preparation.plan.time_used import ticks_seen
from flashcards.services.followed_plan import PlanNow
from flashcards.views.text import counted, one_line
from flashcards.views.view import Rows, View

_WIDTH = 80
_NAME = 22
_NONE = "No plan is followed. Begin one: flash plan start 8 --interview 2027-01-15"


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as `flash plan --json` and CSV have it; minutes are for one."""

    weeks: str
    activity: str
    text: str
    kind: str
    minutes: int
    priority: int
    total: int
    done: int
    left: int
    cut: int
    today: int


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The object of `flash plan --json`, keys in this order; a plan that is none is null."""

    name: str
    started_on: date
    interview_on: date
    days_left: int
    minutes_a_day: int
    week: int
    weeks: int
    focus: tuple[str, ...]
    goal: str
    rests: bool
    activities: tuple[ActivityRow, ...]


def plan_view(now: PlanNow | None) -> View:
    """The whole plan: one document, a row an activity."""
    rows = () if now is None else _rows(now.standing)
    lines = (_NONE,) if now is None else _screen(now)
    return View(lines, Rows(ActivityRow, rows), lambda: now and _document(now, rows))


def started_lines(now: PlanNow | None) -> Iterator[str]:
    """The plan's weeks, right after it was started or moved, and what does not fit."""
    yield from (_NONE,) if now is None else _outline(now)


def ticked_lines(now: PlanNow | None, activity: Activity) -> Iterator[str]:
    """How far an activity is; nothing where no plan is followed."""
    for one in () if now is None else now.standing.activities:
        if one.activity.id == activity.id:
            cut = f", {one.cut:,} cut for want of time" if one.cut else ""
            yield f"{activity.id}: {one.done:,} of {activity.total:,} done{cut}."


def watched_lines(now: PlanNow | None) -> Iterator[str]:
    """What flash has ticked by itself today; nothing where no plan is followed."""
    if now is None:
        return
    seen = counts_on(ticks_seen(now.standing.plan, now.followed), now.standing.today)
    done = {one.activity.id: one for one in now.standing.activities if seen[one.activity.id]}
    if done:
        named = (f"{name} {one.done:,} of {one.activity.total:,}" for name, one in done.items())
        yield f"Ticked in your plan: {', '.join(named)}."


def stopped_line(name: str) -> str:
    """That a plan is followed no more, and the way back."""
    return f"The plan “{name}” is stopped; `flash undo` takes it back."


def _headline(now: PlanNow) -> str:
    """The plan and its date."""
    standing = now.standing
    when = f"{standing.span.interview_on:%a %d %B %Y}"
    left = standing.days_left
    ahead = f"in {counted(left, 'day')}" if left > 0 else "today" if left == 0 else "over"
    return one_line(f"{standing.plan.name} · interview on {when}, {ahead}", _WIDTH)


def minutes_said(minutes: int) -> str:
    """`45 min`, `2 h`, `2 h 30`."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest:02}" if rest else f"{hours} h"


def _outline(now: PlanNow) -> Iterator[str]:
    yield _headline(now)
    for phase in now.standing.phases:
        yield one_line(_phase_line(phase), _WIDTH)
    yield from _notes(now)


def _screen(now: PlanNow) -> Iterator[str]:
    standing = now.standing
    yield _headline(now)
    for number in range(len(standing.phases)):
        yield ""
        yield from _phase_lines(standing, number)
    yield ""
    yield from _notes(now)


def _phase_lines(standing: PlanProgress, number: int) -> Iterator[str]:
    phase, is_now = standing.phases[number], number == standing.now
    yield ("▸ " if is_now else "") + one_line(_phase_line(phase), _WIDTH - 2)
    yield _indented(f"Goal: {phase.phase.goal}")
    for one in standing.activities:
        if one.phase == number:
            yield _activity_line(one)
    moved = [(one, count) for one, count in standing.left_in(number) if one.phase != number]
    if moved:
        named = ", ".join(f"{one.activity.id} {count:,}" for one, count in moved)
        yield _indented(f"Moved here: {named}")
    if is_now:
        yield from (_indented(f"Read: {one}") for one in phase.phase.resources)


def _phase_line(phase: PhaseProgress) -> str:
    title = f"{phase.phase.weeks.capitalize()}: {phase.phase.title}"
    if not phase.days:
        return f"{title} · no day left for it"
    begins, ends = phase.days[0], phase.days[-1]
    when = f"{begins:%d %b}" if begins == ends else f"{begins:%d %b} to {ends:%d %b}"
    return f"{title} · {when}"


def _activity_line(one: ActivityProgress) -> str:
    count = f"{one.done:,}/{one.activity.total:,}"
    cut = f"{one.cut:,} cut" if one.cut else ""
    name = one_line(one.activity.id, _NAME)
    text = one_line(one.activity.text, _WIDTH - _NAME - 21)
    return f"  {name:<{_NAME}} {count:>7} {cut:>8}  {text}".rstrip()


def _indented(text: str) -> str:
    return "  " + one_line(text, _WIDTH - 2)


def _notes(now: PlanNow) -> Iterator[str]:
    """What does not fit, which days rest, and what to do about it."""
    standing = now.standing
    yield f"{minutes_said(standing.minutes_a_day)} a day; the day before the interview is for rest."
    for one in now.followed.interviews:
        if standing.today <= one.on < standing.span.interview_on:
            yield one_line(
                f"On the way: {one.company} ({one.rank}), {one.on:%a %d %B}; the day before rests.",
                _WIDTH,
            )
    if now.favourite_on is not None:
        yield f"The interview you prepare for is on {now.favourite_on}:"
        yield f"`flash plan move {now.favourite_on}` follows it."
    yield from cut_lines(standing)


def cut_lines(standing: PlanProgress) -> Iterator[str]:
    """What is cut for want of time; nothing where all fits."""
    cut = [one for one in standing.activities if one.cut]
    if not cut or standing.days_left <= 0:
        return
    minutes = sum(one.cut * one.activity.minutes for one in cut)
    named = ", ".join(f"{one.activity.id} {one.cut:,}" for one in cut)
    yield one_line(f"Cut for want of {minutes_said(minutes)}: {named}", _WIDTH)


def _rows(standing: PlanProgress) -> tuple[ActivityRow, ...]:
    return tuple(
        ActivityRow(
            standing.plan.phases[one.phase].weeks,
            one.activity.id,
            one.activity.text,
            one.activity.kind,
            one.activity.minutes,
            one.activity.priority,
            one.activity.total,
            one.done,
            one.left,
            one.cut,
            one.today,
        )
        for one in standing.activities
    )


def _document(now: PlanNow, rows: tuple[ActivityRow, ...]) -> PlanDocument:
    standing = now.standing
    return PlanDocument(
        standing.plan.name,
        standing.span.started_on,
        standing.span.interview_on,
        standing.days_left,
        standing.minutes_a_day,
        standing.week,
        standing.plan.weeks,
        (*standing.phase.areas, *standing.phase.decks),
        standing.phase.goal,
        standing.rests,
        rows,
    )
