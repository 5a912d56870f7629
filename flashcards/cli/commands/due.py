"""`flash due`."""

import sys
from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, chosen, deck_arguments, format_options
from flashcards.cli.terminal.output import line_width, says_rows_alone, show, standard_output

if TYPE_CHECKING:
    from datetime import date

    from flashcards.core.selection import Selection
    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection
    from flashcards.services.study.kept.due import KeptDue
    from flashcards.views.view import View


@click.command(cls=QueryCommand)
@deck_arguments
@format_options
@click.option("--quiet", is_flag=True, help="Print nothing: exit 0 if a card can be asked, else 1.")
@pass_invocation
def command(
    invocation: Invocation, deck: tuple[str, ...], shape: str | None, *, quiet: bool
) -> None:
    """Without DECK: all decks. DECK is a deck, a file, the beginning of a name, or words of a
    query as in `flash list`. CSV and --format table list the due cards, 1 in each row.

    \b
    Example:
      flash due theory --json
    """
    moment = invocation.clock()
    if not deck and (quiet or shape == "json"):
        ready = _ready(invocation, moment, quiet=quiet)
    else:
        ready = _shown(invocation, moment, chosen(deck), shape, quiet=quiet)
    if quiet and not ready:
        raise click.exceptions.Exit(1)


def _ready(invocation: Invocation, moment: "Moment", *, quiet: bool) -> bool:
    """Whether a card can be asked; what is due is said, as it was last counted if that holds."""
    from flashcards.services.study.kept.due import kept_due

    place = invocation.place_unsaid if quiet else invocation.place
    kept = kept_due(place, moment)
    if kept is None:
        kept = _counted(invocation, moment, quiet=quiet)
    if not quiet:
        standard_output().write(kept.document)
        sys.stdout.flush()
    return kept.ready


def _counted(invocation: Invocation, moment: "Moment", *, quiet: bool) -> "KeptDue":
    from flashcards.formats.json import json_text
    from flashcards.services.study.kept.due import counted_and_kept

    with invocation.history() if quiet else invocation.collection() as collection:
        return counted_and_kept(collection, moment, json_text)


def _shown(
    invocation: Invocation,
    moment: "Moment",
    selection: "Selection",
    shape: str | None,
    *,
    quiet: bool,
) -> bool:
    """The same of some decks, or in another shape."""
    from flashcards.services.study.due import due
    from flashcards.views.study.due import due_view

    with invocation.history() if quiet else invocation.collection() as collection:
        day = due(collection, moment, selection)
        if (shape == "table" or says_rows_alone(shape)) and not quiet:
            show(_cards(collection, moment, day.study_day, selection), shape)
        elif not quiet:
            show(due_view(day, moment, line_width()), shape)
            invocation.keep_first(collection)
    return day.ready


def _cards(
    collection: "Collection", moment: "Moment", today: "date", selection: "Selection"
) -> "View":
    """The due cards; kept apart, as what makes them rows is slow to load."""
    from flashcards.services.decks.list import DUE_CARDS, card_rows
    from flashcards.views.decks.cards import Notes, cards_view

    rows = card_rows(collection, moment, DUE_CARDS, selection)
    return cards_view(rows, moment, today, line_width(), Notes(lambda: "No card is due."))
