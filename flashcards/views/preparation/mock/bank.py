"""What mocks there can be: the questions that none has asked."""

from collections.abc import Sequence
from typing import Final

from flashcards.services.preparation.mock.bank import Bank, Low
from flashcards.services.preparation.mock.next_mock import NextMock
from flashcards.views.preparation.mock.open_mock import resume_line
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, filled
from flashcards.views.view import Rows, View

_COLUMNS: Final = (
    Column("form", lambda bank: bank.form, 12),
    Column("unused", lambda bank: f"{bank.unused:,}", 7, right=True),
    Column("of", lambda bank: f"{bank.questions:,}", 7, right=True),
    Column("asks", lambda bank: bank.asks, 5, right=True),
    Column("minutes", lambda bank: bank.minutes, 8, right=True),
)


def banks_view(banks: Sequence[Bank], step: NextMock | None, width: int) -> View:
    """How many questions each form has that no mock has asked, and the mock to hold next."""
    table = tuple(table_lines(_COLUMNS, banks, width))
    lines = (*table, "", *filled(next_mock_line(step), width))
    return View(lines, Rows(Bank, banks), tuple(banks), table)


def next_mock_line(step: NextMock | None) -> str:
    """The command that goes on with a mock, begins one, or brings questions for one."""
    if step is None:
        return "No deck has a question for a mock. Next: flash import starter"
    if step.is_open:
        return resume_line(step.form)
    if step.repeats:
        return f"All questions were asked. Next: flash mock {step.form} --allow-repeat"
    return f"Next: flash mock {step.form}"


def low_line(low: Low) -> str:
    """That few questions of an area are left that no mock has asked."""
    more = "write more, or use --allow-repeat"
    if low.missing:
        missing = counted(low.missing, "question")
        return f"{missing} missing: no new {low.area} question is left; {more}."
    are = "question is" if low.left == 1 else "questions are"
    return f"After this, {low.left:,} unused {low.area} {are} left: {more}."
