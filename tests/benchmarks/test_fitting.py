"""What `flash optimize` adopts of 24 learners whose memory is known; the tables are printed."""

import pytest
from benchmarks.fitting import SIZES, measured, real_parts, real_table, row, table
from benchmarks.measuring import Result

_MOST_HARMFUL = 1 / 16
_LEAST_GAIN = 0.001


@pytest.fixture(scope="module")
def found():
    """The outcomes of all learners; they are printed too."""
    outcomes = measured()
    print(table(outcomes), end="\n\n")  # noqa: T201 - pytest -s shows it
    return outcomes


def rows(found):
    """A line for each number of reviews."""
    return [row([one for one in found if one.reviews == reviews]) for reviews in SIZES]


def written(figure):
    return f"{figure:.4f}"


def test_what_is_adopted_does_no_harm_and_is_worth_it(found, report):
    few, *enough = rows(found)
    assert few.adopted == 0
    for reviews, one in zip(SIZES[1:], enough, strict=True):
        share, name = one.harmful / one.adopted, f"harmful adoptions after {reviews:,} reviews"
        report(Result(name, share, _MOST_HARMFUL, "1 in 16", 1, written))
    gain = enough[0].gain
    report(Result("gain wanted after 1,000 reviews", _LEAST_GAIN, gain, "mean gain", 1, written))


def test_a_fit_drawn_to_the_librarys_foretells_a_real_log_better(report):
    parts = real_parts()
    print(real_table(parts), end="\n\n")  # noqa: T201 - pytest -s shows it
    whole = parts[-1]
    report(Result("log loss of a real log", whole.drawn, whole.alone, "fit alone", 1, written))
    assert whole.drawn <= 0.4375
