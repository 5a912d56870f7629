"""`flash doctor`."""

from dataclasses import replace

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.option(
    "--repair", "mend", is_flag=True, help="Repair what flash can. It makes a backup first."
)
@click.option(
    "--redate",
    is_flag=True,
    help="Correct answers that have a date in the future.",
)
@click.option("--json", "as_json", is_flag=True, help="All checks as JSON.")
@pass_invocation
def command(invocation: Invocation, *, mend: bool, redate: bool, as_json: bool) -> None:
    """Without --repair and --redate nothing is changed. The exit code is 1 if something is wrong.
    Use --redate only if your clock is right now. `flash undo` takes it back.

    \b
    Example:
      flash doctor --repair
    """
    from flashcards.cli.terminal.output import ENDLESS, line_width, show
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.doctor.examination import examine
    from flashcards.services.doctor.repair import repair
    from flashcards.views.doctor import report_view

    if mend and redate:
        message = "--repair and --redate are two steps: repair first."
        raise click.UsageError(message)
    done = _redated(invocation) if redate else ()
    look = repair if mend else examine
    report = look(invocation.place, invocation.clock(), progress("Looking"))
    shown = report_view(
        replace(report, repairs=(*done, *report.repairs)), line_width(in_pipe=ENDLESS)
    )
    show(shown, "json" if as_json else None)
    if not report.is_well:
        raise click.exceptions.Exit(1)


def _redated(invocation: Invocation) -> tuple[str, ...]:
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.log.redate import redate
    from flashcards.views.misdated import redated_line

    with invocation.collection() as collection:
        done = redate(collection, invocation.clock(), progress("Making schedules"))
    return tuple(map(redated_line, done))
