"""Rows of cards."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from flashcards.core.card import Kind
from flashcards.core.study_day import Moment
from flashcards.services.decks.no_match import NoMatch
from flashcards.services.decks.rows import CardRow
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, filled, one_line, until
from flashcards.views.view import Rows, View

_ID_DIGITS = 8
_WORD_WIDTH = 40
NO_ORPHAN: Final = "No card that has lost its text matches."
_NEAR, _BEFORE = 20, 10
"""Characters of a question that are seen anyway, and that stand before a gap farther on."""


class Notes(NamedTuple):
    """What is said instead of a table without a row, and below one with rows, if anything."""

    none: Callable[[], str]
    below: Callable[[], str | None] = lambda: None


def cards_view(
    rows: Iterable[CardRow], moment: Moment, today: date, width: int, notes: Notes | None = None
) -> View:
    """A row a card; as lines with notes."""
    lines = table_lines(_columns(moment, today), rows, width)
    noted = lines if notes is None else _lines_with(lines, notes, width)
    return View(noted, Rows(CardRow, rows))


def name_line(meant: str) -> str:
    """How to list all cards of a name, where its text was sought."""
    kind = meant.partition(":")[0]
    return f"These cards have this text. All cards of that {kind}: flash list {meant}"


def no_card_line(why: NoMatch) -> str:
    """That no card matches a query, and what would help."""
    if not why.cards:
        return "There is no card yet: write one with `flash add`."
    if why.word is None:
        return "No card has all of these words, but each word finds some: put `or` between them."
    word = why.word[1:-1] if why.word.startswith("(-") else why.word
    said = f"No card matches `{one_line(word, _WORD_WIDTH)}`"
    if why.is_name:
        return f"{said}: it is there, but it has no cards."
    if why.near is not None:
        return f"{said}: did you mean `{one_line(why.near, _WORD_WIDTH)}`?"
    if why.apart:
        has = "has its words" if why.apart == 1 else "have its words"
        found = f"{counted(why.apart, 'card')} {has}"
        return f"{said} as one phrase: {found}, so write them without quotes."
    return f"{said}: search for a shorter word." if why.is_text else f"{said}."


def _lines_with(lines: Iterator[str], notes: Notes, width: int) -> Iterator[str]:
    """A header, what follows it, and what is said below; a sentence instead where nothing does."""
    header, first = next(lines), next(lines, None)
    if first is None:
        yield notes.none()
        return
    yield from (header, first)
    yield from lines
    if (below := notes.below()) is not None:
        yield from filled(below, width)


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
