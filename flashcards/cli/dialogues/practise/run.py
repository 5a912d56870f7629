"""An exercise from its beginning to its grade."""

import sys

from flashcards.cli.day_now import say_next
from flashcards.cli.invocation import Invocation
from flashcards.cli.plan_ticks import say_ticked
from flashcards.cli.terminal.lines import is_null
from flashcards.cli.terminal.messages import say
from flashcards.cli.unseen import ask_unseen
from flashcards.core.known_card import KnownCard
from flashcards.core.study.session import of_one_act
from flashcards.errors.mocks import NobodyAnswers
from flashcards.services.collection import Collection
from flashcards.services.preparation.scratch import one_at_a_time
from flashcards.services.study.answer import Answered
from flashcards.views.preparation.exercise import graded_line, left_line
from flashcards.views.study.bound_keys import BoundKeys


def run(
    invocation: Invocation, collection: Collection, known: KnownCard, *, is_plain: bool = False
) -> None:
    """Do an exercise, and say when it comes again.

    Raises `ExerciseOpen`, `NobodyAnswers` or `KeysRefused`.
    """
    if is_null(sys.stdin):
        raise NobodyAnswers
    BoundKeys.of(collection.settings.keys)
    with one_at_a_time(collection):
        done = _held(invocation, collection, known, is_plain=is_plain)
    if done is None:
        say(left_line())
    else:
        tell(invocation, collection, done)


def _held(
    invocation: Invocation, collection: Collection, known: KnownCard, *, is_plain: bool
) -> Answered | None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.practise.terminal import hold

        return hold(collection, invocation.clock, known, is_plain=is_plain)
    from flashcards.cli.dialogues.practise.piped import hold as hold_piped

    return hold_piped(collection, invocation.clock, known)


def tell(invocation: Invocation, collection: Collection, done: Answered) -> None:
    """Say when the exercise comes again, and what it has ticked in the plan."""
    moment, session = invocation.clock(), of_one_act(done.review.stamp.id)
    say(graded_line(done.schedule, collection.today(moment)))
    say_ticked(collection, moment, session)
    ask_unseen(collection, invocation.clock, session)
    say_next(invocation, collection)
