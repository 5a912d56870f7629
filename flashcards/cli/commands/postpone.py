"""`flash postpone`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, chosen, deck_arguments, format_options, selecting
from flashcards.cli.terminal.output import line_width, show


@click.command(cls=QueryCommand)
@deck_arguments
@click.option(
    "--days", type=click.IntRange(1, 365), help="Use the next N days, with today. Default: 7."
)
@click.option(
    "--per-day",
    type=click.IntRange(1, 9_999),
    help="Ask at most N cards a day. Default: `reviews_per_day`, if it is set.",
)
@selecting("tag", "area")
@click.option("--dry-run", is_flag=True, help="Show what would move. Nothing is changed.")
@format_options
@pass_invocation
def command(
    invocation: Invocation,
    deck: tuple[str, ...],
    days: int | None,
    per_day: int | None,
    tag: tuple[str, ...],
    area: tuple[str, ...],
    *,
    dry_run: bool,
    shape: str | None,
) -> None:
    """The cards that suffer least from waiting are moved. Easy days get fewer, breaks none. New
    cards and learning steps stay. One `flash undo` takes all of it back.

    \b
    Example:
      flash postpone --per-day 50 --dry-run
    """
    from flashcards.services.study.postpone import Span, postpone
    from flashcards.views.study.postpone import postponed_view

    if days is not None and per_day is not None:
        message = "--days and --per-day are two ways to say how much: give one of them."
        raise click.UsageError(message)
    moment, selection = invocation.clock(), chosen(deck, area, tag)
    with invocation.collection() as collection:
        done = postpone(collection, moment, selection, Span(days, per_day), dry_run=dry_run)
        show(postponed_view(done, line_width()), shape)
