"""What the mock interviews of the log showed, area by area."""

from collections.abc import Iterable

from flashcards.core.log import Fact
from flashcards.core.preparation.evidence import Held
from flashcards.core.preparation.mock.results import results
from flashcards.core.preparation.mock.sitting import mocks_of


def held(facts: Iterable[Fact]) -> list[Held]:
    """The mean scores of mocks in the areas of which everything is judged."""
    return [
        Held(one.area, one.on, one.mean, one.came_about)
        for one in results(mocks_of(facts))
        if one.mean is not None and one.passed is not None
    ]
