"""`flash backup`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """A verified copy of the database, outside the collection's folder; decks are not in it.

    One is made after the first change of a day, and before imports, merges, upgrades, repairs and
    restoring. All of today and yesterday stay, then 12 daily, 10 weekly, 9 monthly ones.

    \b
    Example:
      flash backup
    """
    if context.invoked_subcommand is not None:
        return
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.backup import back_up
    from flashcards.views.backup import made_line

    invocation = context.ensure_object(Invocation)
    with invocation.collection() as collection:
        made = back_up(collection, invocation.clock().now, "by-hand", progress("Backing up"))
    say(made_line(made))


@command.command("list")
@format_options
@pass_invocation
def list_(invocation: Invocation, shape: str | None) -> None:
    """The newest first, each with the time that `flash restore` takes."""
    from flashcards.services.opening.restore import backups_meant
    from flashcards.views.backup import backups_view

    zone = invocation.clock().zone
    show(backups_view(backups_meant(invocation.place), zone, line_width()), shape)
