"""Seeded fuzz within FSRS's ranges."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.scheduling.load_balancing import (
    Calendar,
    balanced_day,
    interval_range,
    seeded_interval,
)
from flashcards.core.setting_rules import WEEKDAYS


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


DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
RANGES = st.tuples(DAYS, st.integers(0, 60)).map(lambda r: (r[0], r[0] + timedelta(days=r[1])))
CALENDARS = st.builds(
    Calendar,
    st.dictionaries(DAYS, st.integers(0, 200)),
    st.dictionaries(st.sampled_from(WEEKDAYS), st.floats(0, 1)),
    st.lists(st.tuples(DAYS, DAYS).map(sorted).map(tuple), max_size=2),
)


@given(RANGES, CALENDARS, st.sets(DAYS), st.text(), st.integers(0, 500))
def test_a_day_of_the_range_is_chosen_the_same_every_time(days, calendar, apart, card, n):
    chosen = balanced_day(days, calendar, apart, card, n)
    assert days[0] <= chosen <= days[1]
    assert chosen == balanced_day(days, calendar, apart, card, n)


@given(RANGES, CALENDARS, st.text(), st.integers(0, 500))
def test_no_day_of_the_range_has_less_to_do_than_the_chosen_one(days, calendar, card, n):
    chosen = balanced_day(days, calendar, (), card, n)
    every = [days[0] + timedelta(days=number) for number in range((days[1] - days[0]).days + 1)]
    assert calendar.load(chosen) == min(map(calendar.load, every))


def test_a_day_with_half_the_share_gets_half_the_cards():
    """Sunday is easy, and the range is a week: 130 answers one after the other."""
    monday = date(2026, 1, 5)
    week = monday, monday + timedelta(days=6)
    due = Counter()
    for number in range(130):
        calendar = Calendar(due, {"sunday": 0.5})
        due[balanced_day(week, calendar, (), f"card {number}", 1)] += 1
    assert sorted(due.values()) == [10, 20, 20, 20, 20, 20, 20]
    assert due[week[1]] == 10


def test_easy_days_breaks_and_siblings_are_avoided_where_there_is_a_choice():
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=number) for number in range(4)]
    easy = Calendar({days[2]: 50}, {"monday": 0, days[1].isoformat(): 0}, ((days[3], days[3]),))
    assert balanced_day((monday, days[3]), easy, (), "card", 1) == days[2]
    assert balanced_day((monday, monday), easy, (), "card", 1) == monday
    assert balanced_day((days[0], days[1]), Calendar(), {days[0]}, "card", 1) == days[1]
    assert easy.share(days[2]) == 1
    assert Calendar(easy_days={"monday": 0, "2026-01-05": 1}).share(monday) == 1
