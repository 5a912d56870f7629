"""Pictures of block characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.views.bars import columns, neat_top, row, sparkline

VALUES = st.lists(st.floats(0, 1e6) | st.integers(0, 300), max_size=90)


@given(values=VALUES)
def test_a_sparkline_has_one_character_a_value_and_the_highest_is_full(values):
    line = sparkline(values)
    assert len(line) == len(values)
    assert all((mark == " ") == (value == 0) for mark, value in zip(line, values, strict=True))
    if any(values):
        assert line[values.index(max(values))] == "█"


@given(value=st.floats(0, 100), width=st.integers(1, 60))
def test_a_bar_is_never_longer_than_its_width_and_any_value_is_seen(value, width):
    bar = row(value, 100, width)
    assert len(bar) <= width
    assert bool(bar) == (value > 0)
    assert " " not in bar


@given(values=VALUES, height=st.integers(1, 12), width=st.integers(1, 120))
def test_a_chart_fits_its_width_if_there_is_room_for_a_scale_at_all(values, height, width):
    labels = [f"{number} Jan" for number in range(len(values))]
    lines = columns(values, labels, height, width)
    assert len(lines) == height + 2
    assert max(map(len, lines)) <= max(width, len(lines[0].partition("┤")[0]) + 2)
    assert all(line == line.rstrip() for line in lines)


@given(highest=st.floats(1e-6, 1e12))
def test_the_top_of_a_scale_is_above_the_highest_value_and_not_far(highest):
    assert highest <= neat_top(highest) <= 2 * highest


def test_a_sparkline_is_as_high_as_its_share_and_nothing_is_a_blank():
    assert sparkline([0, 1, 4, 8]) == " ▁▄█"
    assert (sparkline([]), sparkline([0, -1])) == ("", "  ")


def test_a_bar_is_drawn_in_eighths():
    assert row(8, 8, 4) == "████"
    assert row(3, 8, 4) == "█▌"
    assert row(0.001, 8, 4) == "▏"
    assert row(0, 0, 4) == ""


def test_a_chart_has_a_scale_an_axis_and_labels_below_their_columns():
    assert columns([12, 6, 3, 0], ["Mon", "Tue", "Wed", "Thu"], 2, 40) == [
        "12 ┤█████",
        "   │█████ █████ ▄▄▄▄▄",
        " 0 └────────────────────────",
        "    Mon   Tue   Wed   Thu",
    ]


def test_where_there_is_little_room_columns_are_merged_and_labels_left_out():
    values = list(range(40))
    labels = [f"{number} Jan" for number in values]
    assert columns(values, labels, 1, 24) == [
        "40 ┤▁▁▁▁▂▂▃▃▃▄▄▅▅▅▆▆▇▇▇█",
        " 0 └────────────────────",
        "    0 Jan  14 Jan 28 Jan",
    ]


def test_a_chart_of_nothing_is_an_empty_scale():
    assert columns([], [], 1, 20) == ["1 ┤", "0 └", ""]


@pytest.mark.parametrize(
    ("highest", "top"), [(0, "1"), (0.18, "0.2"), (1.1, "1.2"), (31, "40"), (1_201, "1,500")]
)
def test_the_scale_ends_at_a_neat_number(highest, top):
    assert columns([highest], ["a"], 1, 20)[0].partition(" ")[0] == top
