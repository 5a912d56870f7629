"""What mocks there can be, what there were, and what one came to."""

from collections.abc import Sequence
from pathlib import Path

import click

from flashcards.cli.terminal.output import output, standard_output
from flashcards.core.decks.sides import sides
from flashcards.core.preparation.mock.results import AreaResult, results_of, weaknesses
from flashcards.core.preparation.mock.sitting import Mock
from flashcards.formats.mocks import mock_markdown, verdict
from flashcards.formats.rows import write_csv, write_json, write_json_rows
from flashcards.services.collection import Collection
from flashcards.services.preparation.mock.bank import Bank
from flashcards.services.preparation.mock.looking import (
    Linked,
    MockRow,
    document_of,
    linked,
    row_of,
)
from flashcards.views.table import Column, show_table
from flashcards.views.text import one_line, plain, stopwatch

_ID_DIGITS = 8
_QUESTION_WIDTH = 60
_MOST_WEAK = 3

_BANKS = (
    Column("form", lambda bank: bank.form, 12),
    Column("unused", lambda bank: f"{bank.unused:,}", 7, right=True),
    Column("of", lambda bank: f"{bank.questions:,}", 7, right=True),
    Column("asks", lambda bank: bank.asks, 5, right=True),
    Column("minutes", lambda bank: bank.minutes, 8, right=True),
)
_MOCKS = (
    Column("on", lambda row: row.on, 10),
    Column("form", lambda row: row.form, 11),
    Column("done", lambda row: f"{row.answered}/{row.questions}", 5, right=True),
    Column("time", lambda row: stopwatch(row.seconds), 6, right=True),
    Column("mean", lambda row: "" if row.mean is None else f"{row.mean:.1f}", 4, right=True),
    Column("pass", lambda row: _word(row.passed), 4),
    Column("hire", lambda row: _word(row.hire), 4),
    Column("weakest", lambda row: row.weakest if row.ended else "(still open)"),
)


def show_banks(banks: Sequence[Bank], shape: str | None) -> None:
    """How many questions each form has that no mock has asked."""
    if shape == "json":
        write_json(tuple(banks), standard_output())
    elif shape == "csv":
        write_csv(Bank, banks, standard_output())
    else:
        show_table(_BANKS, banks)


def show_mocks(mocks: Sequence[Mock], shape: str | None) -> None:
    """Mocks in rows."""
    rows = [row_of(mock) for mock in mocks]
    if shape == "json":
        write_json_rows(rows, standard_output())
    elif shape == "csv":
        write_csv(MockRow, rows, standard_output())
    else:
        digits = _telling_digits([row.id for row in rows])
        show_table((Column("id", lambda row: row.id[:digits], digits), *_MOCKS), rows)


def write_mocks(
    collection: Collection, mocks: Sequence[Mock], shape: str | None, file: Path | None
) -> None:
    """Mocks whole, one after the other: as Markdown, or as one JSON array."""
    with output(file) as out:
        if shape == "json":
            write_json(tuple(document_of(collection, mock) for mock in mocks), out)
        else:
            out.write("\n".join(map(mock_markdown, mocks)))


def show_mock(collection: Collection, mock: Mock, shape: str | None) -> None:
    """One mock whole."""
    if shape == "json":
        write_json(document_of(collection, mock), standard_output())
    else:
        click.echo(plain(mock_markdown(mock)), nl=False)


def show_result(collection: Collection, mock: Mock) -> None:
    """What a mock that is over came to, and what leads on from it."""
    found = results_of(mock)
    click.echo(f"The {mock.form} mock is over.")
    for result in found:
        _show_area(result)
    if mock.action:
        click.echo(plain(f"Next: {mock.action}"))
    for one in linked(collection, mock, weaknesses(found)[:_MOST_WEAK]):
        _show_linked(one)
    if mock.interviewer:
        click.echo("Take turns: now you ask, and the next mock is your partner's.")


def _show_area(result: AreaResult) -> None:
    mean = "" if result.mean is None else f" · mean {result.mean:.1f}"
    used = f"{stopwatch(result.seconds)} of {stopwatch(result.limit_s)}"
    done = f"{result.answered} of {result.questions} answered"
    click.echo(plain(f"  {result.area}: {done} · {used}{mean} · {verdict(result)}"))
    if result.scores:
        scores = " · ".join(f"{name} {score:.1f}" for name, score in result.scores.items())
        click.echo(f"    {scores}")


def _show_linked(one: Linked) -> None:
    name, area = one.weakness.dimension.name, one.weakness.area
    tag = f" --tag {name}" if one.tagged else ""
    review = f": flash review --area {area}{tag}" if one.cards else ""
    click.echo(plain(f"Weak in {name} ({one.weakness.score:.1f}){review}"))
    for known in one.cards:
        question = one_line(sides(known.card).question, _QUESTION_WIDTH)
        click.echo(f"  {known.card.id[:_ID_DIGITS]}  {question}")


def _telling_digits(ids: Sequence[str]) -> int:
    """How many characters tell every id from the others."""
    whole = max(map(len, ids), default=_ID_DIGITS)
    enough = (n for n in range(_ID_DIGITS, whole) if len({id_[:n] for id_ in ids}) == len(ids))
    return next(enough, whole)


def _word(said: bool | None) -> str:  # noqa: FBT001 - it is what is shown
    return {None: "", True: "yes", False: "no"}[said]
