"""`flash optimize`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.option("--dry-run", is_flag=True, help="Calculate and compare. Nothing is changed.")
@click.option("--reschedule", is_flag=True, help="Move all due days, not only the wrong ones.")
@click.option("--revert", "back", is_flag=True, help="Go back to the parameters before.")
@format_options
@pass_invocation
def command(
    invocation: Invocation, *, dry_run: bool, reschedule: bool, back: bool, shape: str | None
) -> None:
    """Flash fits the parameters of FSRS to your reviews. With few reviews they stay near the usual
    ones (your n reviews count against 1,000). It takes them only if they predict other cards
    clearly better than the parameters in use, and your latest answers no worse. You need 1,000
    reviews that came a day or more after the one before.

    \b
    Example:
      flash optimize --dry-run
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.statistics.optimize import optimize, revert
    from flashcards.views.statistics.optimize import optimized_view, reverted_view

    if back and (dry_run or reschedule):
        message = "--revert stands alone: leave --dry-run and --reschedule out."
        raise click.UsageError(message)
    shown = progress("Working")
    with invocation.collection() as collection:
        if back:
            show(reverted_view(revert(collection, invocation.clock(), shown)), shape)
            return
        told = optimize(
            collection, invocation.clock(), dry_run=dry_run, reschedule=reschedule, progress=shown
        )
        show(optimized_view(told, line_width()), shape)
