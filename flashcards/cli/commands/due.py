"""`flash due`."""

from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, says_rows_alone, show

if TYPE_CHECKING:
    from datetime import date

    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection
    from flashcards.views.view import View


@click.command()
@format_options
@click.option(
    "--quiet", is_flag=True, help="Say nothing: exit 0 if something is to be asked, else 1."
)
@pass_invocation
def command(invocation: Invocation, shape: str | None, *, quiet: bool) -> None:
    """As CSV or a table, the cards that are due, one a row.

    \b
    Example:
      flash due --json
    """
    from flashcards.services.study.due import due
    from flashcards.views.study.due import due_view

    moment = invocation.clock()
    with invocation.history() if quiet else invocation.collection() as collection:
        day = due(collection, moment)
        if (shape == "table" or says_rows_alone(shape)) and not quiet:
            show(_cards(collection, moment, day.study_day), shape)
        elif not quiet:
            show(due_view(day, moment, line_width()), shape)
    if quiet and not day.ready:
        raise click.exceptions.Exit(1)


def _cards(collection: "Collection", moment: "Moment", today: "date") -> "View":
    """The due cards; kept apart, as what makes them rows is slow to load."""
    from flashcards.services.decks.list import DUE_CARDS, card_rows
    from flashcards.views.decks.cards import cards_view

    return cards_view(card_rows(collection, moment, DUE_CARDS), moment, today, line_width())
