"""Which backups stay."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.pruning import DAYS, LEAST, MONTHS, WEEKS, in_room, kept

BEGIN = date(2025, 1, 1)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
AGES = st.lists(st.integers(0, 60) | st.integers(0, 800), max_size=60)
HISTORIES = AGES.map(lambda ages: sorted(TODAY - age * DAY for age in ages))

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
STORED = st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 400)), max_size=40).map(
    lambda backups: sorted(backups, key=lambda one: -one[0])
)
"""The ages of backups in hours, and what they take, oldest first."""


def thinned(days, today=TODAY):
    """The days of the backups that stay."""
    places = kept(days, today)
    return [day for place, day in enumerate(days) if place in places]


@given(HISTORIES)
def test_all_of_today_and_yesterday_stay(days):
    late = [day for day in days if day >= TODAY - DAY]
    assert thinned(days)[len(thinned(days)) - len(late) :] == late


@given(HISTORIES)
def test_the_newest_always_stays(days):
    assert thinned(days)[-1:] == days[-1:]


@given(HISTORIES)
def test_of_what_is_older_no_more_stays_than_the_rule_has_places(days):
    assert sum(day < TODAY - DAY for day in thinned(days)) <= DAYS + WEEKS + MONTHS


@given(HISTORIES)
def test_thinning_the_thinned_changes_nothing(days):
    once = thinned(days)
    assert thinned(once) == once


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4)), max_size=40))
def test_thinning_after_every_backup_leaves_what_thinning_once_would(steps):
    """Hence nothing is missing later because it was thinned too early."""
    every, left, today = [], [], BEGIN
    for gap, backups in steps:
        today += gap * DAY
        every += [today] * backups
        left = thinned([*left, *[today] * backups], today)
    assert left == thinned(every, today)


@given(HISTORIES, st.integers(0, 100))
def test_what_waiting_would_keep_is_kept_now(days, wait):
    """A backup that will have a place tomorrow has one today."""
    assert kept(days, TODAY + wait * DAY) <= kept(days, TODAY)


@given(HISTORIES)
def test_a_newer_backup_costs_the_oldest_week_and_month_and_its_own_bucket_no_others(days):
    gone = kept(days, TODAY) - kept([*days, TODAY], TODAY)
    lost = [days[place] for place in gone]
    this_week = [day for day in lost if day.isocalendar()[:2] == TODAY.isocalendar()[:2]]
    this_month = [day for day in lost if (day.year, day.month) == (TODAY.year, TODAY.month)]
    assert len(set(lost) - set(this_week) - set(this_month)) <= 2
    assert len(set(this_week)) <= 1


def test_a_backup_a_day_leaves_days_then_weeks_then_months():
    days = [BEGIN + number * DAY for number in range((TODAY - BEGIN).days + 1)]
    left = thinned(days)
    assert left[-14:] == days[-14:]
    assert [f"{day:%a %d %b}" for day in left[:-14]] == [
        *("Tue 31 Mar", "Thu 30 Apr", "Sun 31 May", "Tue 30 Jun", "Fri 31 Jul", "Mon 31 Aug"),
        *("Sun 27 Sep", "Wed 30 Sep", "Sun 04 Oct", "Sun 11 Oct", "Sun 18 Oct", "Sun 25 Oct"),
        *("Sat 31 Oct", "Sun 01 Nov", "Sun 08 Nov"),
    ]


def test_a_long_pause_costs_no_backup():
    days = [BEGIN + number * DAY for number in range(5)]
    assert thinned(days) == days


def test_of_a_day_long_ago_the_newest_stays():
    assert kept([BEGIN, BEGIN, BEGIN], TODAY) == {2}


def test_what_a_clock_set_back_put_into_the_future_stays():
    assert kept([TODAY + DAY, TODAY + DAY], TODAY) == {0, 1}


def test_of_nothing_nothing_stays():
    assert kept([], TODAY) == set()


# Room


def roomed(backups, room):
    ages, sizes = ([one[part] for one in backups] for part in (0, 1))
    return in_room([NOW - age * HOUR for age in ages], sizes, room, NOW)


@given(STORED, st.integers(0, 4_000))
def test_what_stays_has_room_or_is_the_least_there_can_be(backups, room):
    left = roomed(backups, room)
    assert sum(backups[place][1] for place in left) <= room or len(left) == min(LEAST, len(backups))


@given(STORED, st.integers(0, 4_000))
def test_the_newest_and_the_oldest_stay(backups, room):
    assert roomed(backups, room) >= ({0, len(backups) - 1} if backups else set())


@given(STORED, st.integers(0, 4_000), st.integers(0, 4_000))
def test_more_room_costs_no_backup(backups, room, more):
    assert roomed(backups, room) <= roomed(backups, room + more)


@given(STORED)
def test_with_room_for_all_all_stay(backups):
    assert roomed(backups, sum(size for _, size in backups)) == set(range(len(backups)))


def test_where_room_is_scarce_what_stays_grows_sparser_with_age():
    backups = [(age, 150) for age in [*range(9_000, 24, -24), *range(24, -1, -1)]]
    assert [backups[place][0] for place in sorted(roomed(backups, 1_000))] == [
        *(9_000, 936, 120, 24, 8, 0)
    ]


def test_what_a_clock_set_back_put_into_the_future_has_its_place_too():
    assert in_room([NOW, *[NOW + HOUR] * 5], [1] * 6, 1, NOW) == {0, 5, 4, 3}
