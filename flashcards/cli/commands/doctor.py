"""`flash doctor`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.option("--repair", "mend", is_flag=True, help="Put right what can be; a backup comes first.")
@click.option("--json", "as_json", is_flag=True, help="Every check and what it found as JSON.")
@pass_invocation
def command(invocation: Invocation, *, mend: bool, as_json: bool) -> None:
    """Changes nothing without --repair. Exits with 1 where something is, or remains, wrong.

    \b
    Example:
      flash doctor --repair
    """
    from flashcards.cli.progress import progress
    from flashcards.cli.screens.doctor import show_report
    from flashcards.services.doctor.examination import examine
    from flashcards.services.doctor.repair import repair

    look = repair if mend else examine
    report = look(invocation.whereabouts, invocation.clock(), progress("Looking"))
    show_report(report, as_json=as_json)
    if not report.is_well:
        raise click.exceptions.Exit(1)
