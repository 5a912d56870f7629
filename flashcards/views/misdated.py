"""Answers that are dated after now, and what became of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from flashcards.core.log.stamp import MachineId
from flashcards.services.log.misdated import DatedAhead
from flashcards.views.text import counted

if TYPE_CHECKING:
    from flashcards.services.log.redate import RedatedAnswers

_SHORT = 8
_MOST_MACHINES = 2


def ahead_lines(ahead: Sequence[DatedAhead]) -> Iterator[str]:
    """How many answers of which machine, until when, and what to do; nothing where none is."""
    for one in ahead[:_MOST_MACHINES]:
        answers = f"{counted(one.answers, 'answer')} of {_name(one.machine)}"
        are = "is" if one.answers == 1 else "are"
        yield f"{answers} {are} dated in the future, up to {one.until:%d %B %Y}."
    if ahead:
        yield "If this machine's clock is right: flash doctor --redate"


def redated_line(done: "RedatedAnswers") -> str:
    """When the answers were dated, and when they count as given now."""
    answers = f"{counted(done.answers, 'answer')} of {_name(done.machine)}"
    dated, given = _days(*done.dated), _days(*done.given)
    count = "counts" if done.answers == 1 else "count"
    return f"{answers}, dated {dated}, now {count} as given {given}; `flash undo` takes it back."


def _name(machine: MachineId | None) -> str:
    return "this machine" if machine is None else f"machine {machine[:_SHORT]}"


def _days(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
