"""`flash answer`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


class InsteadAlone(click.UsageError):
    """An answer that has its time and its ticks already."""

    def __init__(self) -> None:
        super().__init__(
            "--instead goes without --at and --duration-ms, and without --said: "
            "the answer keeps its own."
        )


class NoNumbers(click.BadParameter):
    """A text that names no points."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} names no points: give their numbers, as in --said 1,3.")


def _numbers(_context: click.Context, _option: click.Parameter, text: str | None) -> object:
    """The numbers of points that were given."""
    if text is None:
        return None
    from flashcards.views.study.points import point_numbers

    numbers = point_numbers(text)
    if numbers is None:
        raise NoNumbers(text)
    return numbers


@click.command()
@click.argument("card")
@click.argument("rating", type=int)
@click.option("--at", metavar="TIME", help="When it was given (RFC 3339), if not now.")
@click.option("--duration-ms", type=click.IntRange(0, 2**31 - 1), help="Milliseconds it took.")
@click.option(
    "--said", metavar="NUMBERS", callback=_numbers, help="Points that you said, such as 1,3."
)
@click.option("--instead", is_flag=True, help="Change the grade of the last answer.")
@click.option("--json", "shape", flag_value="json", help="The card's new schedule as JSON.")
@pass_invocation
def command(
    invocation: Invocation,
    card: str,
    rating: int,
    at: str | None,
    duration_ms: int | None,
    said: list[int] | None,
    shape: str | None,
    *,
    instead: bool,
) -> None:
    """CARD is an id, the beginning of an id, or deck:line. RATING is 1 again, 2 hard, 3 good,
    4 easy; for a skill 1 to 5. --instead changes the grade of the last answer; its time stays.
    --said takes the numbers of the points in the list below the bold sentence.

    \b
    Example:
      flash answer theory/attention:12 3 --json
    """
    from flashcards.cli.terminal.output import show
    from flashcards.services.decks.card_names import living_card
    from flashcards.services.study.answer import Grade, answer
    from flashcards.views.study.answer import answered_view

    if instead and not (at is None and duration_ms is None and said is None):
        raise InsteadAlone
    moment = invocation.moment_at(at)
    with invocation.collection() as collection:
        found = living_card(collection, card).card.id
        if instead:
            from flashcards.services.study.regrade import regrade

            done = regrade(collection, moment, found, rating)
        else:
            done = answer(collection, moment, found, Grade(rating, duration_ms, said=said))
        today = collection.today(moment)
    show(answered_view(done, moment, today), shape)
