"""What the learner decided for the whole collection."""

from datetime import date

import pytest
from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from histories import BEGIN, days, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decisions import Deadline, decisions
from flashcards.core.log.collection_facts import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
)
from flashcards.core.log.facts import Undo
from flashcards.core.parameters import BOUNDS, are_usable
from flashcards.core.selection import Selection

USABLE = tuple((lowest + highest) / 2 for lowest, highest in BOUNDS)
LOWEST = tuple(lowest for lowest, _ in BOUNDS)


def here(number):
    """The stamp of the so manieth decision."""
    return stamp(clock=number, entropy=bytes([number] * 10))


FACTS = [
    DeadlineSet(here(1), days(40), ("theory",), minutes=40),
    DeadlineSet(here(2), days(20), tags=("exam",)),
    DeadlineSet(here(3), days(50), ("theory",), minutes=30),
    DeadlineRemoved(here(4), tags=("exam",)),
    BreakSet(here(5), days(3), days(9)),
    Adopted(here(6), LOWEST),
    Adopted(here(7), USABLE),
    Undo(here(8), None, here(7).id),
    BreakSet(here(9), days(20), days(21)),
    BreakRemoved(here(10), days(20), days(21)),
]


@given(st.permutations([*FACTS, *FACTS]))
def test_decisions_may_arrive_in_any_order_and_twice(facts):
    assert decisions(facts) == decisions(FACTS)


def test_the_last_decision_counts_and_what_is_undone_does_not():
    held = decisions(FACTS)
    theory = Selection(decks=("theory",))
    assert held.deadlines == (Deadline(days(50), theory, BEGIN.date(), 30),)
    assert held.breaks == ((days(3), days(9)),)
    assert held.parameters == LOWEST
    assert decisions([]).parameters is None
    assert decisions([*FACTS, Adopted(here(11), ())]).parameters is None


def test_a_moved_date_was_set_when_it_first_was_unless_that_one_is_over():
    first = DeadlineSet(here(1), days(20), set_on=days(1))
    moved = DeadlineSet(here(2), days(40), set_on=days(9))
    again = DeadlineSet(here(3), days(90), set_on=days(41))
    found = [decisions(facts).deadlines[0].set_on for facts in
             ([first], [first, moved], [first, moved, again])]  # fmt: skip
    assert found == [days(1), days(1), days(41)]


def test_dates_come_in_order():
    facts = [DeadlineSet(here(n), date(2026, 3, 9 - n), (f"{n}",)) for n in range(3)]
    assert [one.on.day for one in decisions(facts).deadlines] == [7, 8, 9]


@pytest.mark.parametrize(
    "parameters",
    [USABLE[:-1], USABLE * 2, (*USABLE[:-1], float("nan")), (101.0, *USABLE[1:]), ("x",) * 21],
)
def test_parameters_that_fsrs_6_does_not_take_are_passed_over(parameters):
    assert not are_usable(parameters)
    facts = [Adopted(here(1), USABLE), Adopted(here(2), parameters)]
    assert decisions(facts).parameters == USABLE


def test_the_bounds_are_those_of_py_fsrs():
    assert tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == BOUNDS
