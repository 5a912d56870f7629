"""What the plan towards a date comes to, against other ways to study; the tables are printed."""

import pytest
from benchmarks.deadline import BASELINES, FSRS_97, PLAN, WAYS, Cell, compared, table
from benchmarks.measuring import Result
from benchmarks.truth import CASES, MISSED, NONE, STRESSES

MAIN = CASES[0]
NAME = f"{MAIN.cards} cards in {MAIN.days} days"
_LESS = 0.001


def minutes_written(minutes):
    return f"{minutes:.0f} minutes"


def share_written(share):
    return f"{share:.1%}"


def at_most(name, share, most):
    """A share against what it may be."""
    return Result(name, share, most, "what may be", 1, share_written)


@pytest.fixture(scope="module")
def figures():
    """The figures of all ways, cases and stresses; they are printed too."""
    cells = [Cell(way, case, stress) for stress in STRESSES for case in CASES for way in WAYS]
    found = compared(cells)
    for stress in STRESSES:
        for case in CASES:
            print(table(found, case, stress), end="\n\n")  # noqa: T201 - pytest -s shows it
    return found


def test_with_a_date_known_little_is_forgotten_on_it_for_about_half_the_minutes(figures, report):
    plan, plain = (figures[Cell(way, MAIN, NONE)] for way in (PLAN, FSRS_97))
    name, minutes = FSRS_97.name, minutes_written
    report(
        Result(f"minutes to the date, {NAME}", plan.minutes, plain.minutes, name, 0.54, minutes),
        Result(f"longest day, {NAME}", plan.peak, plain.peak, name, 1.25, minutes),
        at_most(f"forgotten on the date, {NAME}", 1 - plan.mean, 0.02),
        at_most(f"forgotten of the card nine of ten outdo, {NAME}", 1 - plan.nine_of_ten, 0.04),
    )


def test_a_quarter_of_the_days_may_be_missed(figures, report):
    plan = figures[Cell(PLAN, MAIN, MISSED)]
    name = f"a quarter of the days missed, {NAME}"
    report(at_most(f"forgotten, {name}", 1 - plan.mean, 0.05))
    report(at_most(f"unseen, {name}", 1 - plan.seen, 0.02))


@pytest.mark.parametrize("stress", STRESSES, ids=lambda stress: stress.name)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.cards} cards in {case.days} days")
def test_no_other_way_with_as_few_minutes_and_as_short_a_day_is_better(case, stress, figures):
    plan = figures[Cell(PLAN, case, stress)]
    others = [figures[Cell(way, case, stress)] for way in BASELINES]
    as_cheap = [o for o in others if o.minutes <= plan.minutes and o.peak <= plan.peak]
    assert plan.mean >= max((other.mean for other in as_cheap), default=0.0) - _LESS
