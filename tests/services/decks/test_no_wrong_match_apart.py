"""A history is never given to a stranger by a machine that hears of it only later."""

from edited_apart import Apart, given_to_strangers
from edited_histories import LONG_FAMILY, TURNS, first_turns
from hypothesis import given
from hypothesis import strategies as st
from machines import examples

APART = st.builds(Apart, *[st.integers(0, 4)] * 3, answered_here=st.sampled_from([0, 0, 2]))


@examples(10)
@given(
    first=first_turns() | first_turns(LONG_FAMILY),
    turns=st.lists(TURNS, min_size=1, max_size=4),
    apart=APART,
)
def test_no_history_is_given_to_a_stranger_whoever_hears_of_it_when(folders, first, turns, apart):
    assert given_to_strangers(next(folders), [first, *turns], apart) == []
