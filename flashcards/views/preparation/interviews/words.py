"""Words that the cycle and a single round share."""

from collections.abc import Iterable, Iterator
from datetime import date
from shlex import quote
from typing import Final

from flashcards.core.cells import cells
from flashcards.core.preparation.interviews.interviews import Interview, Outcome
from flashcards.views.text import counted, filled, one_line, plain

OUTCOMES: Final = "passed, failed or waiting"
_NAME_WIDTH: Final = 30
_ROUND_WIDTH: Final = 39
_NEXT: Final = "Next: "
HANG: Final = 4
"""How far what goes on is moved in, where each line is a thing of its own."""


def laid(lines: Iterable[str], width: int, hang: int = 0) -> Iterator[str]:
    """Lines of the width, what goes on moved in; a command is left as it is, to be copied."""
    for line in map(plain, lines):
        yield from (line,) if line.lstrip().startswith(_NEXT) else filled(line, width, hang)


def outcome_command(one: Interview, outcome: Outcome = Outcome.PASSED) -> str:
    """The command that tells how a round went."""
    return f"flash interview outcome {quote(plain(one.company))} {outcome}"


def offer_command(one: Interview) -> str:
    """The command that notes until when an offer wants an answer."""
    return f"flash interview offer {quote(plain(one.company))}"


def leading_lines(said: str, command: str, width: int) -> Iterator[str]:
    """A sentence and the command it leads to, on a line of its own where it must be."""
    both = f"{said} {_NEXT}{command}"
    yield from (both,) if cells(both) <= width else (said, f"  {_NEXT}{command}")


def cooldown_line(interview: Interview) -> str:
    """From when on to apply again where it did not work out."""
    begins, ends = interview.reapply_from, interview.reapply_to
    return (
        f"Apply to {company_name(interview)} again after its cooldown of 6 to 12"
        f" months: from {begins:%d %B %Y}, at the latest from {ends:%d %B %Y}."
    )


def company_name(interview: Interview) -> str:
    """The company, as long as a sentence has room for."""
    return one_line(interview.company, _NAME_WIDTH)


def round_name(interview: Interview) -> str:
    """The company and the round."""
    return one_line(f"{interview.company} ({interview.round})", _ROUND_WIDTH)


def long_day(day: date) -> str:
    """A day with its weekday."""
    return f"{day:%a %d %B %Y}"


def in_days(days: int) -> str:
    """How far off a day is."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {counted(days, 'day')}")
