"""The one thing that is offered at the end of a session, or after another act."""

from typing import Final

from flashcards.core.study.held_back import HeldBack, HoldingReason
from flashcards.services.preparation.today import Today
from flashcards.views.preparation.today import next_line
from flashcards.views.text import counted

_ASKS_THEM: Final = {
    HoldingReason.DATE: "flash review --ahead 1",
    HoldingReason.MINUTES: "flash review --minutes 30",
}
"""What asks cards that are held back, where a command does."""
_NEW: Final = "New cards wait for another day. To ask 5 now: flash review --new 5"


_PLAN: Final = "Next: flash plan start 8"


def step_line(today: Today) -> str | None:
    """The next step after an act; where an interview is ahead and no plan leads to it, a plan."""
    return _PLAN if today.plan is None and today.interview is not None else next_line(today)


def offer_line(today: Today, *, new_waiting: bool) -> str | None:
    """The day's next step, an exercise too; else what is held back, else new cards; else None.

    On a day of rest nothing more is offered than the day itself names.
    """
    line = next_line(today)
    if line is not None or today.rests:
        return line
    held = next((one for one in today.due.held if one.why in _ASKS_THEM), None)
    if held is not None:
        return _held(held)
    return _NEW if new_waiting else None


def _held(held: HeldBack) -> str:
    waits = "waits" if held.count == 1 else "wait"
    you = "it" if held.count == 1 else "them"
    return f"{counted(held.count, 'due card')} {waits}. To ask {you} now: {_ASKS_THEM[held.why]}"
