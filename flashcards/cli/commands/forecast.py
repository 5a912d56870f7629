"""`flash forecast`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, chosen, deck_arguments, format_options, selecting
from flashcards.cli.terminal.output import line_width, show
from flashcards.core.setting_rules import RETENTION


def _retentions(
    _context: click.Context, _option: click.Parameter, said: str | None
) -> tuple[float, ...]:
    """The numbers of a list such as `.85,.9`; wrong usage where one is none or out of range."""
    try:
        found = () if said is None else tuple(map(float, said.split(",")))
    except ValueError:
        found = (0.0,)
    if any(RETENTION.read(one) is None for one in found):
        message = f"each of {said!r} must be {RETENTION.allowed}, as in `.85,.9`."
        raise click.BadParameter(message)
    return found


@click.command(cls=QueryCommand)
@deck_arguments
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=30,
    show_default=True,
    help="How many days, with today.",
)
@click.option(
    "--retention",
    "retentions",
    metavar="LIST",
    callback=_retentions,
    help="Compare values of `retention`, such as .85,.9,.95.",
)
@selecting("tag", "area")
@format_options
@pass_invocation
def command(
    invocation: Invocation,
    deck: tuple[str, ...],
    days: int,
    retentions: tuple[float, ...],
    tag: tuple[str, ...],
    area: tuple[str, ...],
    shape: str | None,
) -> None:
    """Without DECK: all decks. DECK is a deck, a file, the beginning of a name, or words of a
    query as in `flash list`.

    flash simulates the days: you recall cards as well as FSRS expects, and grade and answer them
    as you did so far. Nothing is changed. What dates ask counts: see `flash deadline`.

    \b
    Example:
      flash forecast --days 90 --retention .85,.9,.95
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.statistics.forecast import Horizon, forecast_days
    from flashcards.views.statistics.forecast import forecast_view

    horizon = Horizon(days, retentions, chosen(deck, area, tag))
    with invocation.collection() as collection:
        told = progress("Looking ahead")
        found = forecast_days(collection, invocation.clock(), horizon, told)
        show(forecast_view(found, line_width()), shape)
