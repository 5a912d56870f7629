"""`flash add`."""

from functools import partial
from typing import TYPE_CHECKING

import click

from flashcards.cli.completion import names_of
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flashcards.core.card import Card
    from flashcards.services.collection import Collection


@click.command()
@click.argument("question", required=False)
@click.argument("answer", required=False)
@click.option(
    "-d",
    "--deck",
    help="The deck, a file of the collection. Default: `inbox`.",
    shell_complete=names_of("deck"),
)
@click.option(
    "-t",
    "--tag",
    multiple=True,
    help="A tag of the card; may be repeated.",
    shell_complete=names_of("tag"),
)
@click.option("--story", metavar="TITLE", help="Write the headings of a story instead.")
@click.option("-e", "--editor", is_flag=True, help="Write it in $EDITOR.")
@pass_invocation
def command(
    invocation: Invocation,
    question: str | None,
    answer: str | None,
    deck: str | None,
    tag: tuple[str, ...],
    story: str | None,
    *,
    editor: bool,
) -> None:
    """What you do not give, flash asks for; in a pipe, 1 line for each. With --editor you write
    cards of any syntax in $EDITOR. A story goes to `behavioural/stories`. Write it below its
    headings: Situation, Task, Action, Result, Learning. Its tags or its title say its themes:
    failure, conflict, leadership, ambiguity, deadline, learning, mistake, impact.

    \b
    Example:
      flash add -d theory/trees "What is a stump?" "A decision tree of one split."
    """
    from flashcards.cli.dialogues.add import asked_card, edited_cards, story_title
    from flashcards.services.decks.add import INBOX, add, add_markdown, card_of, cards_in

    if story is not None:
        title = story_title(story, question, answer, *tag, "--editor" if editor else None)
        _add_story(invocation, title, deck)
        return
    if editor:
        with edited_cards(question, answer) as text, invocation.collection() as collection:
            act = partial(add_markdown, collection, invocation.clock(), text, deck or INBOX)
            _add(collection, cards_in(text, deck or INBOX), act)
    else:
        new = asked_card(question, answer, deck, tag)
        with invocation.collection() as collection:
            act = partial(add, collection, invocation.clock(), new)
            _add(collection, [card_of(new, new.deck)], act)


def _add(
    collection: "Collection", wanted: "Sequence[Card]", act: "Callable[[], list[Card]]"
) -> None:
    """Add the cards, and say where they stand."""
    from flashcards.services.decks.add import asked_already, there_already
    from flashcards.views.decks.add import added_lines

    there = there_already(collection, wanted)
    for line in added_lines(act(), there, partial(asked_already, collection)):
        say(line)


def _add_story(invocation: Invocation, title: str, deck: str | None) -> None:
    from flashcards.services.decks.add import STORIES, add_story
    from flashcards.views.decks.add import story_line

    with invocation.collection() as collection:
        card, is_new = add_story(collection, invocation.clock(), title, deck or STORIES)
    say(story_line(card, is_new=is_new))
