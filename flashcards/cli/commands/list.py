"""`flash list`."""

import click

from flashcards.cli.completion import words_of_query
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, format_options
from flashcards.cli.terminal.output import line_width, show


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, shell_complete=words_of_query())
@format_options
@click.option(
    "--orphans", is_flag=True, help="List cards that have a history, but no text any more."
)
@pass_invocation
def command(
    invocation: Invocation, query: tuple[str, ...], shape: str | None, *, orphans: bool
) -> None:
    """QUERY is words that the card has, and filters: deck:, area:, tag:, kind:, front:, back:,
    rated:, introduced:, added:, prop: or is: (new, due, learning, review, suspended, buried,
    leech) with a value. The cards fit all of them. Write `-` before a word that must not fit, and
    `or` between 2 words if 1 is enough.

    \b
    Example:
      flash list deck:theory is:due -tag:exam attention
    """
    from flashcards.core.decks.query import Query
    from flashcards.services.decks.list import card_rows
    from flashcards.services.decks.no_match import name_meant, no_match
    from flashcards.views.decks.cards import NO_ORPHAN, Notes, cards_view, name_line, no_card_line

    moment = invocation.clock()
    with invocation.collection() as collection:
        rows = card_rows(collection, moment, Query(query), orphans=orphans)

        def none() -> str:
            """Said where there is no row; looked for only then."""
            if orphans:
                return NO_ORPHAN
            return no_card_line(no_match(collection, moment, Query(query)))

        def named() -> str | None:
            """Said below cards that hold a text which is the name of a deck, an area or a tag."""
            meant = None if orphans else name_meant(collection, moment, query)
            return meant and name_line(meant)

        notes = Notes(none, named)
        show(cards_view(rows, moment, collection.today(moment), line_width(), notes), shape)
