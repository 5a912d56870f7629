"""A history is never given to a stranger, whatever is edited and whenever decks are read."""

from itertools import count

import pytest
from edited_decks import EDITS
from edited_histories import Turn, outcome
from hypothesis import given
from hypothesis import strategies as st
from machines import examples

PLACES = st.integers(0, 11)
FAMILY = st.integers(0, 5)
CHANGES = st.tuples(st.sampled_from(EDITS), st.sampled_from([0, 0, 1, 2]), PLACES, PLACES)
TURNS = st.builds(
    Turn,
    st.lists(CHANGES, min_size=1, max_size=4),
    st.sampled_from([0, 0, 1, 20, 100]),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([0, 0, 3]),
)


@st.composite
def decks(draw):
    """A turn that writes two files of one family, or of two."""
    families, asked = draw(st.tuples(FAMILY, FAMILY)), 6 * draw(st.integers(0, 2))
    of_first = draw(st.lists(PLACES, min_size=3, max_size=10))
    of_second = draw(st.lists(PLACES, max_size=4))
    return Turn(
        [
            ("insert", file, place, families[file] + asked)
            for file, places in enumerate((of_first, of_second))
            for place in places
        ]
    )


@pytest.fixture
def folders(tmp_path_factory):
    """Folders that are not there yet."""
    folder, numbers = tmp_path_factory.mktemp("edited"), count()
    return (folder / str(number) for number in numbers)


@examples(15)
@given(first=decks(), turns=st.lists(TURNS, min_size=1, max_size=5))
def test_no_history_is_given_to_a_stranger(folders, first, turns):
    assert outcome(next(folders), [first, *turns]).wrong == []
