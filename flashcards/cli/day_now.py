"""The day as it stands after an act, and its next step, said to a person."""

from typing import TYPE_CHECKING

from flashcards.cli.terminal.messages import say

if TYPE_CHECKING:
    from flashcards.cli.clock import Clock
    from flashcards.cli.invocation import Invocation
    from flashcards.services.collection import Collection
    from flashcards.services.preparation.today import Today


def day_now(collection: "Collection", clock: "Clock") -> "Today | None":
    """The day as it stands now; None with a plan of a later version: `flash plan` says so."""
    from flashcards.errors.plans import BrokenPlan, InvalidPlan
    from flashcards.services.preparation.today import today

    try:
        return today(collection, clock())
    except (BrokenPlan, InvalidPlan):
        return None


def say_next(invocation: "Invocation", collection: "Collection") -> None:
    """Say what `flash` would name as the next step; a pipe is told nothing of it."""
    from flashcards.views.preparation.offer import step_line

    if not invocation.may_show_first:
        return
    day = day_now(collection, invocation.clock)
    line = None if day is None else step_line(day)
    if line is not None:
        say(line)
