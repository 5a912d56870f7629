"""`flash export`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.formats.writers import WRITERS
from flashcards.views.view import Rows, View

if TYPE_CHECKING:
    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection


def _due(collection: "Collection", moment: "Moment") -> View:
    from flashcards.services.decks.list import DUE_CARDS, card_rows
    from flashcards.services.decks.rows import CardRow
    from flashcards.services.study.due import due
    from flashcards.views.study.due import due_export_view

    cards = Rows(CardRow, card_rows(collection, moment, DUE_CARDS))
    return due_export_view(lambda: due(collection, moment), cards)


def _cards(collection: "Collection", moment: "Moment") -> View:
    from flashcards.core.decks.query import Query
    from flashcards.services.decks.list import card_rows
    from flashcards.services.decks.rows import CardRow

    return View(rows=Rows(CardRow, card_rows(collection, moment, Query())))


def _reviews(collection: "Collection", _moment: "Moment") -> View:
    from flashcards.services.statistics.reviews import ReviewRow, review_rows

    return View(rows=Rows(ReviewRow, review_rows(collection)))


def _stats(collection: "Collection", moment: "Moment") -> View:
    from flashcards.services.statistics.stats import StatsRow, stats

    figures = stats(collection, moment)
    return View(rows=Rows(StatsRow, figures.rows), document=figures)


_EXPORTS: Final[dict[str, Callable[["Collection", "Moment"], View]]] = {
    "due": _due,
    "cards": _cards,
    "reviews": _reviews,
    "stats": _stats,
}
"""`due` as JSON is `flash due --json` with the due cards' rows as `cards`."""


@click.command()
@click.argument("what", type=click.Choice(tuple(_EXPORTS)))
@click.option("--format", "shape", type=click.Choice(tuple(WRITERS)), help="Else by FILE's name.")
@click.option("-o", "--output", "file", type=PLACE, help="Else to the screen.")
@pass_invocation
def command(invocation: Invocation, what: str, shape: str | None, file: Path | None) -> None:
    """As CSV a header line, then one row a card, review or figure; JSON where neither is said.

    \b
    Example:
      flash export due --format csv -o due.csv
    """
    from flashcards.cli.terminal.output import output, write

    ending = "" if file is None else file.suffix.removeprefix(".")
    chosen = shape or (ending if ending in WRITERS else next(iter(WRITERS)))
    look = invocation.history if what == "reviews" else invocation.collection
    with look() as collection, output(file) as out:
        write(_EXPORTS[what](collection, invocation.clock()), chosen, out)
