"""Today on one screen of 80 by 24."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from shlex import quote
from typing import Final

from flashcards.core.preparation.interviews.reminders import Reminder, Wants
from flashcards.core.preparation.plan.progress import PlanProgress
from flashcards.core.study_day import Moment
from flashcards.services.preparation.today import CodingSplit, PlanToday, Today
from flashcards.services.study.due import Due
from flashcards.views.misdated import ahead_lines
from flashcards.views.preparation.eve import eve_lines
from flashcards.views.preparation.exercise import offer_line
from flashcards.views.preparation.interviews.words import OUTCOMES
from flashcards.views.preparation.mock.open_mock import resume_line
from flashcards.views.preparation.next_step import activity_step
from flashcards.views.preparation.plan import activity_lines, cut_lines, minutes_said, moved_notes
from flashcards.views.study.due import NO_CARDS, asked_lines, day_lines, skills_said
from flashcards.views.text import counted, filled, plain

_MOST_ACTIVITIES: Final = 4
_MOST_REMINDERS: Final = 2
_SOON_DAYS: Final = 14
_NEXT: Final = "Next: "
_BEGIN: Final = "An interview ahead? flash plan start 8 --interview DATE"
_NAMES: Final = "flash plan show NAME, flash plan tick NAME"


def today_lines(today: Today, moment: Moment, width: int) -> Iterator[str]:
    """The date, what is due, the plan's part, and the next step."""
    for line in _lines(today, moment, width):
        yield from filled(line, width)


def _lines(today: Today, moment: Moment, width: int) -> Iterator[str]:
    standing = None if today.plan is None else today.plan.now.standing
    yield f"{today.due.study_day:%A, %d %B %Y}{_ahead(today, standing)}"
    if not today.due.decks:
        yield NO_CARDS
        return
    if not today.rests:
        yield from day_lines(_besides(today.due, standing), moment)
        yield from asked_lines(today.due, width)
        yield from _by_themselves(today)
    if today.mistakes:
        yield f"{counted(today.mistakes, 'mistake')} in your decks: flash check"
    yield from ahead_lines(today.ahead)
    yield from _interviews(today)
    if today.eve is not None:
        yield from eve_lines(today.eve, today.reminders, is_today=_is_the_day(today))
    if today.offers_plan:
        yield _BEGIN
    if today.plan is not None:
        yield from _plan(today, today.plan, width)
    yield from _to_do(today)


def next_line(today: Today) -> str | None:
    """The one next step, as the last line of today has it; None where there is none."""
    return next((line for line in _to_do(today) if line.startswith(_NEXT)), None)


def _to_do(today: Today) -> Iterator[str]:
    """What to do next, or that nothing is to be done."""
    if today.plan is not None:
        yield from _next(today, today.plan.now.standing)
    elif today.rests:
        yield from _rest(today)
    elif today.open_mock is not None:
        yield resume_line(today.open_mock)
    elif command := _besides_plan(today):
        yield f"Next: {command}"


def _besides_plan(today: Today) -> str | None:
    """What to do first of cards, skills and exercises, in this order."""
    if today.due.ready:
        return "flash review"
    if today.due.skills:
        return _assess(today)
    return None if today.exercise is None else "flash practise"


def _by_themselves(today: Today) -> Iterator[str]:
    """The skills and the exercise of today, which no review asks."""
    if today.due.skills:
        yield f"{skills_said(today.due)}: {_assess(today)}"
    if today.exercise is not None:
        yield offer_line(today.exercise)


def _assess(today: Today) -> str:
    """What rates the skills that are due; all of them while these weeks still ask for that."""
    if today.plan is None:
        return "flash assess"
    # Else the due ones alone would tick it: an assessment anew that left out what was strong. It
    # may not be named today, where a long mock leaves no room for more.
    standing = today.plan.now.standing
    is_anew = any(one.activity.ticked_by == "rating" for one, _ in standing.left_in(standing.now))
    return "flash assess --all" if is_anew else "flash assess"


def _interviews(today: Today) -> Iterator[str]:
    """The next interview where it is near, and what those that were held still want."""
    day, one = today.due.study_day, today.interview
    if one is not None and (days := (one.on - day).days) <= _SOON_DAYS:
        when = f"on {one.on:%a %d %B}, in {counted(days, 'day')}" if days else "today"
        yield plain(f"Interview: {one.company} ({one.round}) {when}")
    wanted = [found for found in today.reminders if found.wants in _TOLD]
    yield from (_wanted(found, day) for found in wanted[:_MOST_REMINDERS])
    if len(wanted) > _MOST_REMINDERS:
        yield f"and {len(wanted) - _MOST_REMINDERS} more: flash interview"


_TOLD = {Wants.OUTCOME, Wants.ANSWER, Wants.ANSWER_DATE}


def _wanted(reminder: Reminder, today: date) -> str:
    company = plain(reminder.interview.company)
    if reminder.wants is Wants.OUTCOME:
        asked = f"How did the interview at {company} go: {OUTCOMES}?"
        return f"{asked} flash interview outcome {quote(company)} passed"
    if reminder.wants is Wants.ANSWER_DATE:
        return f"By which day must you answer? flash interview offer {quote(company)}"
    if reminder.on < today:
        told = f"flash interview outcome {quote(company)} accepted"
        return f"{company} wanted an answer by {reminder.on:%a %d %B}. Did you tell them? {told}"
    return f"Answer the offer of {company} by {reminder.on:%a %d %B}"


