"""What a doctor found, a line a check."""

from collections.abc import Iterator
from typing import Final

from flashcards.services.doctor.examination import Report
from flashcards.services.doctor.finding import Check, Finding
from flashcards.views.text import beside, counted, plain
from flashcards.views.view import View

_WIDTH: Final = max(map(len, Check)) + 2


def report_view(report: Report, width: int) -> View:
    """What was put right, then every check; or one document."""
    return View(_report(report, width), document=lambda: _document(report))


def _report(report: Report, width: int) -> Iterator[str]:
    yield from map(plain, report.repairs)
    for check in report.checked:
        yield from _check(check, [one for one in report.findings if one.check is check], width)
    problems = sum(one.is_problem for one in report.findings)
    yield f"{counted(problems, 'problem')} found." if problems else "All is well."


def _check(check: Check, findings: list[Finding], width: int) -> Iterator[str]:
    """`check  ok`, or a line a finding, the check named on the first."""
    lines = [_line(one) for one in findings]
    if not any(one.is_problem for one in findings):
        lines = [f"ok ({'; '.join(lines)})" if lines else "ok"]
    for number, line in enumerate(lines):
        yield from beside(f"{'' if number else check.value:{_WIDTH}}", plain(line), width)


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
