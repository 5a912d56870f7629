"""Business days and months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.preparation.interviews.business_days import (
    business_days_after,
    business_days_until,
    is_business_day,
    months_after,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
FRIDAY = date(2026, 1, 9)


@given(DAYS, st.integers(1, 60))
def test_the_day_is_a_business_day_with_as_many_of_them_on_the_way(day, count):
    found = business_days_after(day, count)
    assert found.weekday() < 5
    assert business_days_until(day, found) == count


@given(DAYS, st.integers(1, 60))
def test_five_more_business_days_are_a_week(day, count):
    later = business_days_after(day, count + 5)
    assert later == business_days_after(day, count) + timedelta(days=7)


@given(DAYS, st.integers(0, 99), st.integers(0, 99))
def test_business_days_add_up(day, first, second):
    there = day + timedelta(days=first)
    whole = business_days_until(day, there + timedelta(days=second))
    assert whole == business_days_until(day, there) + business_days_until(
        there, there + timedelta(days=second)
    )


def test_a_weekend_has_no_business_days():
    assert [is_business_day(FRIDAY + timedelta(days=n)) for n in range(4)] == [1, 0, 0, 1]
    assert business_days_after(FRIDAY, 1) == date(2026, 1, 12)
    assert business_days_after(FRIDAY, 7) == date(2026, 1, 20)
    assert business_days_until(FRIDAY, date(2026, 1, 11)) == 0
    assert business_days_until(FRIDAY, date(2026, 1, 1)) == 0


@given(DAYS, st.integers(0, 36))
def test_a_month_later_is_the_same_day_or_the_months_last(day, count):
    found = months_after(day, count)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    last = (found + timedelta(days=1)).day == 1
    assert found.day == day.day or (last and found.day < day.day)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_month_ends_are_kept(day, count, found):
    assert months_after(day, count) == found
