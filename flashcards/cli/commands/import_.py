"""`flash import`."""

from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say
from flashcards.core.deck import DeckMode

if TYPE_CHECKING:
    from flashcards.services.collection import Collection
    from flashcards.services.exchange.import_.run import ImportResult

_DEEPEST_HEADING = 6
_FIRST = 3


def _formats() -> click.Choice[str]:
    from flashcards.formats.readers import READERS

    return click.Choice(tuple(READERS))


def _columns(
    _ctx: click.Context, _option: click.Parameter, said: str | None
) -> tuple[tuple[str, str], ...] | None:
    """`front=2,back=3` in its parts."""
    if said is None:
        return None
    parts = [one.partition("=") for one in said.split(",")]
    if not all(what.strip() and column.strip() for what, _, column in parts):
        message = f"'{said}' does not say which column is what: write it like front=2,back=3."
        raise click.BadParameter(message)
    return tuple((what.strip(), column.strip()) for what, _, column in parts)


@click.command()
@click.argument("source", nargs=-1, required=True)
@click.option("--as", "format_", type=_formats(), help="The format. Default: flash finds out.")
@click.option("--cards", type=click.Choice(tuple(DeckMode)), help="What makes cards.")
@click.option(
    "--level",
    type=click.IntRange(1, _DEEPEST_HEADING),
    help="The level of the headings that are questions.",
)
@click.option("--deck", metavar="NAME", help="The name of the new deck.")
@click.option("--into", metavar="FOLDER", help="Put the decks into this folder of the collection.")
@click.option("--to", "to", metavar="FOLDER", hidden=True)
@click.option("--overwrite", is_flag=True, help="Replace files that exist and are different.")
@click.option("--dry-run", is_flag=True, help="Show what would be done. Nothing is changed.")
@click.option(
    "--map", "columns", metavar="COLUMNS", callback=_columns, help="front=2,back=3,tags=4."
)
@pass_invocation
def command(
    invocation: Invocation,
    source: tuple[str, ...],
    format_: str | None,
    cards: str | None,
    level: int | None,
    deck: str | None,
    into: str | None,
    to: str | None,
    columns: tuple[tuple[str, str], ...] | None,
    *,
    overwrite: bool,
    dry_run: bool,
) -> None:
    """SOURCE is a file or a folder: a list of questions, a page of a course, decks. Or `starter`:
    the newest texts of the decks that come with flash. Import a SOURCE again to get what is new
    in it. What you changed stays as you wrote it.

    \b
    Example:
      flash import ~/notes/statistics.md --into theory
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.import_.read import ImportWishes
    from flashcards.services.exchange.import_.run import first_cards, import_sources
    from flashcards.views.imports import first_card_lines, imported_lines

    wishes = ImportWishes(format_, cards, level, deck, columns, into or to, overwrite, dry_run)
    opened = invocation.history() if dry_run else invocation.collection()
    with opened as collection:
        shown = progress("Reading")
        done = import_sources(collection, invocation.clock(), source, wishes, shown)
        if dry_run:
            for line in first_card_lines(first_cards(done, _FIRST)):
                say(line)
        for line in imported_lines(done, dry_run=dry_run):
            say(line)
        if not dry_run:
            _say_after(invocation, collection, done, is_starter="starter" in source)


def _say_after(
    invocation: Invocation, collection: "Collection", done: "ImportResult", *, is_starter: bool
) -> None:
    """Say which of the new decks the plan does not count, and the next step."""
    from flashcards.cli.day_now import say_next
    from flashcards.services.followed_plan import areas_besides
    from flashcards.views.preparation.uncounted import besides_plan_lines

    made = {one.path.removesuffix(".md") for one in done.decks if one.is_first}
    if made and not is_starter:
        besides = areas_besides(collection, invocation.clock(), made.__contains__)
        for line in besides_plan_lines(*besides):
            say(line)
    say_next(invocation, collection)
