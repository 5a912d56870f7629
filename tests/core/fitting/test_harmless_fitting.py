"""`flash optimize` does no harm: a few learners of known memory; many by `benchmarks.fitting`."""

import pytest
from benchmarks.fitting import learners, outcomes, real_parts, row

from flashcards.core.fitting.fit import ENOUGH

EACH, LATER = 2, 2_000
"""Learners of each kind of memory, and the scored reviews by which an adoption is judged."""


@pytest.fixture(scope="module")
def found():
    """What comes of them after too few reviews and after just enough."""
    return [one for own in learners(EACH) for one in outcomes(own, (400, ENOUGH), LATER)]


def after(found, reviews):
    """One line for all."""
    return row([one for one in found if one.reviews == reviews])


def test_after_400_reviews_most_fits_would_harm_and_none_is_adopted(found):
    few = after(found, 400)
    assert few.adopted == 0
    assert few.refused_harmful > few.learners / 2


def test_after_1000_what_harms_is_refused_and_what_helps_is_adopted(found):
    enough = after(found, ENOUGH)
    assert enough.harmful == 0
    assert enough.refused_harmful >= EACH
    assert enough.adopted >= EACH
    assert enough.gain >= 0.0005


def test_drawn_to_the_librarys_a_fit_foretells_a_real_log_better_than_either_alone():
    *parts, whole = real_parts()
    assert len(parts) == 5
    assert whole.drawn <= 0.4375
    assert whole.drawn < whole.alone < whole.library
