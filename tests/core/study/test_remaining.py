"""What is still to be asked: like lists, but that earlier ones stay as they were."""

from datetime import timedelta

import pytest
from histories import BEGIN
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.study.remaining import Learning, Step, Waiting

CARDS = st.sampled_from("abcdef")
STEPS = st.builds(Step, st.integers(0, 9).map(lambda n: BEGIN + timedelta(minutes=n)), CARDS)
TAKE = st.just("take")


@given(st.lists(CARDS), st.lists(CARDS | TAKE | st.tuples(st.just("without"), CARDS)))
def test_a_line_is_a_list_whose_earlier_states_stay(cards, acts):
    line, model = Waiting(tuple(cards)), list(cards)
    states = [(line, tuple(model))]
    for act in acts:
        if act == "take":
            if not model:
                continue
            assert line.first == model.pop(0)
            line = line.rest()
        elif len(act) > 1:
            line, model = line.without(act[1]), [one for one in model if one != act[1]]
        else:
            line, model = line.with_last(act), [*model, act]
        states.append((line, tuple(model)))
    for state, was in states:
        assert (tuple(state), len(state), state == was) == (was, len(was), True)
        assert hash(state) == hash(Waiting(was))


@given(st.lists(STEPS), st.lists(STEPS | TAKE | CARDS))
def test_learning_steps_are_a_sorted_list_whose_earlier_states_stay(steps, acts):
    learning, model = Learning.of(steps), sorted(steps)
    states = [(learning, tuple(model))]
    for act in acts:
        if act == "take":
            assert learning.first == (model[0] if model else None)
            learning, model = (learning.rest(), model[1:]) if model else (learning, model)
        elif isinstance(act, str):
            learning, model = learning.without(act), [one for one in model if one.card != act]
        else:
            learning, model = learning.with_step(act), sorted([*model, act])
        states.append((learning, tuple(model)))
    for state, was in states:
        assert (tuple(state), len(state), state == was) == (was, len(was), True)
        assert hash(state) == hash(Learning.of(was))


@given(st.lists(STEPS, min_size=5, max_size=40))
def test_steps_that_joined_one_by_one_come_in_the_order_of_their_instants(steps):
    learning, taken = Learning(), []
    for step in steps:
        learning = learning.with_step(step)
    while learning.first is not None:
        taken.append(learning.first)
        learning = learning.rest()
    assert taken == sorted(steps)


def test_nobody_is_first_where_none_waits():
    with pytest.raises(IndexError):
        assert Waiting().first
