"""`flash add`."""

from functools import partial

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("question", required=False)
@click.argument("answer", required=False)
@click.option("-d", "--deck", help="The deck file below the collection; else `inbox`.")
@click.option("-t", "--tag", multiple=True, help="A tag of the card; may be repeated.")
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
    """What is not given is asked for; in a pipe, one line each. With --editor, cards of any
    syntax are written in $EDITOR. A story goes to `behavioural/stories`, to be told below its
    headings: Situation, Task, Action, Result, Learning. Its themes are those of failure, conflict,
    leadership, ambiguity, deadline, learning, mistake, impact that a tag or its title names.

    \b
    Example:
      flash add -d theory/trees "What is a stump?" "A decision tree of one split."
    """
    from flashcards.cli.dialogues.add import asked_card, edited_cards, story_title
    from flashcards.services.decks.add import (
        INBOX,
        add,
        add_markdown,
        asked_already,
        card_of,
        cards_in,
        there_already,
    )
    from flashcards.views.decks.add import added_lines

    if story is not None:
        title = story_title(story, question, answer, *tag, "--editor" if editor else None)
        _add_story(invocation, title, deck)
        return
    if editor:
        with (
            edited_cards(question, answer) as markdown,
            invocation.collection() as collection,
        ):
            there = there_already(collection, cards_in(markdown, deck or INBOX))
            cards = add_markdown(collection, invocation.clock(), markdown, deck or INBOX)
            lines = added_lines(cards, there, partial(asked_already, collection))
    else:
        new = asked_card(question, answer, deck, tag)
        with invocation.collection() as collection:
            there = there_already(collection, [card_of(new, new.deck)])
            cards = add(collection, invocation.clock(), new)
            lines = added_lines(cards, there, partial(asked_already, collection))
    for line in lines:
        click.echo(line)


def _add_story(invocation: Invocation, title: str, deck: str | None) -> None:
    from flashcards.services.decks.add import STORIES, add_story
    from flashcards.views.decks.add import story_line

    with invocation.collection() as collection:
        card, is_new = add_story(collection, invocation.clock(), title, deck or STORIES)
    click.echo(story_line(card, is_new=is_new))
