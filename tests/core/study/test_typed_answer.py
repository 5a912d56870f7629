"""An answer that was typed beside the card's: what differs, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.sides import Sides
from flashcards.core.study.typed_answer import difference, expected_text

TEXTS = st.lists(st.text("abcÄß-", min_size=1, max_size=8), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts_and_what_is_the_same_is_the_same(typed, expected):
    found = difference(typed, expected)
    assert "".join(part.text for part in found.typed) == typed
    assert "".join(part.text for part in found.expected) == expected
    same = ["".join(one.text for one in side if one.is_same).casefold() for side in found]
    assert same[0] == same[1]


@given(TEXTS)
def test_capitals_blanks_and_marks_are_no_difference(text):
    assert difference(f"  **{text.upper()}** ", text.upper()).is_none
    assert difference(text, text).is_none
    assert not difference(f"{text}x", text).is_none


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Sides("?", "**A tree**\nof `one` split."), "A tree of one split."),
        (Sides("[…]", "The mean is the moment.", (), ((4, 8), (16, 22))), "mean, moment"),
    ],
)
def test_what_is_to_be_typed_is_the_answer_or_what_a_cloze_hides(shown, expected):
    assert expected_text(shown) == expected
