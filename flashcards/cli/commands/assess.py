"""`flash assess`."""

from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show

if TYPE_CHECKING:
    from flashcards.services.collection import Collection


class OneChoice(click.UsageError):
    """Two answers to the same question."""

    def __init__(self) -> None:
        super().__init__("Give one of --due, --all and --below.")


class OnlyOfHistory(click.UsageError):
    """A session has no rows."""

    def __init__(self) -> None:
        super().__init__("--format is for --history: a session is text.")


@click.command()
@click.argument("area", required=False)
@click.option("--due", "is_due", is_flag=True, help="What is due or new today, as without options.")
@click.option("--all", "is_all", is_flag=True, help="Every skill, due or not.")
@click.option("--below", type=click.IntRange(2, 5), help="Those last rated below that.")
@click.option("--history", is_flag=True, help="Ask nothing; show every skill over time.")
@format_options
@pass_invocation
def command(
    invocation: Invocation,
    area: str | None,
    below: int | None,
    shape: str | None,
    *,
    is_due: bool,
    is_all: bool,
    history: bool,
) -> None:
    """Rate your skills from 1 to 5, each under its condition; a weak one comes back sooner.

    Without options those that are due or new today are asked. At a terminal: Space when you have
    done it, which stops the clock, n for a note, 1 to 5 to rate. In a pipe a line is a rating and
    its note, such as `3 forgot the intercept`, or a word of `flash review`. While a skill stands
    below 4, `flash review` asks more of its area.

    \b
    Example:
      flash assess theory --below 4
    """
    from flashcards.services.preparation.assess import ALWAYS, skill_rows

    if is_due + is_all + (below is not None) > 1:
        raise OneChoice
    if shape and not history:
        raise OnlyOfHistory
    with invocation.collection(says_matches=not history) as collection:
        if history:
            from flashcards.views.preparation.assess import history_view

            rows = skill_rows(collection, area, below)
            show(history_view(rows, line_width()), shape)
        else:
            _assess(invocation, collection, area, ALWAYS if is_all else below)


def _assess(
    invocation: Invocation, collection: "Collection", area: str | None, below: int | None
) -> None:
    """Ask the skills that are meant, then say which are below 4, and what trains them."""
    from flashcards.cli.dialogues.review.run import run_session
    from flashcards.cli.exchange import synced
    from flashcards.services.preparation.assess import assessment, next_due_on, training
    from flashcards.views.preparation.assess import nothing_line, training_lines
    from flashcards.views.study.live_session import closing

    clock = invocation.clock
    begun = assessment(collection, clock(), area, below)
    if begun.shown is None:
        say(nothing_line(below, next_due_on(collection, area)))
    else:
        with synced(collection, clock):
            say(closing(run_session(collection, clock, begun)))
    for line in training_lines(training(collection, area)):
        say(line)
