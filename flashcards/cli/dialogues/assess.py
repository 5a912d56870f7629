"""A self-assessment from its first skill to what follows from it."""

import click

from flashcards.cli.clock import Clock
from flashcards.cli.dialogues.review.run import sat_through
from flashcards.cli.syncing import synced
from flashcards.services.collection import Collection
from flashcards.services.preparation.assess import assessment, next_due_on, training
from flashcards.views.preparation.assess import show_nothing, show_training
from flashcards.views.study.session import closing


def assess(collection: Collection, clock: Clock, area: str | None, below: int | None) -> None:
    """Ask the skills that are meant, then say which are below 4, and what trains them."""
    begun = assessment(collection, clock(), area, below)
    if begun.shown is None:
        show_nothing(below, next_due_on(collection, area))
    else:
        with synced(collection, clock):
            click.echo(closing(sat_through(collection, clock, begun)))
    show_training(training(collection, area))
