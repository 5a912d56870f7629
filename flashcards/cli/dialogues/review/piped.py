"""A session without a terminal: one word a line in, plain text out."""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import click

from flashcards.cli.terminal.lines import MOST_LEFT, InputLines, say_unread
from flashcards.cli.terminal.messages import say
from flashcards.errors.base import FlashError
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.live_session import (
    faces,
    grades,
    heading,
    leech_line,
    over_time,
    passed_line,
)
from flashcards.views.study.points import point_numbers, said_line
from flashcards.views.text import plain

_REVEAL: Final = {"", "space"}
_QUIT: Final = "q"
_UNDO: Final = "u"
_REDO: Final = "U"
_SAID: Final = "said"
_TYPE: Final = "type"
"""What is typed where the answer could be taken for another word."""
_ASKS_FOR_IT: Final = f"(type the answer; `{_TYPE} 4` for a 4)"
_ACTS: Final[dict[str, Callable[[LiveSession], None]]] = {
    _UNDO: LiveSession.undo,
    _REDO: LiveSession.redo,
    "s": LiveSession.skip,
    "-": LiveSession.bury,
    "!": LiveSession.suspend,
    "- all": lambda live: live.bury(live.siblings),
    "! all": lambda live: live.suspend(live.siblings),
}


def run(live: LiveSession) -> None:
    """Ask until the cards, or the input, end; a word that means nothing is named and ignored.

    After the last card only what is there already is read, for a `u` may be in it.
    """
    _say_passed(live)
    _ask(live)
    lines, unread = InputLines(sys.stdin), 0
    with suppress(EOFError):
        while unread < MOST_LEFT:
            line = lines.next(None if live.known is not None else 0)
            if line is None or (word := line.strip()) == _QUIT:
                break
            if live.known is None and word not in {_UNDO, _REDO}:
                unread += 1
            else:
                unread = _come_back(unread)
                _try(live, word)
    say_unread(unread)


def _come_back(unread: int) -> int:
    """None that are unread, once it is said that they did nothing."""
    if unread:
        _complain("There is no card to grade: take the last one back with u, or end with q.")
    return 0


def _try(live: LiveSession, word: str) -> None:
    try:
        _obey(live, word)
    except FlashError as failure:
        _complain(str(failure))


def _obey(live: LiveSession, word: str) -> None:
    if word in _REVEAL:
        _reveal(live)
    elif (typed := _typed(live, word)) is not None:
        _reveal(live, typed)
    elif word in _ACTS:
        _ACTS[word](live)
        _say_passed(live)
        _ask(live)
    elif word.split(maxsplit=1)[0] == _SAID:
        _say(live, word)
    elif not _is_grade(live, word):
        _complain(f"{word!r} is not possible here: give a grade, u, s, -, ! or q.")
    else:
        _grade(live, word)


def _typed(live: LiveSession, word: str) -> str | None:
    """The answer that a line types: what stands after `type`, or what is no word of a session.

    None where no answer is to be typed, for it is open or its deck's are said.
    """
    if not live.is_typed or live.is_revealed:
        return None
    verb, _, text = word.partition(" ")
    if verb == _TYPE:
        return text.strip()
    means_more = word in _ACTS or verb == _SAID or _is_grade(live, word)
    return None if means_more else word


def _say(live: LiveSession, word: str) -> None:
    """Tick the points of the card shown that are named, none where none is."""
    numbers = point_numbers(word.removeprefix(_SAID))
    if numbers is None:
        _complain(f"{word!r} is not possible here: give numbers of points, as in `said 1 3`.")
        return
    live.say(numbers)
    click.echo(f"({said_line(len(live.session.said or ()), len(live.points))})\n")


def _is_grade(live: LiveSession, word: str) -> bool:
    """Whether it is a digit; after that of a self-assessment there may be a note."""
    given, _, note = word.partition(" ")
    return len(given) == 1 and given.isdecimal() and (not note or live.is_assessment)


def _grade(live: LiveSession, word: str) -> None:
    over = "" if live.is_revealed else over_time(live.timing)
    live.note = word[1:].strip()
    live.grade(int(word[0]))
    if over:
        click.echo(f"({over})\n")
    if live.session.leech is not None:
        click.echo(f"{leech_line(live.session.leech)}\n")
    _say_passed(live)
    _ask(live)


def _reveal(live: LiveSession, typed: str | None = None) -> None:
    """Open the answer, with what differs from it in what was typed."""
    if live.known is not None and not live.is_revealed:
        live.reveal()
        if live.passed:
            _say_passed(live)
            _ask(live)
        else:
            _compare(live, typed)
            _tell(live)


def _compare(live: LiveSession, typed: str | None) -> None:
    if live.known is not None and typed is not None:
        from flashcards.views.study.typed_answer import typed_lines

        for line in typed_lines(typed, faces(live.known), brackets=True):
            click.echo("".join(part.text for part in line))
        click.echo()


def _ask(live: LiveSession) -> None:
    if live.known is not None:
        question = plain(faces(live.known).question)
        click.echo(f"[{heading(live.known, live.session)}]\n{question}\n")
        if live.is_typed and not live.is_revealed:
            click.echo(f"{_ASKS_FOR_IT}\n")
        _tell(live)


def _say_passed(live: LiveSession) -> None:
    """A line for each card that was dealt with elsewhere meanwhile."""
    moment = live.clock()
    for passed in live.passed:
        click.echo(f"{passed_line(passed, moment, live.collection.today(moment))}\n")


def _tell(live: LiveSession) -> None:
    """The answer and the grades, where they are open."""
    if live.known is not None and live.foreseen is not None:
        today = live.collection.today(live.foreseen.moment)
        if answer := plain(faces(live.known).bracketed_answer):
            click.echo(f"{answer}\n")
        if over := over_time(live.timing):
            click.echo(f"({over})\n")
        crams = live.session.crams
        click.echo(
            f"({grades(live.known, live.foreseen, today, crams=crams, binary=live.is_binary)})\n"
        )


def _complain(sentence: str) -> None:
    say(f"flash: {plain(sentence)}", err=True)
