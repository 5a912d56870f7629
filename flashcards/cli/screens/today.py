"""Today on one screen of 80 by 24."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import click

from flashcards.cli.screens.due import show_day
from flashcards.cli.screens.plan import cut_lines, minutes_said
from flashcards.cli.text import counted, one_line
from flashcards.core.preparation.progress import PlanStanding
from flashcards.core.study_day import Moment
from flashcards.services.due import Due
from flashcards.services.today import CodingSplit, PlanToday, Today

_WIDTH = 80
_NAME = 22
_MOST_ACTIVITIES = 7


def show_today(today: Today, moment: Moment) -> None:
    """The date, what is due, the plan's part, and the next step."""
    standing = None if today.plan is None else today.plan.now.standing
    click.echo(f"{today.due.study_day:%A, %d %B %Y}{_ahead(standing)}")
    if not today.due.decks:
        click.echo("There are no cards yet. Next: flash add, or flash import FILE.md")
        return
    if standing is None or not standing.rests:
        show_day(_besides(today.due, standing), moment)
    if today.plan is not None:
        click.echo("\n".join([*_plan(today.plan), _next(today, today.plan.now.standing)]))
    elif today.due.ready:
        click.echo("Next: flash review")


def _besides(day: Due, standing: PlanStanding | None) -> Due:
    """The day without the deadline that came with the plan, whose date is said already."""
    if standing is None:
        return day
    chosen, on = standing.plan.selection, standing.span.interview_on
    ours = (on, chosen.decks, chosen.areas, ())
    rest = (one for one in day.dates if (one.on, one.decks, one.areas, one.tags) != ours)
    return replace(day, dates=tuple(rest))


def _ahead(standing: PlanStanding | None) -> str:
    if standing is None:
        return ""
    left = standing.days_left
    if left > 0:
        return f" · {counted(left, 'day')} to the interview"
    return " · the interview is today" if left == 0 else " · the interview is over"


def _plan(plan: PlanToday) -> Iterator[str]:
    standing = plan.now.standing
    if standing.days_left > 0:
        yield from _week(standing)
        yield from _next_mock(standing)
    used = f"{minutes_said(plan.used_minutes)} of {minutes_said(standing.minutes_a_day)} used"
    yield f"Today: {used}.{_coding(plan.coding)}"
    if plan.weakest:
        named = (f"{one.area} {one.recall:.0%}" for one in plan.weakest)
        yield one_line(f"Weakest: {', '.join(named)} recalled now", _WIDTH)
    yield from cut_lines(standing)


def _week(standing: PlanStanding) -> Iterator[str]:
    phase = standing.phase
    focus = ", ".join((*phase.areas, *phase.decks))
    week = f"Week {standing.week} of {standing.plan.weeks}: {phase.title} ({focus})"
    yield one_line(week, _WIDTH)
    yield "  " + one_line(f"Goal: {phase.goal}", _WIDTH - 2)
    if standing.rests:
        return
    left = standing.left_in(standing.now)
    for one, count in left[:_MOST_ACTIVITIES]:
        todays = f", {one.today:,} today" if one.today else ""
        name, amount = one_line(one.activity.id, _NAME), f"{count:,} left{todays}"
        text = one_line(one.activity.text, _WIDTH - _NAME - 22)
        yield f"  {name:<{_NAME}} {amount:<17}  {text}"
    if len(left) > _MOST_ACTIVITIES:
        yield f"  and {len(left) - _MOST_ACTIVITIES} more: flash plan"
    if not left:
        yield "  All of it is done."


def _next_mock(standing: PlanStanding) -> Iterator[str]:
    found = standing.next_mock
    if found is not None:
        activity, phase = found
        begins = phase.days[0]
        when = "this week" if begins <= standing.today else f"from {begins:%d %B}"
        yield one_line(f"Next mock: {activity.form or activity.id}, {when}", _WIDTH)


def _coding(split: CodingSplit | None) -> str:
    whole = 0 if split is None else split.general + split.machine_learning
    if split is None or not whole:
        return "" if split is None else " Coding: 30% general, 70% machine learning."
    share = split.general / whole
    return f" Coding: {share:.0%} general, {1 - share:.0%} machine learning (30 and 70)."


def _next(today: Today, standing: PlanStanding) -> str:
    activity = standing.next_activity
    if standing.days_left < 0:
        return "Next: flash plan stop"
    if standing.days_left == 0:
        return "Nothing more to learn today. All the best."
    if standing.rests:
        return _rest(standing)
    if today.due.ready:
        return "Next: flash review"
    if activity is None:
        return "Done for today."
    if activity.form is not None:
        return f"Next: flash mock {activity.form}"
    return one_line(f"Next: {activity.text}; then flash plan tick {activity.id}", _WIDTH)


def _rest(standing: PlanStanding) -> str:
    span = standing.span
    if standing.today in span.interviews:
        return "An interview is today: nothing else is planned."
    is_eve = standing.today + timedelta(days=1) in span.interviews | {span.interview_on}
    return f"Today is for rest{' before the interview' if is_eve else ''}: nothing is planned."
