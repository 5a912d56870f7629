"""An exercise at a terminal: the clock in sight, the answer only at the end."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import click

from flashcards.cli.clock import Clock
from flashcards.cli.terminal.keyboard import RESIZED, WAITED, Keyboard
from flashcards.cli.terminal.keys import BACK, KEYS, OF_EXERCISES, SCROLLING, Key, help_lines
from flashcards.cli.terminal.markdown import page_of
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.programs import edit
from flashcards.cli.terminal.screens import AnyScreen, screen_for
from flashcards.cli.terminal.sideways import COLUMNS, moved
from flashcards.cli.terminal.signals import ending
from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.preparation.live_exercise import LiveExercise
from flashcards.services.preparation.scratch import scratch_file
from flashcards.services.study.answer import Answered
from flashcards.views.preparation.exercise import (
    call_line,
    clock_line,
    heading,
    phase_line,
    ready_text,
    scratch_line,
    taken_line,
)
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.study.live_session import grades

_LOOK_S: Final = 1.0
_BELL: Final = "\a"
_GRADES: Final = frozenset("1234")
_LEAVING: Final = {Key.QUIT, Key.END}
_READY: Final = "Space starts the clock · ? help · q leave"


@dataclass(slots=True)
class ExerciseTerminal:
    """The exercise, the screen and the keys, what was said last, and the file written in."""

    collection: Collection
    clock: Clock
    known: KnownCard
    screen: AnyScreen
    keyboard: Keyboard = field(init=False)
    keys: BoundKeys = field(init=False)
    taken: ExitStack = field(default_factory=ExitStack)
    message: str = ""
    aside: int = 0
    is_still: bool = False
    helps: bool = False
    drawn: tuple[object, ...] = ()
    scratch: Path | None = None

    def __post_init__(self) -> None:
        """Keys that can be stopped with the screen, as they are bound."""
        self.keyboard = Keyboard(self.screen.away)
        self.keys = BoundKeys.of(self.collection.settings.keys)

    def take(self) -> None:
        """Take the screen and the keys."""
        self.taken.enter_context(self.keyboard())
        self.taken.enter_context(self.screen())
        self.drawn = ()

    def lines(self, text: str, aside: int) -> list[str]:
        """The lines of a text in Markdown, its wide code moved aside."""
        width, is_plain = self.screen.width, self.screen.is_plain
        math = self.collection.settings.math
        return page_of(text, width, math=math, aside=aside, plain=is_plain).lines

    def show(self, text: str, clock: str, keys: str) -> None:
        """Draw text, clock, what was said last and the keys; or the clock, if that is all."""
        now = (text, self.aside, self.message, keys, self.screen.width, self.helps)
        if now == self.drawn and not self.is_still:
            self.screen.tick(clock)
            return
        place = None if self.is_still else 0
        body, told = self.lines(text, self.aside), self.keys.told(keys)
        if self.helps:
            body, told = help_lines(self.keys, self.screen.width, OF_EXERCISES), BACK
        self.screen.show(heading(self.known), body, self.message, told, clock, place)
        self.drawn, self.is_still = now, False

    def pressed(self, seconds: float | None = None) -> str:
        """What the next key means; the place stays where the window has changed.

        Where all keys are shown, any of them goes back.
        """
        pressed = self.keyboard.pressed(seconds)
        self.is_still = pressed == RESIZED
        if self.helps and pressed not in {RESIZED, WAITED}:
            self.helps = False
            return WAITED
        return self.keys.meant(pressed)

    def move(self, key: Key | None, text: str) -> None:
        """Scroll, move wide code aside, or show all keys, where a key asks for it."""
        if key is Key.HELP:
            self.helps = True
        elif key in COLUMNS:
            self.is_still = True
            self.aside = moved(self.aside, key, lambda aside: self.lines(text, aside))
        elif key in SCROLLING:
            self.screen.scroll(key)
            self.is_still = True


def hold(
    collection: Collection, clock: Clock, known: KnownCard, *, is_plain: bool
) -> Answered | None:
    """Ask until it is graded; None where the learner leaves it."""
    terminal = ExerciseTerminal(collection, clock, known, screen_for(is_plain=is_plain))
    done: Answered | None = None
    with ending():
        try:
            with terminal.taken:
                done = _held(terminal)
        except EOFError:
            done = None
    if terminal.scratch is not None:
        say(scratch_line(terminal.scratch))
    return done


def _held(terminal: ExerciseTerminal) -> Answered:
    terminal.take()
    ready = ready_text(terminal.known)
    while (key := _key(terminal, ready, "", _READY)) is not Key.FORWARD:
        terminal.move(key, ready)
    live = LiveExercise.begun(terminal.collection, terminal.clock, terminal.known)
    while not live.is_done:
        _work(terminal, live)
    terminal.message, terminal.aside = taken_line(live), 0
    return live.grade(_grade(terminal, live))


def _work(terminal: ExerciseTerminal, live: LiveExercise) -> None:
    """A look at the clock and a key, while the exercise goes on."""
    is_last = live.phase + 1 >= len(live.phases)
    keys = f"Space {'done, and the answer' if is_last else 'next phase'} · e write · q leave"
    question = sides(terminal.known.card).question
    keys = " · ".join(filter(None, (phase_line(live), keys)))
    key = _key(terminal, question, clock_line(live), keys)
    for call in live.look():
        terminal.message = call_line(call, live)
        click.echo(_BELL, nl=False)
    if key is Key.FORWARD:
        live.forward()
    elif key is Key.EDIT:
        _write(terminal)
    elif key is not None:
        terminal.move(key, question)


def _grade(terminal: ExerciseTerminal, live: LiveExercise) -> int:
    """The grade, with question and answer in sight."""
    shown = sides(terminal.known.card)
    text, keys = f"{shown.question}\n\n---\n\n{shown.answer}", ""
    if live.foreseen is not None:
        keys = grades(live.known, live.foreseen, live.collection.today(live.foreseen.moment))
    while True:
        terminal.show(text, clock_line(live), f"{keys} · e write · q leave")
        pressed = terminal.pressed()
        if pressed in _GRADES:
            return int(pressed)
        key = _meant(pressed)
        if key is Key.EDIT:
            _write(terminal)
        else:
            terminal.move(key, text)


def _key(terminal: ExerciseTerminal, text: str, clock: str, keys: str) -> Key | None:
    """The key that comes within a second, if any."""
    terminal.show(text, clock, keys)
    return _meant(terminal.pressed(_LOOK_S))


def _meant(pressed: str) -> Key | None:
    """What a key asks for; raises `EOFError` where that is to leave."""
    key = None if pressed in {RESIZED, WAITED} else KEYS.get(pressed)
    if key in _LEAVING:
        raise EOFError
    return key


def _write(terminal: ExerciseTerminal) -> None:
    """Open the day's file of the exercise in the learner's editor; the clock goes on."""
    today = terminal.collection.today(terminal.clock())
    terminal.taken.close()
    try:
        terminal.scratch = scratch_file(terminal.collection, terminal.known, today)
        edit(terminal.scratch)
    except FlashError as failure:
        terminal.message = str(failure)
    finally:
        terminal.take()
