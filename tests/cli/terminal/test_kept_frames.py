"""A frame is what JSON says of it; whatever else a database holds is none, and no failure."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.cli.terminal.frame import (
    DrawnCard,
    FirstScreen,
    Frame,
    first_screen_of,
    frame_of,
)
from flashcards.views.markup.blocks import StyledText

TEXTS = st.text(max_size=3)
CLOCK = st.lists(st.builds(StyledText, TEXTS, TEXTS, st.just(()), st.just("")), max_size=3).map(
    tuple
)
FRAMES = st.builds(Frame, TEXTS, st.lists(TEXTS, max_size=3), TEXTS, TEXTS, CLOCK, st.integers())
CARDS = st.builds(
    DrawnCard,
    st.tuples(TEXTS, TEXTS, st.just([]), st.just([[0, 1]])).map(list),
    st.integers(),
    TEXTS,
    st.lists(TEXTS, max_size=3),
    st.integers(),
    st.integers(),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda some: st.lists(some, max_size=4) | st.dictionaries(TEXTS, some, max_size=2),
    max_leaves=8,
)


@given(FRAMES)
def test_a_frame_that_was_kept_is_the_same(frame):
    assert frame_of(json.loads(json.dumps(frame))) == frame


@given(FRAMES, st.integers(0, 5), VALUES)
def test_whatever_is_kept_it_is_a_frame_of_texts_or_none(frame, part, value):
    kept = json.loads(json.dumps(frame))
    kept[part] = value
    found = frame_of(kept)
    if found is not None:
        assert all(isinstance(line, str) for line in found.body)
        assert all(isinstance(one, str) for text in found.clock for one in text[:2])


@given(FRAMES, CARDS)
def test_a_screen_that_was_kept_is_the_same(frame, card):
    screen = FirstScreen(frame, card)
    assert first_screen_of(json.loads(json.dumps(screen))) == screen


@given(FRAMES, CARDS, st.integers(0, 5), VALUES)
def test_whatever_is_kept_of_a_card_it_was_drawn_in_lines_or_there_is_no_screen(
    frame, card, part, value
):
    kept = json.loads(json.dumps([frame, card]))
    kept[1][part] = value
    found = first_screen_of(kept)
    if found is not None:
        assert all(isinstance(line, str) for line in found.card.answer)


@pytest.mark.parametrize("kept", [[], [[]], [[], []], ["ab", "cd"], [{}, {}]])
def test_what_is_of_another_shape_is_no_screen(kept):
    assert first_screen_of(kept) is None


@pytest.mark.parametrize("clock", [[[1, 2, 3]], ["a"], ["ab"], [["a"]], [None], [{}], [["a", 1]]])
def test_a_clock_of_another_shape_is_none(clock):
    assert frame_of(["one?", [], "", "", clock, 0]) is None


@pytest.mark.parametrize("body", [[1], [None], [["a"]]])
def test_a_body_of_other_values_than_lines_is_none(body):
    assert frame_of(["one?", body, "", "", [], 0]) is None
