"""What `flash copy` did, in two lines."""

import click

from flashcards.services.opening.copy import Copied
from flashcards.views.text import counted, plain

_DIGITS = 16


def show_copied(done: Copied) -> None:
    """Say what was copied, and what was compared."""
    click.echo(plain(f"{counted(done.facts, 'fact')} copied from {done.source} to {done.target}."))
    same = f"the facts' digest is {done.digest[:_DIGITS]} in both"
    click.echo(f"Nothing changed: {same}, and so are {counted(done.schedules, 'schedule')}.")
