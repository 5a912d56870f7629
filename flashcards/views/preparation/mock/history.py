"""What mocks there were: in rows, or whole."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from flashcards.core.preparation.mock.mock import Mock
from flashcards.services.preparation.mock.history import MockDocument, MockRow, row_of
from flashcards.views.preparation.mock.open_mock import resume_line
from flashcards.views.preparation.mock.report import report_lines
from flashcards.views.table import Column, table_lines
from flashcards.views.text import plain, stopwatch
from flashcards.views.view import Rows, View

_ID_DIGITS: Final = 8
_COLUMNS: Final = (
    Column("on", lambda row: row.on, 10, is_name=True),
    Column("form", lambda row: row.form, 11),
    Column("done", lambda row: f"{row.answered}/{row.questions}", 5, right=True),
    Column("time", lambda row: stopwatch(row.seconds), 6, right=True),
    Column("mean", lambda row: "" if row.mean is None else f"{row.mean:.1f}", 4, right=True),
    Column("pass", lambda row: _word(row.passed), 4),
    Column("hire", lambda row: _word(row.hire), 4),
    Column("weakest", lambda row: row.weakest if row.ended else "(still open)"),
)


def mocks_view(mocks: Sequence[Mock], width: int) -> View:
    """Mocks in rows, and what goes on with the last of them, or shows all of it."""
    rows = [row_of(mock) for mock in mocks]
    digits = _telling_digits([row.id for row in rows])
    id_column = Column("id", lambda row: row.id[:digits], digits)
    table = tuple(table_lines((id_column, *_COLUMNS), rows, width))
    lines = (*table, "", *_next(mocks)) if rows else _next(mocks)
    return View(lines, Rows(MockRow, rows), table=table)


def _next(mocks: Sequence[Mock]) -> tuple[str]:
    if not mocks:
        return ("You held no mock yet. Next: flash mock",)
    still_open = [mock for mock in mocks if not mock.ended]
    return (resume_line(still_open[-1].form) if still_open else "Next: flash mock show",)


def mock_view(mock: Mock, document: Callable[[], MockDocument]) -> View:
    """One mock whole: Markdown that no terminal is steered by, or a document."""
    return View(map(plain, report_lines(mock)), document=document)


def reports_view(mocks: Sequence[Mock], document: Callable[[], tuple[MockDocument, ...]]) -> View:
    """Mocks whole, one after the other: as Markdown to the byte, or as one array."""
    return View(_reports(mocks), document=document)


def _reports(mocks: Sequence[Mock]) -> Iterator[str]:
    for number, mock in enumerate(mocks):
        if number:
            yield ""
        yield from report_lines(mock)


def _telling_digits(ids: Sequence[str]) -> int:
    """How many characters tell every id from the others."""
    whole = max(map(len, ids), default=_ID_DIGITS)
    enough = (n for n in range(_ID_DIGITS, whole) if len({id_[:n] for id_ in ids}) == len(ids))
    return next(enough, whole)


def _word(said: bool | None) -> str:  # noqa: FBT001 - it is what is shown
    return {None: "", True: "yes", False: "no"}[said]
