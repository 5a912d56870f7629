"""A plan on a screen: its weeks, what is done, left and cut."""

from collections.abc import Iterable, Iterator
from datetime import date

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.automatic_ticks import counts_on
from flashcards.core.preparation.plan.plan import Activity, weeks_said
from flashcards.core.preparation.plan.progress import ActivityProgress, PhaseProgress, PlanProgress
from flashcards.core.preparation.plan.time_used import mocks_counted, ticks_seen
from flashcards.core.study.session import Session, is_own
from flashcards.services.followed_plan import PlanNow
from flashcards.views.text import beside, counted, filled, listed, plain
from flashcards.views.view import Rows, View

_INDENT = "  "
_HARDLY = 2
"""A plan that asks for more than so many times what its days have hardly fits."""

_NONE = "You have no plan. Begin one: flash plan start 8 --interview 2027-01-15"


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
    """The object of `flash plan --json`, keys in this order; a plan that is none is null.

    `week` and `weeks` are the plan's own, as its file numbers them.
    """

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


def plan_view(now: PlanNow | None, width: int) -> View:
    """The whole plan: one document, a row an activity."""
    rows = () if now is None else _rows(now.standing)
    lines = (_NONE,) if now is None else _screen(now, width)
    return View(lines, Rows(ActivityRow, rows), lambda: now and _document(now, rows))


def started_lines(now: PlanNow | None, width: int) -> Iterator[str]:
    """The plan's weeks, right after it was started or moved, and what does not fit."""
    yield from (_NONE,) if now is None else _outline(now, width)


def ticked_lines(now: PlanNow | None, activity: Activity) -> Iterator[str]:
    """How far an activity is; nothing where no plan is followed."""
    for one in () if now is None else now.standing.activities:
        if one.activity.id == activity.id:
            cut = f", no time for {one.cut:,}" if one.cut else ""
            yield f"{activity.id}: {one.done:,} of {activity.total:,} done{cut}."


def watched_lines(now: PlanNow | None, session: Session) -> Iterator[str]:
    """What the session's own acts have ticked, a mock too; nothing where no plan is followed."""
    if now is None:
        return
    plan, followed = now.standing.plan, now.followed
    seen = ticks_seen(plan, followed)
    mocks = mocks_counted(plan, followed, counts_on(seen))
    own = {name for name, ticks in seen.items() if any(is_own(session, one.act) for one in ticks)}
    own |= {name for name, some in mocks.items() if any(is_own(session, one.act) for one in some)}
    done = {one.activity.id: one for one in now.standing.activities if one.activity.id in own}
    if done:
        named = (f"{name} {one.done:,} of {one.activity.total:,}" for name, one in done.items())
        yield f"Ticked in your plan: {', '.join(named)}."


def stopped_line(name: str) -> str:
    """That a plan is followed no more, and the way back."""
    return f"You no longer follow the plan “{name}”; `flash undo` takes it back."


def _headline(now: PlanNow) -> str:
    """The plan and its date."""
    standing = now.standing
    when = f"{standing.span.interview_on:%a %d %B %Y}"
    left = standing.days_left
    ahead = f"in {counted(left, 'day')}" if left > 0 else "today" if left == 0 else "over"
    return plain(f"{standing.plan.name} · interview on {when}, {ahead}")


def minutes_said(minutes: int) -> str:
    """`45 min`, `2 h`, `2 h 30`."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest:02}" if rest else f"{hours} h"


def _outline(now: PlanNow, width: int) -> Iterator[str]:
    for line in (_headline(now), *map(_phase_line, now.standing.phases), *_too_full(now.standing)):
        yield from filled(line, width)
    yield from _notes(now, width)


def _too_full(standing: PlanProgress) -> Iterator[str]:
    """The weeks that ask for more than their days have; all at once where hardly any fit."""
    pairs = [(phase, _asked(standing, number)) for number, phase in enumerate(standing.phases)]
    whole, have = sum(asked for _, asked in pairs), sum(phase.minutes for phase, _ in pairs)
    if 0 < _HARDLY * have < whole:
        yield (
            f"The days left have {minutes_said(have)}, but the plan needs {minutes_said(whole)}."
            " The most important comes first. A later day or a shorter plan fits better:"
            " flash plan move DATE, or flash plan stop and flash plan start 4."
        )
        return
    for number, (phase, asked) in enumerate(pairs, 1):
        if 0 < phase.minutes < asked:
            first, last = phase.weeks
            weeks, ask = _begun_large(phase.named), "asks" if first == last else "ask"
            rest, has = minutes_said(asked - phase.minutes), minutes_said(phase.minutes)
            goes = "is cut" if number == len(pairs) else "moves to later weeks, or is cut"
            yield (
                f"{weeks} {ask} for {minutes_said(asked)}, and the days have {has}:"
                f" {rest} {goes} (flash plan shows it)."
            )


def _asked(standing: PlanProgress, phase: int) -> int:
    """The minutes that what is open of a phase's own activities takes."""
    own = (one for one in standing.activities if one.phase == phase)
    return sum((one.left + one.cut) * one.activity.minutes for one in own)


