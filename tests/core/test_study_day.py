"""Instants and study days (law 7)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.study_day import Moment, study_day, study_day_start

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
     "Africa/Casablanca", "America/Sao_Paulo", "Pacific/Apia"]
).map(ZoneInfo)  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
HOURS = st.integers(0, 23)


@given(DAYS, ZONES, HOURS)
def test_a_study_day_begins_at_its_start_and_the_one_before_ends_there(day, zone, hour):
    start = study_day_start(day, zone, hour)
    assert start.tzinfo is UTC
    if study_day(start, zone, hour) == day:  # all but a calendar day that a zone left out
        assert study_day(start - timedelta(microseconds=1), zone, hour) < day


@given(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
       st.timedeltas(timedelta(0), timedelta(days=3)), ZONES, HOURS)  # fmt: skip
def test_later_instants_never_belong_to_earlier_study_days(at, later, zone, hour):
    if hour >= 3:  # clocks go back by night: an hour that is lived twice is one study day
        assert study_day(at + later, zone, hour) >= study_day(at, zone, hour)


def test_the_night_belongs_to_the_evening_before():
    late = datetime(2026, 11, 23, 2, 30, tzinfo=BERLIN)
    assert study_day(late, BERLIN, 4) == date(2026, 11, 22)
    assert study_day(late, BERLIN, 0) == date(2026, 11, 23)


def test_a_study_day_is_23_hours_long_when_clocks_go_forward_and_25_when_back():
    def hours(day):
        next_day = day + timedelta(days=1)
        begun, ended = (study_day_start(d, BERLIN, 4) for d in (day, next_day))
        return (ended - begun) / timedelta(hours=1)

    assert hours(date(2026, 3, 28)) == 23
    assert hours(date(2026, 10, 24)) == 25
    assert hours(date(2026, 11, 24)) == 24


def test_a_moment_knows_its_day_and_its_offset():
    moment = Moment(datetime(2026, 7, 1, 1, 59, tzinfo=UTC), BERLIN)
    assert moment.today(4) == date(2026, 6, 30)
    assert moment.utc_offset_s == 7200
