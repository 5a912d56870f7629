"""`flash answer`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("card")
@click.argument("rating", type=int)
@click.option("--at", metavar="TIME", help="When it was given (RFC 3339), if not now.")
@click.option("--duration-ms", type=click.IntRange(0, 2**31 - 1), help="Milliseconds it took.")
@click.option("--json", "shape", flag_value="json", help="The card's new schedule as JSON.")
@pass_invocation
def command(
    invocation: Invocation,
    card: str,
    rating: int,
    at: str | None,
    duration_ms: int | None,
    shape: str | None,
) -> None:
    """CARD is an id, the beginning of one, or deck:line. RATING is 1 again, 2 hard, 3 good,
    4 easy; for a self-assessment 1 to 5.

    \b
    Example:
      flash answer theory/attention:12 3 --json
    """
    from flashcards.cli.terminal.output import show
    from flashcards.services.decks.lookup import living_card
    from flashcards.services.study.answer import Grade, answer
    from flashcards.views.study.answer import answered_view

    moment = invocation.moment_at(at)
    with invocation.collection() as collection:
        found = living_card(collection, card).card.id
        done = answer(collection, moment, found, Grade(rating, duration_ms))
    show(answered_view(done, moment), shape)
