"""A session without a terminal: one word a line in, plain text out."""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import click

from flashcards.cli.mock.lines import MOST_LEFT, Lines, say_unread
from flashcards.cli.session.desk import Desk
from flashcards.cli.session.wording import (
    faces,
    grades,
    heading,
    leech_line,
    over_time,
    passed_line,
)
from flashcards.cli.text import plain
from flashcards.errors import FlashError

_REVEAL: Final = {"", "space"}
_QUIT: Final = "q"
_UNDO: Final = "u"
_ACTS: Final[dict[str, Callable[[Desk], None]]] = {
    _UNDO: Desk.undo,
    "s": Desk.skip,
    "-": Desk.bury,
    "!": Desk.suspend,
}


def sit(desk: Desk) -> None:
    """Ask until the cards, or the input, end; a word that means nothing is named and ignored.

    After the last card only what is there already is read, for a `u` may be in it.
    """
    _say_passed(desk)
    _ask(desk)
    lines, unread = Lines(sys.stdin), 0
    with suppress(EOFError):
        while unread < MOST_LEFT:
            line = lines.next(None if desk.known is not None else 0)
            if line is None or (word := line.strip()) == _QUIT:
                break
            if desk.known is None and word != _UNDO:
                unread += 1
            else:
                unread = _come_back(unread)
                _try(desk, word)
    say_unread(unread)


def _come_back(unread: int) -> int:
    """None that are unread, once it is said that they did nothing."""
    if unread:
        _complain("There is no card to grade: take the last one back with u, or end with q.")
    return 0


def _try(desk: Desk, word: str) -> None:
    try:
        _obey(desk, word)
    except FlashError as failure:
        _complain(str(failure))


def _obey(desk: Desk, word: str) -> None:
    if word in _REVEAL:
        _reveal(desk)
    elif word in _ACTS:
        _ACTS[word](desk)
        _say_passed(desk)
        _ask(desk)
    elif not _is_grade(desk, word):
        _complain(f"{word!r} means nothing here: give a grade, u, s, -, ! or q.")
    else:
        _grade(desk, word)


def _is_grade(desk: Desk, word: str) -> bool:
    """Whether it is a digit; after that of a self-assessment there may be a note."""
    given, _, note = word.partition(" ")
    return len(given) == 1 and given.isdecimal() and (not note or desk.is_assessment)


def _grade(desk: Desk, word: str) -> None:
    over = "" if desk.is_revealed else over_time(desk.timing)
    desk.note = word[1:].strip()
    desk.grade(int(word[0]))
    if over:
        click.echo(f"({over})\n")
    if desk.session.leech is not None:
        click.echo(f"{leech_line(desk.session.leech)}\n")
    _say_passed(desk)
    _ask(desk)


def _reveal(desk: Desk) -> None:
    if desk.known is not None and not desk.is_revealed:
        desk.reveal()
        if desk.passed:
            _say_passed(desk)
            _ask(desk)
        else:
            _tell(desk)


def _ask(desk: Desk) -> None:
    if desk.known is not None:
        question = plain(faces(desk.known).question)
        click.echo(f"[{heading(desk.known, desk.session)}]\n{question}\n")
        _tell(desk)


def _say_passed(desk: Desk) -> None:
    """A line for each card that was dealt with elsewhere meanwhile."""
    moment = desk.clock()
    for passed in desk.passed:
        click.echo(f"{passed_line(passed, moment, desk.collection.today(moment))}\n")


def _tell(desk: Desk) -> None:
    """The answer and the grades, where they are open."""
    if desk.known is not None and desk.foreseen is not None:
        today = desk.collection.today(desk.foreseen.moment)
        if answer := plain(faces(desk.known).answer):
            click.echo(f"{answer}\n")
        if over := over_time(desk.timing):
            click.echo(f"({over})\n")
        crams = desk.session.crams
        click.echo(f"({grades(desk.known, desk.foreseen, today, crams=crams)})\n")


def _complain(sentence: str) -> None:
    click.echo(f"flash: {plain(sentence)}", err=True)
