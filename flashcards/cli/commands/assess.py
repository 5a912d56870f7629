"""`flash assess`."""

from typing import TYPE_CHECKING

import click

from flashcards.cli.completion import words_of_query
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show

if TYPE_CHECKING:
    from flashcards.services.collection import Collection
    from flashcards.services.preparation.assess import Ids


class OneChoice(click.UsageError):
    """Two answers to the same question."""

    def __init__(self) -> None:
        super().__init__("Give one of --due, --all and --below.")


class OneArea(click.UsageError):
    """Two areas, of which none is both."""

    def __init__(self) -> None:
        super().__init__("Give one area, or several as `area:a or area:b`.")


class OnlyOfHistory(click.UsageError):
    """A session has no rows."""

    def __init__(self) -> None:
        super().__init__("--format is for --history: a session is text.")


@click.command(cls=QueryCommand)
@click.argument("area", nargs=-1, shell_complete=words_of_query("area"))
@click.option(
    "--due", "is_due", is_flag=True, help="Skills that are due or new today (the default)."
)
@click.option("--all", "is_all", is_flag=True, help="Every skill, due or not.")
@click.option("--below", type=click.IntRange(2, 5), help="Skills whose last rating is below N.")
@click.option("--history", is_flag=True, help="Ask nothing. Show the ratings of every skill.")
@click.option("--plain", "is_plain", is_flag=True, help="Line by line, without a screen.")
@format_options
@pass_invocation
def command(
    invocation: Invocation,
    area: tuple[str, ...],
    below: int | None,
    shape: str | None,
    *,
    is_due: bool,
    is_all: bool,
    history: bool,
    is_plain: bool,
) -> None:
    """Without options: the skills that are due or new today. AREA is an area, or words of a query
    as in `flash list`.

    At a terminal: do what the skill says, then press Space, which stops the clock. Press n to
    write a note, 1 to 5 to rate: 1 is not yet, 3 with a mistake or help, 4 alone and right, 5 so
    well that you could teach it. In a pipe, a line is a rating and a note, such as `3 forgot the
    intercept`, or a word of `flash review`. While a skill is below 4, `flash review` asks more
    cards of its area.

    \b
    Example:
      flash assess theory --below 4
    """
    from flashcards.services.preparation.assess import ALWAYS, skill_rows

    if is_due + is_all + (below is not None) > 1:
        raise OneChoice
    if shape and not history:
        raise OnlyOfHistory
    with invocation.collection(says_matches=not history) as collection:
        meant, among = _meant(invocation, collection, area)
        if history:
            from flashcards.views.preparation.assess import history_view

            rows = skill_rows(collection, meant, below, among)
            show(history_view(rows, line_width()), shape)
        else:
            lowest = ALWAYS if is_all else below
            _assess(invocation, collection, (meant, among), lowest, is_plain=is_plain)


def _meant(
    invocation: Invocation, collection: "Collection", words: tuple[str, ...]
) -> tuple[str | None, "Ids | None"]:
    """The area that the words name, and the cards that their query finds."""
    if not words:
        return None, None
    from flashcards.core.decks.search.terms import parted

    areas, query = parted(words, "area")
    if len(areas) > 1:
        raise OneArea
    if not query:
        return areas[0], None
    from flashcards.services.decks.search import cards_meant

    return next(iter(areas), None), cards_meant(collection, invocation.clock(), query)


def _assess(
    invocation: Invocation,
    collection: "Collection",
    meant: tuple[str | None, "Ids | None"],
    below: int | None,
    *,
    is_plain: bool,
) -> None:
    """Ask the skills that are meant, then say which are below 4, and what trains them."""
    from flashcards.cli.day_now import say_next
    from flashcards.cli.dialogues.review.run import run_session
    from flashcards.cli.dialogues.review.ways import Ways
    from flashcards.cli.exchange import synced
    from flashcards.cli.plan_ticks import say_ticked
    from flashcards.cli.session_end import say_end
    from flashcards.cli.unseen import ask_unseen
    from flashcards.services.preparation.assess import assessment, next_due_on, training
    from flashcards.views.preparation.assess import nothing_line, training_lines
    from flashcards.views.study.live_session import closing

    clock, (area, among) = invocation.clock, meant
    begun = assessment(collection, clock(), area, below, among)
    if begun.shown is None:
        say(nothing_line(below, next_due_on(collection, area, among)))
    else:
        with synced(collection, clock):
            session = run_session(collection, clock, begun, Ways(plain=is_plain))
            say(closing(session))
            say_end(collection, clock, session)
            say_ticked(collection, clock(), session)
            ask_unseen(collection, clock, session)
    for line in training_lines(training(collection, area, among), line_width()):
        say(line)
    say_next(invocation, collection)
