"""`flash deadline`."""

import click

from flashcards.cli.days import date_argument, day_said
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options, selecting
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show


@click.group(invoke_without_command=True)
@format_options
@click.pass_context
def command(context: click.Context, shape: str | None) -> None:
    """Without a verb: shows every date, and what to expect on it. With a date, `flash review` asks
    what you need for it.

    Each day brings so many new cards that you see all of them in time. The last days ask the cards
    where it helps most. Due days do not change: remove the date, and all is as before.

    \b
    Example:
      flash deadline set 2027-01-15 --area theory --minutes 40
    """
    if context.invoked_subcommand is not None:
        return
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.study.deadline import deadlines
    from flashcards.views.study.deadline import deadlines_view

    invocation = context.ensure_object(Invocation)
    with invocation.history() as collection:
        found = deadlines(collection, invocation.clock(), progress("Foreseeing days"))
        show(deadlines_view(found, line_width()), shape)


@command.command("set")
@date_argument()
@selecting("deck", "area", "tag")
@click.option(
    "--minutes", type=click.IntRange(0, 1440), help="How many minutes a day; 0 is no limit."
)
@pass_invocation
def set_(
    invocation: Invocation,
    date: str,
    deck: tuple[str, ...],
    area: tuple[str, ...],
    tag: tuple[str, ...],
    minutes: int | None,
) -> None:
    """Set the date for all cards, or for some. To move it, set it again.

    Without --minutes, the minutes stay as they are.
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.core.selection import Selection
    from flashcards.services.study.deadline import deadline_of, deadlines, set_deadline
    from flashcards.views.study.deadline import set_lines

    chosen = Selection(deck, area, tag)
    with invocation.collection() as collection:
        moment = invocation.clock()
        day = day_said(date, collection.today(moment))
        set_deadline(collection, moment, day, chosen, minutes)
        standing = deadlines(collection, moment, progress("Foreseeing days"))
        named = deadline_of(collection, moment, chosen).selection
        for line in set_lines(standing, named, line_width()):
            say(line)


@command.command()
@date_argument()
@selecting("deck", "area", "tag")
@pass_invocation
def move(
    invocation: Invocation,
    date: str,
    deck: tuple[str, ...],
    area: tuple[str, ...],
    tag: tuple[str, ...],
) -> None:
    """Move a date. If you have several, say which: --deck, --area or --tag."""
    from flashcards.cli.terminal.progress import progress
    from flashcards.core.selection import Selection
    from flashcards.services.study.deadline import deadlines, move_deadline
    from flashcards.views.study.deadline import set_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        day = day_said(date, collection.today(moment))
        found = move_deadline(collection, moment, day, Selection(deck, area, tag))
        standing = deadlines(collection, moment, progress("Foreseeing days"))
        for line in set_lines(standing, found.selection, line_width()):
            say(line)


@command.command()
@selecting("deck", "area", "tag")
@pass_invocation
def remove(
    invocation: Invocation,
    deck: tuple[str, ...],
    area: tuple[str, ...],
    tag: tuple[str, ...],
) -> None:
    """Remove a date. `flash review` then asks cards as before."""
    from flashcards.core.selection import Selection
    from flashcards.services.study.deadline import remove_deadline
    from flashcards.views.study.deadline import removed_line

    with invocation.collection() as collection:
        found = remove_deadline(collection, invocation.clock(), Selection(deck, area, tag))
    say(removed_line(found))
