"""`flash` alone: today in one screen."""

import click

from flashcards.cli.invocation import Invocation


def show_today(invocation: Invocation) -> None:
    """What is due, how long it takes, and the next step."""
    from flashcards.cli.screens.due import show_day
    from flashcards.services.due import due

    moment = invocation.clock()
    with invocation.collection() as collection:
        day = due(collection, moment)
    click.echo(f"{day.study_day:%A, %d %B %Y}")
    if not day.decks:
        click.echo("There are no cards yet. Next: flash add, or flash import FILE.md")
        return
    show_day(day, moment)
    if day.ready:
        click.echo("Next: flash review")
