"""An exercise without a terminal: one word a line in, plain text out."""

import sys
from typing import Final

import click

from flashcards.cli.clock import Clock
from flashcards.cli.terminal.lines import InputLines, say_unread
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.signals import ending
from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.services.collection import Collection
from flashcards.services.preparation.live_exercise import LiveExercise
from flashcards.services.study.answer import Answered
from flashcards.views.preparation.exercise import call_line, heading, phase_line, taken_line
from flashcards.views.study.live_session import grades
from flashcards.views.text import plain

_FORWARD: Final = {"", "space", "done"}
_GRADES: Final = {"1", "2", "3", "4"}
_STOP: Final = "q"
_LOOK_S: Final = 1.0


def hold(collection: Collection, clock: Clock, known: KnownCard) -> Answered | None:
    """Ask until it is graded; None where the learner leaves it, or the input ends."""
    lines = InputLines(sys.stdin)
    with ending():
        say(f"[{heading(known)}]")
        click.echo(f"{plain(sides(known.card).question)}\n")
        live = LiveExercise.begun(collection, clock, known)
        _say_phase(live)
        try:
            _until_done(live, lines)
            done = live.grade(_grade(live, lines))
        except EOFError:
            return None
        say_unread(lines.left())
        return done


def _until_done(live: LiveExercise, lines: InputLines) -> None:
    while not live.is_done:
        word = lines.next(_LOOK_S)
        for call in live.look():
            say(f"{call_line(call, live)}\n")
        if word is None:
            continue
        if _word(word) in _FORWARD:
            live.forward()
            _say_phase(live)
        else:
            _complain(word, "an empty line when done, or q")


def _grade(live: LiveExercise, lines: InputLines) -> int:
    """The grade, once the answer is shown."""
    click.echo(f"{plain(sides(live.known.card).answer)}\n")
    say(f"{taken_line(live)}\n")
    if live.foreseen is not None:
        today = live.collection.today(live.foreseen.moment)
        say(f"({grades(live.known, live.foreseen, today)})\n")
    while (word := _word(lines.next() or "")) not in _GRADES:
        _complain(word, "a grade from 1 to 4, or q")
    return int(word)


def _word(line: str) -> str:
    word = line.strip()
    if word == _STOP:
        raise EOFError
    return word


def _say_phase(live: LiveExercise) -> None:
    if live.phases and not live.is_done:
        say(f"{phase_line(live)}\n")


def _complain(word: str, wanted: str) -> None:
    say(f"flash: {plain(repr(word))} is not possible here: {wanted}.", err=True)
