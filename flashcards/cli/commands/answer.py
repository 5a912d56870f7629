"""`flash answer`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


class InsteadAlone(click.UsageError):
    """An answer that has its time already."""

    def __init__(self) -> None:
        super().__init__("--instead goes without --at and --duration-ms: the answer keeps its own.")


@click.command()
@click.argument("card")
@click.argument("rating", type=int)
@click.option("--at", metavar="TIME", help="When it was given (RFC 3339), if not now.")
@click.option("--duration-ms", type=click.IntRange(0, 2**31 - 1), help="Milliseconds it took.")
@click.option("--instead", is_flag=True, help="Change the grade of the last answer.")
@click.option("--json", "shape", flag_value="json", help="The card's new schedule as JSON.")
@pass_invocation
def command(
    invocation: Invocation,
    card: str,
    rating: int,
    at: str | None,
    duration_ms: int | None,
    shape: str | None,
    *,
    instead: bool,
) -> None:
    """CARD is an id, the beginning of an id, or deck:line. RATING is 1 again, 2 hard, 3 good,
    4 easy; for a skill 1 to 5. --instead changes the grade of the last answer; its time stays.

    \b
    Example:
      flash answer theory/attention:12 3 --json
    """
    from flashcards.cli.terminal.output import show
    from flashcards.services.decks.card_names import living_card
    from flashcards.services.study.answer import Grade, answer
    from flashcards.views.study.answer import answered_view

    if instead and (at is not None or duration_ms is not None):
        raise InsteadAlone
    moment = invocation.moment_at(at)
    with invocation.collection() as collection:
        found = living_card(collection, card).card.id
        if instead:
            from flashcards.services.study.regrade import regrade

            done = regrade(collection, moment, found, rating)
        else:
            done = answer(collection, moment, found, Grade(rating, duration_ms))
        today = collection.today(moment)
    show(answered_view(done, moment, today), shape)
