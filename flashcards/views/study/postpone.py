"""What postponing came to."""

from collections.abc import Iterator
from typing import Final

from flashcards.services.study.postpone import Postponed, PostponedDay
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted
from flashcards.views.view import Rows, View

_DAYS: Final = (
    Column("day", lambda row: f"{row.on:%a} {row.on}", 14),
    Column("postponed", lambda row: f"{row.cards:,}", 9, right=True),
    Column("due then", lambda row: f"{row.due:,}", 8, right=True),
)


def postponed_view(done: Postponed, width: int) -> View:
    """How many cards go to which day, and how many stay."""
    return View(_lines(done, width), Rows(PostponedDay, done.days), done)


def _lines(done: Postponed, width: int) -> Iterator[str]:
    if done.moved:
        yield from table_lines(_DAYS, done.days, width)
        yield ""
        yield _postponed(done)
    elif done.due:
        yield f"Nothing to postpone: today has room for what is due ({counted(done.due, 'card')})."
    else:
        yield "Nothing is due, so there is nothing to postpone."


def _postponed(done: Postponed) -> str:
    moved, stays = counted(done.moved, "card"), "stays" if done.stay == 1 else "stay"
    stay = f"{done.stay:,} {stays} today"
    if done.dry_run:
        return f"{moved} would be postponed, at most {done.per_day:,} a day; {stay}."
    return f"{moved} postponed, at most {done.per_day:,} a day; {stay}; `flash undo` takes it back."
