"""Rows of cards."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.study_day import Moment
from flashcards.services.decks.no_match import NoMatch
from flashcards.services.decks.rows import CardRow
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, one_line, until
from flashcards.views.view import Rows, View

_ID_DIGITS = 8
_WORD_WIDTH = 40
NO_ORPHAN: Final = "No card that has lost its text matches."
_NEAR, _BEFORE = 20, 10
"""Characters of a question that are seen anyway, and that stand before a gap farther on."""


def cards_view(
    rows: Iterable[CardRow],
    moment: Moment,
    today: date,
    width: int,
    none: Callable[[], str] | None = None,
) -> View:
    """A row a card; as lines, the sentence `none` where there is none."""
    lines = table_lines(_columns(moment, today), rows, width)
    return View(lines if none is None else _lines_or(lines, none), Rows(CardRow, rows))


def no_card_line(why: NoMatch) -> str:
    """That no card matches a query, and what would help."""
    if not why.cards:
        return "There is no card yet: write one with `flash add`."
    if why.word is None:
        return "No card has all of these words, but each word finds some: put `or` between them."
    word = why.word[1:-1] if why.word.startswith("(-") else why.word
    said = f"No card matches `{one_line(word, _WORD_WIDTH)}`"
    if why.near is not None:
        return f"{said}: did you mean `{one_line(why.near, _WORD_WIDTH)}`?"
    if why.apart:
        has = "has its words" if why.apart == 1 else "have its words"
        found = f"{counted(why.apart, 'card')} {has}"
        return f"{said} as one phrase: {found}, so write them without quotes."
    return f"{said}: search for a shorter word." if why.is_text else f"{said}."


def _lines_or(lines: Iterator[str], none: Callable[[], str]) -> Iterator[str]:
    """A header and what follows it; a sentence instead where nothing does."""
    header, first = next(lines), next(lines, None)
    if first is None:
        yield none()
        return
    yield from (header, first)
    yield from lines


def _columns(moment: Moment, today: date) -> tuple[Column, ...]:
    return (
        Column("id", _short_id, _ID_DIGITS),
        Column("state", state, 10),
        Column("due", lambda row: until(row.due_on, row.due_at, moment.now, today), 8),
        Column("deck", lambda row: row.deck, 18),
        Column("question", _question),
    )


def _short_id(row: CardRow) -> str:
    """The beginning of an id; of a sibling that is named by hand also the end."""
    name, joint, number = row.id.rpartition(".")
    if len(row.id) <= _ID_DIGITS or not (joint and number.isdecimal()):
        return row.id[:_ID_DIGITS]
    return f"{name[: _ID_DIGITS - len(number) - 1]}…{number}"


def _question(row: CardRow) -> str:
    """The question; of a cloze from shortly before its gap, where that is far from the beginning.

    The gap is where the answer begins to differ.
    """
    letters = enumerate(zip(row.front, row.back, strict=False))
    gap = next((place for place, (asked, told) in letters if asked != told), 0)
    if row.kind is not Kind.CLOZE or gap <= _NEAR:
        return row.front
    return f"…{row.front[gap - _BEFORE :].lstrip()}"


def state(row: CardRow) -> str:
    """The card's state in a word: what keeps it from being asked comes first."""
    if row.suspended:
        return "suspended"
    return "buried" if row.buried else row.state.value
