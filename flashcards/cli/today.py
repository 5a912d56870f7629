"""`flash` alone: today in one screen."""

import click

from flashcards.cli.invocation import Invocation


def show_today(invocation: Invocation) -> None:
    """What is due, what the plan asks, how long it takes, and the next step."""
    from flashcards.services.preparation.today import today
    from flashcards.views.preparation.today import today_lines

    moment = invocation.clock()
    with invocation.collection() as collection:
        day = today(collection, moment)
    for line in today_lines(day, moment):
        click.echo(line)
