"""Too many reviews for a day, spread over days to come."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.scheduling.postponing import (
    OverdueCard,
    by_day,
    by_need,
    days_for,
    least_per_day,
)

TODAY = date(2026, 1, 5)
DAY = timedelta(days=1)
CARDS = st.builds(
    OverdueCard,
    st.text("abcdef", min_size=4, max_size=4),
    st.integers(0, 400),
    st.floats(0.1, 400),
    st.floats(0.1, 400),
)
BACKLOGS = st.lists(CARDS, max_size=30, unique_by=lambda one: one.card)
SHARES = st.dictionaries(
    st.sampled_from(["monday", "tuesday", "saturday", "sunday", "2026-01-07", "2026-01-08"]),
    st.sampled_from([0.0, 0.3, 0.5, 1.0]),
)
CALENDARS = st.builds(
    Calendar,
    st.dictionaries(st.integers(0, 12).map(lambda days: TODAY + days * DAY), st.integers(0, 9)),
    SHARES,
    st.sampled_from([(), ((TODAY, TODAY),), ((TODAY + 2 * DAY, TODAY + 9 * DAY),)]),
)


def card(name="a", elapsed_days=10, interval_days=5.0, stability=5.0):
    """A card that is due."""
    return OverdueCard(name, elapsed_days, interval_days, stability)


@given(BACKLOGS, CALENDARS, st.integers(1, 9))
def test_no_day_has_more_than_it_takes_unless_it_had_before(backlog, calendar, per_day):
    days = days_for(backlog, TODAY, calendar, per_day)
    assert days.keys() == {one.card for one in backlog}
    for day, cards in by_day(days).items():
        assert day >= TODAY
        assert calendar.due.get(day, 0) + cards < per_day * calendar.share(day) + 1
        assert calendar.share(day)


@given(BACKLOGS, CALENDARS, st.integers(1, 9))
def test_no_card_waits_longer_than_one_that_needs_it_less(backlog, calendar, per_day):
    days = days_for(backlog, TODAY, calendar, per_day)
    in_turn = [days[one.card] for one in by_need(backlog)]
    assert in_turn == sorted(in_turn)
    assert days == days_for(backlog[::-1], TODAY, calendar, per_day)


@given(BACKLOGS, CALENDARS, st.integers(1, 14))
def test_the_least_a_day_is_enough_for_the_days_and_one_less_is_not(backlog, calendar, count):
    ahead = {TODAY + number * DAY for number in range(count)}
    least = least_per_day(len(backlog), TODAY, calendar, count)
    if least is None:
        assert not any(map(calendar.share, ahead))
        return
    assert ahead.issuperset(days_for(backlog, TODAY, calendar, least).values())
    if least > 1:
        assert not ahead.issuperset(days_for(backlog, TODAY, calendar, least - 1).values())


def test_what_is_most_overdue_for_its_interval_stays_today():
    """Five days late is much for an interval of five days, and little for one of a hundred."""
    late, hardly = card("late", 10, 5.0), card("hardly", 105, 100.0, 100.0)
    days = days_for([hardly, late], TODAY, Calendar(), 1)
    assert days == {"late": TODAY, "hardly": TODAY + DAY}


def test_of_cards_as_overdue_the_more_stable_waits():
    weak, strong = card("z", stability=2.0), card("a", stability=9.0)
    assert [one.card for one in by_need([strong, weak])] == ["z", "a"]


def test_an_interval_of_less_than_a_day_counts_as_one():
    assert card(elapsed_days=1, interval_days=0.2).overdueness == 0


def test_a_day_that_is_full_already_takes_none():
    calendar = Calendar({TODAY: 1, TODAY + DAY: 5})
    days = days_for([card("a"), card("b"), card("c")], TODAY, calendar, 2)
    assert by_day(days) == {TODAY: 1, TODAY + 2 * DAY: 2}
