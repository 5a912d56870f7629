"""How ready the learner is, and what to do about it."""

from collections.abc import Callable, Iterator
from shlex import quote
from statistics import fmean
from typing import Final

from flashcards.core.cells import cells
from flashcards.core.preparation.readiness import ROUNDS
from flashcards.services.preparation.readiness import ActionRow, AreaRow, Readiness
from flashcards.views.bars import row, sparkline
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, filled, plain
from flashcards.views.view import Rows, View

_BAR: Final = 8
_INDENT: Final = " " * 4
_WEEK: Final = 7
_MINUTES_AN_HOUR: Final = 60
_MOST_ACTIONS: Final = 5
_BESIDE_TREND: Final = len("Last 999 days, 0 to 100 ||")


def ready_view(found: Readiness, width: int) -> View:
    """The figure as a screen; everything as one document; a row an area."""
    return View(_screen(found, width), Rows(AreaRow, found.rows), found)


def _screen(found: Readiness, width: int) -> Iterator[str]:
    yield from _head(found, width)
    yield ""
    yield from table_lines(_COLUMNS, (*found.areas, found.whole), width)
    for line in ("", _plan(found), *_missing(found)):
        yield from filled(line, width)
    yield from _actions(found, width)


def _head(found: Readiness, width: int) -> Iterator[str]:
    left = f", in {counted(found.days_left, 'day')}" if found.days_left else ", today"
    change = f"{found.figure - found.trend[-1 - _WEEK].figure:+.0f} in a week"
    ready = f"Ready for {found.on:%a %d %B %Y}{left}: {found.figure:.0f} of 100 ({change})"
    yield from filled(ready, width)
    begun = [day.figure > 0 for day in found.trend].index(True) if found.figure else None
    if begun is not None:
        values = [day.figure for day in found.trend[begun:]][-(width - _BESIDE_TREND) :]
        yield f"Last {counted(len(values), 'day')}, 0 to 100 |{sparkline([*values, 100])[:-1]}|"


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
    Column("", lambda one: row(one.figure, 100, _BAR), _BAR, is_picture=True),
    Column("recall", lambda one: _share(one.recall), 6, right=True),
    Column("unseen", lambda one: _of(one.unseen, one.cards), 7, right=True),
    Column("in time", lambda one: _of(one.kept, one.timed), 7, right=True),
    Column("skills", _skills, 12, right=True),
    Column("mocks", _mocks, 8, right=True),
)


def _plan(found: Readiness) -> str:
    if found.plan is None:
        return "You have no plan: `flash plan start 8 --interview DATE` makes one."
    plan = found.plan
    asked = _share(plan.asked_done_minutes / plan.asked_minutes if plan.asked_minutes else None)
    done, whole = plan.done_minutes / 60, plan.minutes / 60
    so_far = f"{asked} of what it asked until today" if plan.asked_minutes else "just begun"
    hours = f"{done:.0f} of {whole:.0f} planned hours are done"
    return plain(f"Plan {plan.name}: {hours} ({plan.share:.0%}), {so_far}.")


def _missing(found: Readiness) -> Iterator[str]:
    """What there is no evidence of, and the command that gives some."""
    for said, command, is_missing in _EVIDENCE:
        areas = [one.area for one in found.areas if one.area and is_missing(one)]
        if areas:
            named = f" {quote(areas[0])}" if command == _PRACTISE and len(areas) == 1 else ""
            yield plain(f"{said} (`{command}{named}`): {', '.join(areas)}.")


def _is_practised(one: AreaRow) -> bool:
    """Whether all of its cards are exercises, which no review asks."""
    return 0 < one.cards == one.exercises


def _is_untimed(one: AreaRow) -> bool:
    return one.timed > one.clocked == 0


_PRACTISE: Final = "flash practise"


_EVIDENCE: Final[tuple[tuple[str, str, Callable[[AreaRow], bool]], ...]] = (
    (
        "No card seen yet",
        "flash review",
        lambda one: 0 < one.cards == one.unseen and not _is_practised(one),
    ),
    (
        "No exercise done yet",
        _PRACTISE,
        lambda one: _is_practised(one) and one.unseen == one.cards,
    ),
    (
        "No answer with a time limit yet",
        "flash review",
        lambda one: _is_untimed(one) and not _is_practised(one),
    ),
    ("No skill rated yet", "flash assess", lambda one: one.skills > one.rated == 0),
    ("No mock held yet", "flash mock", lambda one: one.area in ROUNDS and not one.mocks),
)


def _actions(found: Readiness, width: int) -> Iterator[str]:
    if found.actions:
        yield ""
        said = "What helps most for its minutes, if you do it well (Good, in time, 4 of 5):"
        yield from filled(said, width)
        yield " gain  minutes  what"
    loose = {one.area for one in found.areas if _is_loose(one)}
    in_order = sorted(found.actions, key=lambda one: one.area in loose)
    for one in in_order[:_MOST_ACTIONS]:
        yield from _action(one, width)


def _is_loose(one: AreaRow) -> bool:
    """Whether an area is cards alone, no part of what interviews ask, such as the inbox."""
    return one.area not in ROUNDS and not (one.skills or one.timed or one.mocks)


def _action(one: ActionRow, width: int) -> Iterator[str]:
    """What it brings, and its command: whole, below where there is no room beside it."""
    minutes = max(1, round(one.hours * _MINUTES_AN_HOUR))
    brings = f"{one.gain:+5.1f}  {minutes:7,}  {_what(one):<17}  "
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
        "mock": "1 mock",
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
