"""What the plan does not count: areas that it is not about, and what was done before it began."""

from collections.abc import Iterator, Sequence
from datetime import date

from flashcards.services.preparation.uncounted import Before
from flashcards.views.text import filled, plain

_MOST_NAMED = 3


def besides_plan_lines(besides: Sequence[str], planned: Sequence[str]) -> Iterator[str]:
    """That decks are of areas which the plan does not count, and how they come to count."""
    if besides and planned:
        is_one = len(besides) == 1
        areas, are = ("area", "it is") if is_one else ("areas", "one of them is")
        yield plain(
            f"Your plan does not count the {areas} {_named(besides)}. If {are} part of your"
            f" interview, write `area: {planned[0]}` at the top of its decks."
        )


def uncounted_lines(
    besides: tuple[Sequence[str], Sequence[str]], before: Before, today: date, width: int
) -> Iterator[str]:
    """Both, of a plan that has just begun; nothing where all counts that is there."""
    for line in (*besides_plan_lines(*besides), *_before(before, today)):
        yield from filled(line, width)


def _before(before: Before, today: date) -> Iterator[str]:
    done = [*(["answers"] if before.answers else []), *(["mocks"] if before.mocks else [])]
    if done:
        day = "today" if before.since == today else f"{before.since:%d %B %Y}"
        yield f"Your {' and '.join(done)} from before {day} are not counted in the plan."


def _named(areas: Sequence[str]) -> str:
    named, more = areas[:_MOST_NAMED], len(areas) - _MOST_NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
