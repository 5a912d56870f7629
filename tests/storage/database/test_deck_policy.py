"""What a deck says of itself is stored in one text: its policy, and that answers are typed."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.deck import DeckSettings
from flashcards.core.schedule import Overrides
from flashcards.storage.projection.overrides import (
    is_typed,
    of_deck_text,
    overrides_of,
    overrides_text,
)

STEPS = st.none() | st.lists(st.integers(1, 86_400), max_size=3).map(
    lambda some: tuple(timedelta(seconds=one) for one in some)
)
OVERRIDES = st.builds(
    Overrides,
    st.none() | st.floats(0.7, 0.99),
    STEPS,
    STEPS,
    st.none() | st.integers(1, 36_500),
)


@given(OVERRIDES, st.booleans())
def test_it_is_read_as_it_was_written_and_no_schedule_knows_what_is_typed(policy, typed):
    text = of_deck_text(DeckSettings(policy=policy, typed=typed))
    assert (overrides_of(text), is_typed(text)) == (policy, typed)
    assert typed or text == overrides_text(policy)
    assert not is_typed(overrides_text(policy))
