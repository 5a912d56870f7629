"""Law 1 over readings: whoever read which state of the decks, and when, all come to the same."""

from datetime import timedelta

from collections_on_disk import MORNING
from edited_decks import Decks, edit, mend
from edited_histories import DAYS, EDIT, first_turns, write_decks
from hypothesis import given
from hypothesis import strategies as st
from machines import CHARACTERS, DAY, Machine, examples, ids

ANSWERS = st.lists(
    st.tuples(st.just("answer"), st.integers(0, 9), st.integers(1, 4), st.just(timedelta(hours=1))),
    max_size=3,
)
STATES = st.tuples(
    st.lists(EDIT, min_size=1, max_size=3),
    DAYS,
    st.lists(ANSWERS | st.none(), min_size=3, max_size=3),
)
"""Edits, the days until the next, and what each machine that reads this state answers."""

ALL_BY_ONE = [[("answer", card, 3, timedelta(0)) for card in range(14)], [], []]
"""What is answered in the first state; all machines learn of it then, or only at the end."""


@examples(4)
@given(
    first=first_turns(),
    characters=st.tuples(CHARACTERS, CHARACTERS, CHARACTERS),
    states=st.lists(STATES, max_size=5),
    told=st.tuples(st.booleans(), st.permutations([0, 1, 2])),
)
def test_machines_that_read_the_decks_at_different_times_come_to_the_same(
    folders, first, characters, states, told
):
    """Their decks go from state to state together; each reads some of them, and answers.

    What the first answered at first they are told at once, or after all edits.
    """
    is_told, orders = told
    machines = [Machine(next(folders), *one) for one in characters]
    decks, now = Decks(), MORNING
    for edits, days, answers in [(first.edits, 0, ALL_BY_ONE), *states]:
        for one in edits:
            edit(decks, one)
        for machine, story in zip(machines, answers, strict=True):
            write_decks(decks, machine.root)
            if story is not None:
                machine.live(now, story)
        if answers is ALL_BY_ONE and is_told:
            united(machines, 0, now)
        now += timedelta(days=days, minutes=1)
    mend(decks)
    for machine in machines:
        write_decks(decks, machine.root)
    now += 90 * DAY
    for number in orders:
        united(machines, number, now)
    found = [machine.schedules(now) for machine in machines]
    assert found[0] == found[1] == found[2]
    known = [ids(machine.facts(now)) for machine in machines]
    assert known[0] == known[1] == known[2]


def united(machines, number, now):
    """Let one machine know all that the others know, and they what it knows."""
    one = machines[number]
    for other in machines:
        if other is not one:
            one.learns(other.facts(now), now)
    for other in machines:
        if other is not one:
            other.learns(one.facts(now), now)