def _besides(day: Due, standing: PlanProgress | None) -> Due:
    """The day without the deadline that came with the plan, whose date is said already."""
    if standing is None:
        return day
    chosen, on = standing.plan.selection, standing.span.interview_on
    ours = (on, chosen.decks, chosen.areas, ())
    rest = (one for one in day.dates if (one.on, one.decks, one.areas, one.tags) != ours)
    return replace(day, dates=tuple(rest))


def _ahead(today: Today, standing: PlanProgress | None) -> str:
    if standing is None:
        return ""
    left = standing.days_left
    if left > 0:
        return f" · {counted(left, 'day')} to the interview"
    if left == 0 or _is_interview_day(today):
        return " · the interview is today"
    return " · the plan's day is over" if today.interview else " · the interview is over"


def _is_the_day(today: Today) -> bool:
    """Whether an interview, one that was noted or the plan's, is today."""
    return today.next_on == today.due.study_day


def _is_interview_day(today: Today) -> bool:
    return today.interview is not None and today.interview.on == today.due.study_day


def _plan(today: Today, plan: PlanToday, width: int) -> Iterator[str]:
    standing = plan.now.standing
    other = plan.now.favourite_on
    if other is not None:
        yield f"The interview is on {other:%d %b}, not the plan's day: flash plan move {other}"
    if plan.now.is_unnoted:
        on = standing.span.interview_on
        yield f"The plan's interview is not noted: flash interview add COMPANY ROUND {on}"
    if standing.days_left > 0:
        yield from _week(standing, width, rests=today.rests)
        yield from _next_mock(standing)
    if not today.rests and standing.days_left > 0:
        yield from _figures(plan, standing)
    yield from cut_lines(standing, width)


def _figures(plan: PlanToday, standing: PlanProgress) -> Iterator[str]:
    """The minutes of today, how coding is shared out, and what is recalled worst."""
    used = f"{minutes_said(plan.used_minutes)} of {minutes_said(standing.minutes_a_day)} used"
    yield f"Today: {used}."
    if plan.coding is not None:
        yield _coding(plan.coding)
    if plan.weakest:
        named = (f"{one.area} {one.recall:.0%}" for one in plan.weakest)
        yield plain(f"Weakest: {', '.join(named)} recalled now")


def _week(standing: PlanProgress, width: int, *, rests: bool) -> Iterator[str]:
    phase = standing.phase
    focus = ", ".join((*phase.areas, *phase.decks))
    week = f"Week {standing.calendar_week} of {standing.span.weeks}: {phase.title} ({focus})"
    yield plain(week)
    yield plain(f"  Goal: {phase.goal}")
    if rests:
        return
    left = sorted(standing.left_in(standing.now), key=lambda found: not found[0].today)
    for one, _ in left[:_MOST_ACTIVITIES]:
        amount = f"{one.today:,} today" if one.today else "later"
        notes = [f"{one.activity.minutes} min each", f"{one.left:,} left"]
        notes += moved_notes(standing.moved(one))
        yield from activity_lines(one, amount, notes, width)
    if len(left) > _MOST_ACTIVITIES:
        more = len(left) - _MOST_ACTIVITIES
        yield f"  (last: the name, for flash plan show NAME) and {more} more: flash plan"
    else:
        yield f"  (last: the name, for {_NAMES})" if left else "  All is done."


def _next_mock(standing: PlanProgress) -> Iterator[str]:
    found = standing.next_mock
    if found is not None:
        activity, phase = found
        begins = phase.days[0]
        when = "this week" if begins <= standing.today else f"from {begins:%d %B}"
        yield plain(f"Next mock: {activity.form or activity.id}, {when}")


def _coding(split: CodingSplit) -> str:
    whole = split.general + split.machine_learning
    if not whole:
        return "Coding: 30% general, 70% machine learning."
    share = split.general / whole
    shares = f"{share:.0%} general, {1 - share:.0%} machine learning"
    return f"Coding: {shares} (the goal: 30%, 70%)."


def _next(today: Today, standing: PlanProgress) -> Iterator[str]:
    if standing.days_left < 0 and not today.rests:
        yield "The plan's day is over: it asks nothing more."
        moves = today.plan is not None and today.plan.now.favourite_on is not None
        yield "Or else: flash plan stop" if moves else "Next: flash plan stop"
    elif today.rests:
        yield from _rest(today)
    elif today.open_mock is not None:
        yield resume_line(today.open_mock)
    elif command := _besides_plan(today):
        yield f"Next: {command}"
    else:
        step = activity_step(today, standing)
        yield _could_do(standing) if step is None else plain(f"Next: {step}")


def _could_do(standing: PlanProgress) -> str:
    """Today's share is done: with what its minutes could be filled."""
    free, left = standing.free_minutes, standing.left_in(standing.now)
    fits = [one.activity for one, _ in left if one.activity.minutes <= free]
    if fits:
        said = f"Today's part is done. You have {minutes_said(free)} left, enough for"
        return f"{said} {fits[0].id} ({fits[0].minutes} min)."
    if left:
        return "Done for today: what is left needs more minutes than today has."
    return "Done for today."


def _rest(today: Today) -> Iterator[str]:
    """That today is for rest, or that it is the day."""
    standing = None if today.plan is None else today.plan.now.standing
    is_day = _is_the_day(today)
    if is_day and standing is not None and standing.days_left > 0:
        yield "An interview is today: nothing else is planned."
    elif is_day:
        yield "Nothing more to learn today. All the best."
        return
    else:
        before = "" if today.eve is None else " before the interview"
        yield f"Today is for rest{before}: nothing is planned."
    yield "No card is asked, unless you want `flash review`."
