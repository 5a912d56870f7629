"""`flash practise`."""

import click

from flashcards.cli.completion import names_of, words_of_query
from flashcards.cli.invocation import Invocation, pass_invocation

_MOST_MINUTES = 1_440
_CODING = "coding"


class OneExercise(click.UsageError):
    """Two exercises at once."""

    def __init__(self) -> None:
        super().__init__("Practise one exercise at a time: give one AREA or one CARD.")


class DoneInMinutes(click.UsageError):
    """A problem solved elsewhere in nobody knows how long, or how."""

    def __init__(self) -> None:
        super().__init__("Say how long --done took, and how: --minutes 18 --alone, or --hint.")


class OnlyOfDone(click.UsageError):
    """What describes a solved problem, without one."""

    def __init__(self) -> None:
        super().__init__("--minutes, --alone, --hint and --area go with --done TITLE, and no CARD.")


@click.command()
@click.argument("name", nargs=-1, metavar="[AREA|CARD]", shell_complete=words_of_query("area"))
@click.option("--done", metavar="TITLE", help="Log a problem that you solved elsewhere.")
@click.option("--minutes", type=click.IntRange(1, _MOST_MINUTES), help="How many minutes it took.")
@click.option("--alone/--hint", "is_alone", default=None, help="Solved alone, or with a hint.")
@click.option("--area", help="Its area. Default: coding.", shell_complete=names_of("area"))
@click.option("--plain", "is_plain", is_flag=True, help="Line by line, without a screen.")
@pass_invocation
def command(
    invocation: Invocation,
    name: tuple[str, ...],
    done: str | None,
    minutes: int | None,
    area: str | None,
    *,
    is_alone: bool | None,
    is_plain: bool,
) -> None:
    """An exercise is a question that has 10 minutes or more: a build, a design, a problem. Without
    AREA or CARD the next one comes: one that is due, else one of your plan's week, else a new one.

    At a terminal: Space goes to the next phase and then to the answer, e opens a file in $EDITOR,
    1 to 4 grade, q leaves. In a pipe: an empty line or `done` is Space, then a grade; q leaves.
    A problem of --done comes back, too: --alone counts as Good, --hint as Hard.

    \b
    Example:
      flash practise design
    """
    if len(name) > 1:
        raise OneExercise
    if done is not None:
        if minutes is None or is_alone is None:
            raise DoneInMinutes
        if name:
            raise OnlyOfDone
        _log(invocation, done, minutes, area or _CODING, is_alone=is_alone)
    elif (minutes, is_alone, area) != (None, None, None):
        raise OnlyOfDone
    else:
        _practise(invocation, next(iter(name), None), is_plain=is_plain)


def _practise(invocation: Invocation, name: str | None, *, is_plain: bool) -> None:
    from flashcards.cli.dialogues.practise.run import run
    from flashcards.cli.exchange import synced
    from flashcards.services.preparation.exercises import next_exercise

    clock = invocation.clock
    with invocation.collection() as collection, synced(collection, clock):
        exercise = next_exercise(collection, clock(), name)
        run(invocation, collection, exercise, is_plain=is_plain)


def _log(invocation: Invocation, title: str, minutes: int, area: str, *, is_alone: bool) -> None:
    from flashcards.cli.day_now import say_next
    from flashcards.cli.plan_ticks import say_ticked
    from flashcards.cli.terminal.messages import say
    from flashcards.cli.unseen import ask_unseen
    from flashcards.core.study.session import of_one_act
    from flashcards.services.preparation.solved import Solved, log_solved
    from flashcards.views.preparation.exercise import logged_line

    with invocation.collection() as collection:
        moment = invocation.clock()
        solved = Solved(" ".join(title.split()), minutes, is_alone, area)
        logged = log_solved(collection, moment, solved)
        today = collection.today(moment)
        say(logged_line(logged.known, logged.answered.schedule, today, is_new=logged.is_new))
        session = of_one_act(logged.answered.review.stamp.id)
        say_ticked(collection, moment, session)
        ask_unseen(collection, invocation.clock, session)
        say_next(invocation, collection)
