"""What a doctor found, a line a check."""

from typing import Final

import click

from flashcards.cli.terminal.output import standard_output
from flashcards.formats.rows import write_json
from flashcards.services.doctor.examination import Report
from flashcards.services.doctor.finding import Check, Finding
from flashcards.views.text import counted, plain

_WIDTH: Final = max(map(len, Check)) + 2


def show_report(report: Report, *, as_json: bool) -> None:
    """What was put right, then every check; or JSON."""
    if as_json:
        write_json(_document(report), standard_output())
        return
    for repair in report.repairs:
        click.echo(plain(repair))
    for check in report.checked:
        _show_check(check, [one for one in report.findings if one.check is check])
    problems = sum(one.is_problem for one in report.findings)
    click.echo(f"{counted(problems, 'problem')} found." if problems else "All is well.")


def _show_check(check: Check, findings: list[Finding]) -> None:
    """`check  ok`, or a line a finding, the check named on the first."""
    lines = [_line(one) for one in findings]
    if not any(one.is_problem for one in findings):
        lines = [f"ok ({'; '.join(lines)})" if lines else "ok"]
    for number, line in enumerate(lines):
        click.echo(f"{'' if number else check.value:{_WIDTH}}{plain(line)}")


def _line(finding: Finding) -> str:
    return f"{finding.message}: {finding.hint}" if finding.hint else finding.message


def _document(report: Report) -> dict[str, object]:
    checks = [
        {
            "check": check.value,
            "ok": not any(one.is_problem for one in report.findings if one.check is check),
            "findings": [_row(one) for one in report.findings if one.check is check],
        }
        for check in report.checked
    ]
    return {"ok": report.is_well, "repairs": list(report.repairs), "checks": checks}


def _row(finding: Finding) -> dict[str, object]:
    return {
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "repairable": finding.remedy is not None,
    }
