"""`flash mock`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.options import format_of, format_options
from flashcards.cli.terminal.output import line_width, output, show, write

_MOST_MINUTES = 240
_BOTH = "--each gives feedback after each question, --pressure at the end: say one of the two."
_NOBODY = "--sheet is for somebody who asks you: say who with --interviewer NAME."

_PLAIN = click.option("--plain", "is_plain", is_flag=True, help="Line by line, without a screen.")


def _begins(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every form."""
    for option in reversed(
        (
            click.option(
                "--minutes",
                type=click.IntRange(1, _MOST_MINUTES),
                help="Instead of the usual length. It is never longer.",
            ),
            click.option("--each", is_flag=True, help="Feedback after each question."),
            click.option(
                "--pressure", is_flag=True, help="One question after the other, without a break."
            ),
            click.option(
                "--allow-repeat", is_flag=True, help="Ask old questions again, the oldest first."
            ),
            click.option("--interviewer", default="", metavar="NAME", help="Who asks and judges."),
            click.option(
                "--sheet",
                type=PLACE,
                metavar="FILE",
                help="Write what NAME needs into a file: hints, follow-up questions, answers.",
            ),
            click.option("--record", is_flag=True, help="Run your recorder (see `flash config`)."),
            _PLAIN,
        )
    ):
        function = option(function)
    return pass_invocation(function)


def _begin(
    invocation: Invocation,
    form: str,
    minutes: int | None,
    interviewer: str,
    *,
    sheet: Path | None,
    each: bool,
    pressure: bool,
    allow_repeat: bool,
    record: bool,
    is_plain: bool,
) -> None:
    from flashcards.cli.dialogues.mock.run import run_new
    from flashcards.core.preparation.mock.forms import Form, MockMode
    from flashcards.services.preparation.mock.bank import MockOptions

    name = interviewer.strip()
    if each and pressure:
        raise click.UsageError(_BOTH)
    if sheet is not None and not name:
        raise click.UsageError(_NOBODY)
    judged = MockMode.STANDARD if each else MockMode.AFTER
    mode = MockMode.PRESSURE if pressure else judged
    options = MockOptions(Form(form), minutes, mode, allow_repeat, name, record)
    run_new(invocation, options, sheet, is_plain=is_plain)


@click.group(invoke_without_command=True)
@format_options
@click.pass_context
def command(context: click.Context, shape: str | None) -> None:
    """Without a verb: shows how many new questions each form has.

    The questions come from the decks of an area. No question is shown twice, also not on another
    computer or after you edit it. You see the answers after the mock, with --each after each
    question. Then comes 1 form for each area: what went well, what should be better, would you
    hire, then scores of 1 to 5. A score below 4 needs a line that shows why. You pass with a mean
    of 4 and no score below 3. The schedules of the cards do not change.

    At a terminal: Space means done, or the next phase; q stops. In a pipe, a line is one word:
    empty or `done` is done, q stops. Of feedback, a line is an answer. The end of the input, Ctrl-C
    or a crash lose nothing: `flash mock resume` goes on, and the time between does not count.

    \b
    Example:
      flash mock design --pressure
    """
    if context.invoked_subcommand is not None:
        return
    from flashcards.services.preparation.mock.bank import banks
    from flashcards.services.preparation.mock.next_mock import next_mock
    from flashcards.views.preparation.mock.bank import banks_view

    invocation = context.ensure_object(Invocation)
    with invocation.collection() as collection:
        found = banks(collection)
        step = next_mock(collection, invocation.clock(), found)
        show(banks_view(found, step, line_width()), shape)


@command.command()
@_begins
def theory(invocation: Invocation, **said: Any) -> None:
    """Ten questions of two minutes each, or of the card's own limit."""
    _begin(invocation, "theory", **said)


@command.command()
@_begins
def coding(invocation: Invocation, **said: Any) -> None:
    """A problem in 45 minutes: clarify, plan, write, test."""
    _begin(invocation, "coding", **said)


@command.command()
@_begins
def design(invocation: Invocation, **said: Any) -> None:
    """A system in 45 minutes, from its requirements to serving it."""
    _begin(invocation, "design", **said)


@command.command()
@_begins
def behavioural(invocation: Invocation, **said: Any) -> None:
    """Five questions in 30 minutes, from prompts and your own stories."""
    _begin(invocation, "behavioural", **said)


@command.command()
@_begins
def technical(invocation: Invocation, **said: Any) -> None:
    """One question each of theory, coding and design."""
    _begin(invocation, "technical", **said)


@command.command()
@_begins
def full(invocation: Invocation, **said: Any) -> None:
    """One question of each: theory, coding, design, behavioural."""
    _begin(invocation, "full", **said)


@command.command()
@_PLAIN
@pass_invocation
def resume(invocation: Invocation, *, is_plain: bool) -> None:
    """Go on with the mock that is open. Its clock goes on, too."""
    from flashcards.cli.dialogues.mock.run import run_open

    run_open(invocation, is_plain=is_plain)


@command.command()
@pass_invocation
def end(invocation: Invocation) -> None:
    """End the mock that is open. What you did is kept."""
    from flashcards.cli.dialogues.mock.run import end_open

    end_open(invocation)


@command.command("list")
@format_options
@pass_invocation
def list_(invocation: Invocation, shape: str | None) -> None:
    """List all mocks, the first one first."""
    from flashcards.services.preparation.mock.history import mocks
    from flashcards.views.preparation.mock.history import mocks_view

    with invocation.history() as collection:
        show(mocks_view(mocks(collection), line_width()), shape)


def _shape(function: Callable[..., Any]) -> Callable[..., Any]:
    shapes = click.Choice(("markdown", "json"))
    shorthand = click.option("--json", "shape", flag_value="json", help="Short for --format json.")
    return click.option("--format", "shape", type=shapes, help="How to show it.")(
        shorthand(function)
    )


@command.command("show")
@click.argument("mock", required=False)
@_shape
@pass_invocation
def show_(invocation: Invocation, mock: str | None, shape: str | None) -> None:
    """Show a mock with all its feedback: the last one, or the one with this id."""
    from flashcards.services.preparation.mock.history import document_of, mock_named
    from flashcards.views.preparation.mock.history import mock_view

    with invocation.history() as collection:
        found = mock_named(collection, mock)
        show(mock_view(found, lambda: document_of(collection, found)), shape)


@command.command()
@click.argument("mock", nargs=-1)
@_shape
@click.option("-o", "--output", "file", type=PLACE, help="Into a file.")
@pass_invocation
def export(
    invocation: Invocation, mock: tuple[str, ...], shape: str | None, file: Path | None
) -> None:
    """Write mocks as Markdown or JSON: all of them, or some."""
    from flashcards.services.preparation.mock.history import document_of, mock_named, mocks
    from flashcards.views.preparation.mock.history import reports_view

    if shape is None and format_of(file, ("md", "json")) == "json":
        shape = "json"
    with invocation.history() as collection:
        found = [mock_named(collection, name) for name in mock] or mocks(collection)
        view = reports_view(found, lambda: tuple(document_of(collection, one) for one in found))
        with output(file) as out:
            write(view, shape, out)
