"""How ready the learner is, and what to do about it."""

from collections.abc import Callable, Iterator
from shlex import quote
from statistics import fmean
from textwrap import fill
from typing import Final

from flashcards.core.cells import cells
from flashcards.core.preparation.readiness import ROUNDS
from flashcards.services.preparation.readiness import ActionRow, AreaRow, Readiness
from flashcards.views.bars import row, sparkline
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, one_line, plain
from flashcards.views.view import Rows, View

_WIDTH: Final = 78
_BAR: Final = 8
_INDENT: Final = " " * 14
_WEEK: Final = 7
_MOST_ACTIONS: Final = 5


def ready_view(found: Readiness, width: int) -> View:
    """The figure as a screen; everything as one document; a row an area."""
    return View(_screen(found, width), Rows(AreaRow, found.rows), found)


def _screen(found: Readiness, width: int) -> Iterator[str]:
    yield from _head(found)
    yield ""
    yield from table_lines(_COLUMNS, (*found.areas, found.whole), width)
    yield from _plan(found)
    yield from _missing(found)
    yield from _actions(found, width)


def _head(found: Readiness) -> Iterator[str]:
    left = f", in {counted(found.days_left, 'day')}" if found.days_left else ", today"
    change = f"{found.figure - found.trend[-1 - _WEEK].figure:+.0f} in a week"
    yield f"Ready for {found.on:%a %d %B %Y}{left}: {found.figure:.0f} of 100 ({change})"
    begun = [day.figure > 0 for day in found.trend].index(True) if found.figure else None
    if begun is not None:
        values = [day.figure for day in found.trend[begun:]]
        yield f"Last {counted(len(values), 'day')} |{sparkline([*values, 100])[:-1]}|"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "–"


def _skills(one: AreaRow) -> str:
    if not one.skills:
        return "–"
    rated = f"{one.rated}/{one.skills}"
    return rated if one.score is None else f"{rated} at {one.score:.1f}"


def _mocks(one: AreaRow) -> str:
    if one.area is None:
        return f"{fmean(one.mocks):.1f}" if one.mocks else "–"
    none = "none" if one.area in ROUNDS else "–"
    return ", ".join(f"{score:.1f}" for score in one.mocks) or none


_COLUMNS: Final = (
    Column("area", lambda one: one.area or "all", 0),
    Column("ready", lambda one: f"{one.figure:.0f}", 5, right=True),
    Column("", lambda one: row(one.figure, 100, _BAR), _BAR),
    Column("recall", lambda one: _share(one.recall), 6, right=True),
    Column("unseen", lambda one: _of(one.unseen, one.cards), 7, right=True),
    Column("in time", lambda one: _of(one.kept, one.timed), 7, right=True),
    Column("skills", _skills, 12, right=True),
    Column("mocks", _mocks, 8, right=True),
)


def _plan(found: Readiness) -> Iterator[str]:
    yield ""
    if found.plan is None:
        yield "No plan is followed: `flash plan start 8 --interview DATE` makes one."
        return
    plan = found.plan
    asked = _share(plan.asked_done_minutes / plan.asked_minutes if plan.asked_minutes else None)
    done, whole = plan.done_minutes / 60, plan.minutes / 60
    so_far = f"{asked} of what was due" if plan.asked_minutes else "just begun"
    said = f"Plan {plan.name}: {done:.0f} of {whole:.0f} hours done ({plan.share:.0%}), {so_far}."
    yield one_line(said, _WIDTH)


def _missing(found: Readiness) -> Iterator[str]:
    """What there is no evidence of, and the command that gives some."""
    for said, command, is_missing in _EVIDENCE:
        areas = [one.area for one in found.areas if one.area and is_missing(one)]
        if areas:
            yield fill(plain(f"{said} ({command}): {', '.join(areas)}."), _WIDTH)


_EVIDENCE: Final[tuple[tuple[str, str, Callable[[AreaRow], bool]], ...]] = (
    ("No card seen", "`flash review`", lambda one: 0 < one.cards == one.unseen),
    ("No answer timed", "`flash review`", lambda one: one.timed > one.clocked == 0),
    ("No skill rated", "`flash assess`", lambda one: one.skills > one.rated == 0),
    ("No mock held", "`flash mock`", lambda one: one.area in ROUNDS and not one.mocks),
)


def _actions(found: Readiness, width: int) -> Iterator[str]:
    if found.actions:
        yield ""
        yield "What raises it most per hour, if it goes well (Good, in time, 4 of 5):"
        yield " gain  hours  what               how"
    for one in found.actions[:_MOST_ACTIONS]:
        yield from _action(one, width)


def _action(one: ActionRow, width: int) -> Iterator[str]:
    """What it brings, and its command: whole, below where there is no room beside it."""
    brings = f"{one.gain:+5.1f}  {max(one.hours, 0.01):5.2f}  {_what(one):<17}  "
    how = _how(one)
    if cells(brings + how) <= width:
        yield brings + how
    else:
        yield from (brings.rstrip(), _INDENT + how)


def _what(one: ActionRow) -> str:
    said = {
        "learn": counted(one.count, "unseen card"),
        "review": counted(one.count, "seen card"),
        "assess": f"rate {counted(one.count, 'skill')}",
        "strengthen": "weakest skill",
        "mock": "one interview",
        "plan": "what is for today",
    }
    return said[one.verb]


def _how(one: ActionRow) -> str:
    area = quote(plain(one.area or ""))
    commands = {
        "learn": f"flash review --area {area} --new {one.count}",
        "review": f"flash review --area {area}",
        "assess": f"flash assess {area}",
        "strengthen": f"flash assess {area} --below 4",
        "mock": f"flash mock {area}",
        "plan": "flash plan",
    }
    return commands[one.verb]
