"""Law 1 over machines that read the same decks at different times."""

import shutil
from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck
from hypothesis import given
from hypothesis import strategies as st
from machines import DAY, Machine, examples

STATES = [
    "Q: What is the bias of an estimator?\nA: Its expectation less the truth.\n",
    "Q: What's the bias of an estimator?\nA: Its expectation less the truth.\n",
    "Q: What is the bias of any estimator?\nA: Its expectation less the truth.\n",
    "Q: What's the bias of any estimator?\nA: Its expectation minus the truth.\n",
    "Q: Name the bias.\nA: Its expectation less the truth.\n",
    "Q: What is the bias of an estimator?\nA:\n",
    "",
]
OTHER = "\nQ: What is the variance?\nA: The mean squared distance from the mean.\n"
WALKS = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["both", "here", "there", ""])))


@pytest.fixture
def pairs(tmp_path_factory):
    """Two machines with the same decks and no past, as often as wanted."""
    folder, numbers = tmp_path_factory.mktemp("apart"), count()

    def two():
        names = (str(next(numbers)), str(next(numbers)))
        return [Machine(folder / name, ZoneInfo("UTC"), timedelta(0)) for name in names]

    return two


def write(machines, state):
    """The same decks on all machines."""
    for machine in machines:
        deck(machine.root, STATES[state] + OTHER)


@examples(10)
@given(walk=WALKS, last=st.integers(0, 4), answers=st.sampled_from(["here", "there", "both"]))
def test_who_read_what_when_makes_no_difference(pairs, walk, last, answers):
    here, there = machines = pairs()
    by_name = {"here": [here], "there": [there], "both": machines, "": []}
    now = MORNING
    write(machines, 0)
    for machine in machines:
        machine.live(now, [])
    for machine in by_name[answers]:
        machine.live(now, [("answer", 0, 3, DAY)])
    for state, readers in walk:
        now += DAY
        write(machines, state)
        for machine in by_name[readers]:
            machine.live(now, [])
    now += DAY
    write(machines, last)
    for machine in machines:
        machine.live(now, [])
    known_here, known_there = here.facts(now), there.facts(now)
    here.learns(known_there, now)
    there.learns(known_here, now)
    assert here.schedules(now) == there.schedules(now)
    for machine in machines:
        shutil.rmtree(machine.root)
