"""A self-assessment from its first skill to what follows from it."""

import click

from flashcards.cli.clock import Clock
from flashcards.cli.dialogues.review.run import run_session
from flashcards.cli.exchange import synced
from flashcards.services.collection import Collection
from flashcards.services.preparation.assess import assessing, next_due_on, training
from flashcards.views.preparation.assess import nothing_line, training_lines
from flashcards.views.study.session import closing


def assess(collection: Collection, clock: Clock, area: str | None, below: int | None) -> None:
    """Ask the skills that are meant, then say which are below 4, and what trains them."""
    begun = assessing(collection, clock(), area, below)
    if begun.shown is None:
        click.echo(nothing_line(below, next_due_on(collection, area)))
    else:
        with synced(collection, clock):
            click.echo(closing(run_session(collection, clock, begun)))
    for line in training_lines(training(collection, area)):
        click.echo(line)
