"""Seeded fuzz within FSRS's ranges."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.spread import interval_range, seeded_interval


@given(st.integers(1, 40_000), st.integers(1, 36_500))
def test_a_range_lies_around_the_interval_and_under_the_maximum(interval, maximum):
    interval = min(interval, maximum)
    shortest, longest = interval_range(interval, maximum)
    assert 1 <= shortest <= longest <= maximum
    assert shortest <= interval <= max(longest, interval)


@given(st.integers(1, 40_000), st.text(), st.integers(0, 500))
def test_the_same_card_and_review_count_give_the_same_interval(interval, card, reps):
    shortest, longest = interval_range(interval, 36_500)
    drawn = seeded_interval(shortest, longest, card, reps)
    assert shortest <= drawn <= longest
    assert drawn == seeded_interval(shortest, longest, card, reps)


def test_ranges_are_those_of_fsrs():
    """Worked by hand: 1 day, and 15 % of 2.5..7, 10 % of 7..20, 5 % of the rest."""
    ranges = {days: interval_range(days, 36_500) for days in (1, 2, 3, 7, 10, 20, 50, 100)}
    assert ranges == {
        1: (1, 1),
        2: (2, 2),
        3: (2, 4),
        7: (5, 9),
        10: (8, 12),
        20: (17, 23),
        50: (46, 54),
        100: (93, 107),
    }


def test_a_range_is_drawn_from_evenly():
    drawn = Counter(seeded_interval(46, 54, f"card {n}", 3) for n in range(9_000))
    assert set(drawn) == set(range(46, 55))
    assert max(drawn.values()) < 1.2 * min(drawn.values())
