"""`flash reading`."""

import click

from flashcards.cli.completion import reading_areas
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.argument("area", required=False, shell_complete=reading_areas)
@format_options
def command(area: str | None, shape: str | None) -> None:
    """Books, courses, papers and sites by area: what each is best for, and whether it is free.

    Without AREA all are listed. With one, advice on how to read stands below the list.

    \b
    Example:
      flash reading design
    """
    from flashcards.services.preparation.reading import reading_list
    from flashcards.views.preparation.reading import reading_view

    show(reading_view(reading_list(area), line_width()), shape)
