"""`flash undo`."""

import sys

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


@click.command()
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask, also right after `flash add`.")
@pass_invocation
def command(invocation: Invocation, *, is_sure: bool) -> None:
    """There is no limit. It takes back answers, changes of cards, parameters, deadlines, breaks,
    plans and their ticks, interviews, and imports with the files that you did not edit since.
    What you did to many cards at once is taken back at once.

    It does not take back 2 things: mock interviews, because you have seen the questions, and what
    `flash add` or an editor wrote into a deck. Right after `flash add`, flash asks at a terminal
    whether you mean the act before it; a script has to say --yes.

    \b
    Example:
      flash undo
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.errors.cards import AddedLast
    from flashcards.services.decks.read import read_decks
    from flashcards.services.log.undo import added_since, undo
    from flashcards.views.undo import added_line, undone_line

    shown = progress("Making schedules")
    with invocation.collection() as collection:
        if not is_sure and (since := added_since(collection)) is not None:
            if not _asks():
                raise AddedLast(added_line(since, needs_yes=True))
            say(added_line(since), err=True)
            if not click.confirm("Take that back?", default=False):
                say("Nothing is undone.")
                return
        done = undo(collection, invocation.clock(), shown)
        if done.files.changed:
            read_decks(collection, invocation.clock().now)
        say(undone_line(done))
