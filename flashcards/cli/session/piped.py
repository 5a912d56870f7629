"""A session without a terminal: one word a line in, plain text out."""

import sys
from collections.abc import Callable
from typing import Final

import click

from flashcards.cli.clock import Clock
from flashcards.cli.session.desk import Desk
from flashcards.cli.session.wording import closing, grades, heading, leech_line, passed_line
from flashcards.cli.text import plain
from flashcards.core.sides import sides
from flashcards.errors import FlashError
from flashcards.services.collection import Collection
from flashcards.services.session import has_new_waiting
from flashcards.services.wish import Wish

_REVEAL: Final = {"", "space"}
_QUIT: Final = "q"
_ACTS: Final[dict[str, Callable[[Desk], None]]] = {
    "u": Desk.undo,
    "s": Desk.skip,
    "-": Desk.bury,
    "!": Desk.suspend,
}


def review(collection: Collection, clock: Clock, wish: Wish) -> None:
    """Ask until the cards, or the input, end; a word that means nothing is named and ignored."""
    desk = Desk.of(collection, clock, wish)
    _say_passed(desk)
    _ask(desk)
    for line in sys.stdin:
        word = line.strip()
        if word == _QUIT:
            break
        try:
            _obey(desk, word)
        except FlashError as failure:
            _complain(str(failure))
    waiting = has_new_waiting(collection, clock(), wish)
    click.echo(closing(desk.session, new_waiting=waiting))


def _obey(desk: Desk, word: str) -> None:
    if word in _REVEAL:
        _reveal(desk)
    elif word in _ACTS:
        _ACTS[word](desk)
        _say_passed(desk)
        _ask(desk)
    elif len(word) > 1 or not word.isdecimal():
        _complain(f"{word!r} means nothing here: give a grade, u, s, -, ! or q.")
    elif desk.known is None:
        _complain("There is no card to grade: take the last one back with u, or end with q.")
    else:
        desk.grade(int(word))
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
        question = plain(sides(desk.known.card).question)
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
        click.echo(f"{plain(sides(desk.known.card).answer)}\n")
        crams = desk.session.crams
        click.echo(f"({grades(desk.known, desk.foreseen, today, crams=crams)})\n")


def _complain(sentence: str) -> None:
    click.echo(f"flash: {plain(sentence)}", err=True)
