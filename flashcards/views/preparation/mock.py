"""What mocks there can be, what there were, and what one came to."""

from collections.abc import Iterator, Sequence

from flashcards.core.decks.sides import sides
from flashcards.core.preparation.mock.results import AreaResult, Weakness, results_of, weaknesses
from flashcards.core.preparation.mock.sitting import Mock
from flashcards.services.preparation.mock.bank import Bank
from flashcards.services.preparation.mock.looking import Linked, MockDocument, MockRow, row_of
from flashcards.views.preparation.mock_report import report_lines, verdict
from flashcards.views.table import Column, table_lines
from flashcards.views.text import one_line, plain, stopwatch
from flashcards.views.view import Rows, View

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


def banks_view(banks: Sequence[Bank], width: int) -> View:
    """How many questions each form has that no mock has asked."""
    return View(table_lines(_BANKS, banks, width), Rows(Bank, banks), tuple(banks))


def mocks_view(mocks: Sequence[Mock], width: int) -> View:
    """Mocks in rows."""
    rows = [row_of(mock) for mock in mocks]
    digits = _telling_digits([row.id for row in rows])
    id_column = Column("id", lambda row: row.id[:digits], digits)
    return View(table_lines((id_column, *_MOCKS), rows, width), Rows(MockRow, rows))


def mock_view(mock: Mock, document: MockDocument) -> View:
    """One mock whole: Markdown that no terminal is steered by, or a document."""
    return View(map(plain, report_lines(mock)), document=document)


def reports_view(mocks: Sequence[Mock], documents: tuple[MockDocument, ...]) -> View:
    """Mocks whole, one after the other: as Markdown to the byte, or as one array."""
    return View(_reports(mocks), document=documents)


def weak_sides(mock: Mock) -> tuple[Weakness, ...]:
    """The weak dimensions that the result of a mock names."""
    return weaknesses(results_of(mock))[:_MOST_WEAK]


def result_lines(mock: Mock, linked: Sequence[Linked]) -> Iterator[str]:
    """What a mock that is over came to, and what leads on from its weak sides."""
    yield f"The {mock.form} mock is over."
    for result in results_of(mock):
        yield from _area(result)
    if mock.action:
        yield plain(f"Next: {mock.action}")
    for one in linked:
        yield from _linked(one)
    if mock.interviewer:
        yield "Take turns: now you ask, and the next mock is your partner's."


def _reports(mocks: Sequence[Mock]) -> Iterator[str]:
    for number, mock in enumerate(mocks):
        if number:
            yield ""
        yield from report_lines(mock)


def _area(result: AreaResult) -> Iterator[str]:
    mean = "" if result.mean is None else f" · mean {result.mean:.1f}"
    used = f"{stopwatch(result.seconds)} of {stopwatch(result.limit_s)}"
    done = f"{result.answered} of {result.questions} answered"
    yield plain(f"  {result.area}: {done} · {used}{mean} · {verdict(result)}")
    if result.scores:
        scores = " · ".join(f"{name} {score:.1f}" for name, score in result.scores.items())
        yield f"    {scores}"


def _linked(one: Linked) -> Iterator[str]:
    name, area = one.weakness.dimension.name, one.weakness.area
    tag = f" --tag {name}" if one.tagged else ""
    review = f": flash review --area {area}{tag}" if one.cards else ""
    yield plain(f"Weak in {name} ({one.weakness.score:.1f}){review}")
    for known in one.cards:
        question = one_line(sides(known.card).question, _QUESTION_WIDTH)
        yield f"  {known.card.id[:_ID_DIGITS]}  {question}"


def _telling_digits(ids: Sequence[str]) -> int:
    """How many characters tell every id from the others."""
    whole = max(map(len, ids), default=_ID_DIGITS)
    enough = (n for n in range(_ID_DIGITS, whole) if len({id_[:n] for id_ in ids}) == len(ids))
    return next(enough, whole)


def _word(said: bool | None) -> str:  # noqa: FBT001 - it is what is shown
    return {None: "", True: "yes", False: "no"}[said]
