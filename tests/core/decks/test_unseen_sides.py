"""Sides of which nothing is seen are empty, as blank ones are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.cells import is_seen
from flashcards.core.decks.parse import parse_deck

UNSEEN = st.text("\u200b\u200c\u200d\u2060\ufeff \u00a0", max_size=5)


@given(UNSEEN, st.sampled_from(["a", "\u00ad", "\u0e34", "数", "é"]), UNSEEN)
def test_one_sign_that_is_seen_is_enough(before, sign, after):
    assert not is_seen(before + after)
    assert is_seen(before + sign + after)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Q: \u200b\nA: yes\n", "empty question"),
        ("Q: a?\nA: \u200b\u2060\n", "empty answer"),
        ("- \u200b :: x\n", "empty question"),
        ("- x :: \u2060\n", "empty answer"),
    ],
)
def test_a_side_of_zero_width_signs_is_empty(text, what):
    deck = parse_deck(text, "a.md")
    assert (list(deck.cards), deck.problems[0].message) == ([], what)


def test_a_joiner_between_letters_stays():
    (card,) = parse_deck("Q: a\u200db?\nA: yes\n", "a.md").cards
    assert card.front == "a\u200db?"
