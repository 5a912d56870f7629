"""What mock interviews showed, area by area."""

from collections.abc import Iterable

from flashcards.core.preparation.evidence import Held
from flashcards.core.preparation.mock.mock import Mock
from flashcards.core.preparation.mock.results import results


def held(mocks: Iterable[Mock]) -> list[Held]:
    """The mean scores of mocks in the areas of which everything is judged."""
    return [
        Held(one.area, one.on, one.mean, one.came_about)
        for one in results(mocks)
        if one.mean is not None and one.passed is not None
    ]
