"""The last question of a day: what of its plan was done without flash."""

import sys
from typing import TYPE_CHECKING, Final

import click

from flashcards.cli.clock import Clock
from flashcards.cli.terminal.messages import say
from flashcards.core.study.session import Session
from flashcards.services.collection import Collection

if TYPE_CHECKING:
    from flashcards.services.preparation.today import Today
    from flashcards.services.preparation.unseen import UnseenActivity

_MOST_MINUTES: Final = 1_440
_NO: Final = ("n", "no")
_YES: Final = ("y", "yes")


def ask_unseen(
    collection: Collection, clock: Clock, session: Session, day: "Today | None" = None
) -> bool:
    """Ask once a day at a terminal; elsewhere say in one line how to tick, and wait for nothing.

    Whether something was asked. `day` is the day as it stands, where that is known.
    """
    if not session.answered or session.shown is not None:
        return False
    from flashcards.services.preparation.unseen import say_asked, unseen_of, unseen_today
    from flashcards.views.preparation.unseen import HEADING, unseen_line

    moment = clock()
    found = unseen_today(collection, moment) if day is None else unseen_of(collection, moment, day)
    if not found:
        return False
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        say(unseen_line(found))
        return False
    say_asked(collection, clock())
    say(HEADING)
    try:
        for one in found:
            _ask(collection, clock, one)
    except click.Abort:  # what was answered until then is ticked
        say()
    return True


def _ask(collection: Collection, clock: Clock, one: "UnseenActivity") -> None:
    from flashcards.services.followed_plan import plan_now
    from flashcards.services.preparation.plan import tick
    from flashcards.views.preparation.plan import ticked_lines
    from flashcards.views.preparation.unseen import MINUTES, unseen_question

    text, question = unseen_question(one)
    say(text)
    if one.count == 1:
        count = int(click.confirm(question, default=False))
    else:
        count = _number(question, one.count, default=0, yes=one.count)
    if not count:
        return
    usual = count * one.activity.minutes
    minutes = _number(MINUTES, _MOST_MINUTES, default=usual, yes=usual)
    tick(collection, clock(), one.activity.id, count, minutes)
    for line in ticked_lines(plan_now(collection, clock()), one.activity):
        say(f"  {line}")


def _number(question: str, most: int, *, default: int, yes: int) -> int:
    """A number up to `most`; who answers yes or no to it means all of it or none."""
    from flashcards.views.preparation.unseen import not_a_number

    def meant(reply: str) -> int:
        word = reply.strip().lower()
        if word in _YES:
            return yes
        number = "0" if word in _NO else word
        if not number.isdecimal() or len(number) > len(str(most)) or int(number) > most:
            raise click.UsageError(not_a_number(most))
        return int(number)

    found: int = click.prompt(question, default=str(default), value_proc=meant)
    return found