def _screen(now: PlanNow, width: int) -> Iterator[str]:
    standing = now.standing
    yield from filled(_headline(now), width)
    for number in range(len(standing.phases)):
        yield ""
        yield from _phase_lines(standing, number, width)
    yield ""
    yield from _notes(now, width)


def _phase_lines(standing: PlanProgress, number: int, width: int) -> Iterator[str]:
    phase, is_now = standing.phases[number], number == standing.now
    yield from filled(("▸ " if is_now else "") + _phase_line(phase), width)
    yield from filled(plain(f"{_INDENT}Goal: {phase.phase.goal}"), width)
    for one in standing.activities:
        if one.phase == number:
            amount = f"{one.done:,}/{one.activity.total:,}"
            cut = [f"no time for {one.cut:,}"] if one.cut else []
            yield from activity_lines(one, amount, cut, width)
    moved = [(one, count) for one, count in standing.left_in(number) if one.phase != number]
    if moved:
        named = [f"{one.activity.id} {count:,}" for one, count in moved]
        named[0] = f"Moved here: {named[0]}"
        yield from listed(named, width, ", ", _INDENT)
    if is_now:
        for read in phase.phase.resources:
            yield from filled(plain(f"{_INDENT}Read: {read}"), width)


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _phase_line(phase: PhaseProgress) -> str:
    if not phase.days:
        return f"{phase.phase.title} · no day left for it"
    title = f"{_begun_large(weeks_said(*phase.weeks))}: {phase.phase.title}"
    begins, ends = phase.days[0], phase.days[-1]
    when = f"{begins:%d %b}" if begins == ends else f"{begins:%d %b} to {ends:%d %b}"
    return f"{title} · {when}"


def activity_lines(
    one: ActivityProgress, amount: str, notes: Iterable[str], width: int
) -> list[str]:
    """How much of an activity there is, its whole text, notes, and the id that a tick names."""
    text = " · ".join((one.activity.text, *notes, one.activity.id))
    return beside(f"{_INDENT}{amount:>7}  ", plain(text), width)


def moved_notes(moved: Iterable[tuple[PhaseProgress, int]]) -> list[str]:
    """How much of what is left of an activity was moved to which weeks."""
    return [f"{count:,} of them moved to {phase.named}" for phase, count in moved]


def _notes(now: PlanNow, width: int) -> Iterator[str]:
    """What does not fit, which days rest, and what to do about it."""
    standing = now.standing
    minutes = minutes_said(standing.minutes_a_day)
    lines = [*_fitted(standing), f"{minutes} a day; the day before the interview is for rest."]
    lines += [
        plain(f"Before it: {one.company} ({one.rank}), {one.on:%a %d %B}; rest the day before.")
        for one in now.followed.interviews
        if standing.today <= one.on < standing.span.interview_on
    ]
    if now.favourite_on is not None:
        lines.append(f"The interview you prepare for is on {now.favourite_on}:")
        lines.append(f"`flash plan move {now.favourite_on}` moves the plan to it.")
    for line in lines:
        yield from filled(line, width)
    yield from cut_lines(standing, width)


def _fitted(standing: PlanProgress) -> Iterator[str]:
    """That the plan has other weeks than it was written for."""
    own, there = standing.plan.weeks, standing.span.weeks
    if own != there:
        made = "shorter" if there < own else "longer"
        yield f"Made {made} to fit the days: {counted(there, 'week')}, not {own}."


def cut_lines(standing: PlanProgress, width: int) -> Iterator[str]:
    """What the days left have no time for; nothing where all fits."""
    cut = [one for one in standing.activities if one.cut]
    if not cut or standing.days_left <= 0:
        return
    minutes = minutes_said(sum(one.cut * one.activity.minutes for one in cut))
    if not any(phase.minutes for phase in standing.phases):
        said = f"No time for {minutes} of the plan: no study day is left. Rest helps more now."
        yield from filled(said, width)
        return
    named = [f"{one.activity.id} {one.cut:,}" for one in cut]
    named[0] = f"No time for (the days left are {minutes} too short): {named[0]}"
    yield from listed(named, width, ", ")


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
