"""`flash add`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.text import plain


@click.command()
@click.argument("question", required=False)
@click.argument("answer", required=False)
@click.option("-d", "--deck", help="The deck file below the collection; else `inbox`.")
@click.option("-t", "--tag", multiple=True, help="A tag of the card; may be repeated.")
@pass_invocation
def command(
    invocation: Invocation,
    question: str | None,
    answer: str | None,
    deck: str | None,
    tag: tuple[str, ...],
) -> None:
    """What is not given is asked for; in a pipe, one line each.

    \b
    Example:
      flash add -d theory/trees "What is a stump?" "A decision tree of one split."
    """
    from flashcards.cli.adding import asked_card
    from flashcards.services.add import add

    new = asked_card(question, answer, deck, tag)
    with invocation.collection() as collection:
        card = add(collection, invocation.clock(), new)
    click.echo(f"Added to {plain(card.source.file)} as {card.id[:8]}.")
