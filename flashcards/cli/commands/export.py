"""`flash export`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.options import format_of, selecting
from flashcards.formats.writers import WRITERS
from flashcards.views.view import Rows, View

if TYPE_CHECKING:
    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection


class OnlyOfDue(click.UsageError):
    """Something that can be said of the due cards alone."""

    def __init__(self) -> None:
        super().__init__("--no-text and --by are for `flash export due`, one of them at a time.")


class OnlyToAnki(click.UsageError):
    """What is said of a package for Anki alone, or not said of one."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}: `flash export anki -o cards.apkg`.")


def _due(collection: "Collection", moment: "Moment", *, no_text: bool = False) -> View:
    from flashcards.services.decks.list import DUE_CARDS, card_rows
    from flashcards.services.decks.rows import CardRow
    from flashcards.services.study.due import due
    from flashcards.views.study.due import due_export_view, without_text

    cards = Rows(CardRow, card_rows(collection, moment, DUE_CARDS))
    shown = without_text(cards) if no_text else cards
    return due_export_view(lambda: due(collection, moment), shown)


def _due_by(collection: "Collection", moment: "Moment", by: str) -> View:
    from flashcards.services.decks.list import DUE_CARDS, card_rows
    from flashcards.services.study.due_groups import DueGroup, due_groups

    rows = card_rows(collection, moment, DUE_CARDS)
    return View(rows=Rows(DueGroup, due_groups(collection, rows, by)))


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

_GROUPINGS: Final = ("deck", "area", "tag", "day")
_ANKI: Final = "anki"
_PACKAGE: Final = ".apkg"


@click.command()
@click.argument("what", type=click.Choice((*_EXPORTS, _ANKI)))
@click.option("--no-text", is_flag=True, help="Due cards without questions and answers.")
@click.option("--by", type=click.Choice(_GROUPINGS), help="Count the due cards by this.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(tuple(WRITERS)),
    help="Default: as the name of FILE says.",
)
@click.option("-o", "--output", "file", type=PLACE, help="Write into FILE, not to the screen.")
@selecting("deck")
@pass_invocation
def command(
    invocation: Invocation,
    what: str,
    by: str | None,
    shape: str | None,
    file: Path | None,
    deck: tuple[str, ...],
    *,
    no_text: bool,
) -> None:
    """CSV has a header line, then 1 row for each card, review or figure. Without --format and FILE
    it is JSON. `anki` is a file for Anki: cards, schedule, all answers; of all decks, or of --deck.

    \b
    Example:
      flash export due --format csv -o due.csv
      flash export anki -o cards.apkg
    """
    from flashcards.cli.terminal.output import output, write
    from flashcards.formats.csv import SIGNATURE

    if (no_text or by) and (what != "due" or (no_text and by)):
        raise OnlyOfDue
    if what == _ANKI:
        _to_anki(invocation, file, deck, shape)
        return
    if deck:
        reason = "--deck is for Anki"
        raise OnlyToAnki(reason)
    chosen = shape or format_of(file, tuple(WRITERS)) or next(iter(WRITERS))
    is_csv_file = file is not None and file.suffix.lower() == ".csv"
    view = partial(_due, no_text=no_text) if no_text else _EXPORTS[what]
    view = view if by is None else partial(_due_by, by=by)
    look = invocation.history if what == "reviews" else invocation.collection
    with look() as collection, output(file) as out:
        if chosen == "csv" and is_csv_file:
            out.write(SIGNATURE)
        write(view(collection, invocation.clock()), chosen, out)


def _to_anki(
    invocation: Invocation, file: Path | None, decks: tuple[str, ...], shape: str | None
) -> None:
    if file is None or file.suffix.lower() != _PACKAGE or shape is not None:
        reason = f"Anki needs a file whose name ends in {_PACKAGE}, without --format"
        raise OnlyToAnki(reason)
    from flashcards.cli.options import chosen
    from flashcards.cli.terminal.messages import say
    from flashcards.cli.terminal.output import binary_output
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.anki.export import export_to_anki
    from flashcards.views.anki.export import sent_lines
    from flashcards.views.anki.note_fields import note_fields

    with invocation.collection() as collection, binary_output(file) as out:
        moment, shown = invocation.clock(), progress("Exporting")
        sent = export_to_anki(collection, moment, out, note_fields, chosen(decks), shown)
    for line in sent_lines(sent, file):
        say(line)
