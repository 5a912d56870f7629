"""`flash optimize`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.option("--dry-run", is_flag=True, help="Fit and judge; adopt nothing.")
@click.option("--reschedule", is_flag=True, help="Move all due days, not only those out of range.")
@click.option("--revert", "back", is_flag=True, help="Go back to the parameters before.")
@format_options
@pass_invocation
def command(
    invocation: Invocation, *, dry_run: bool, reschedule: bool, back: bool, shape: str | None
) -> None:
    """They are drawn towards the library's own, the less the more reviews there are: n against
    1,000. They are adopted only if they foretell cards that they were not fitted on better than
    the parameters in use, by more than chance, and later answers no worse. It takes 1,000
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
