"""The clock of a mock's question: it never gives time back, and says everything once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.preparation.mock.clock import Call, Clock, calls

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
LIMITS = st.integers(1, 3_600)
LOOKS = st.lists(st.timedeltas(timedelta(hours=-2), timedelta(hours=2)))


def looked(limit_s, gaps):
    """The clock at each look, so long after the one before it; back where a gap is negative."""
    now, clock = BEGIN, Clock(limit_s).running(BEGIN)
    yield clock
    for gap in gaps:
        now += gap
        clock = clock.at(now)
        yield clock


@given(LIMITS, LOOKS)
def test_time_used_never_shrinks_nor_passes_the_limit(limit_s, gaps):
    used = [clock.used_s for clock in looked(limit_s, gaps)]
    assert used == sorted(used)
    assert used[0] == 0
    assert max(used) <= limit_s


@given(LIMITS, LOOKS)
def test_time_that_goes_forward_all_counts_and_time_set_back_counts_nothing(limit_s, gaps):
    *_, clock = looked(limit_s, gaps)
    forward = sum((max(gap, timedelta(0)) for gap in gaps), timedelta(0))
    assert clock.used == min(timedelta(seconds=limit_s), forward)
    assert clock.is_over == (forward >= timedelta(seconds=limit_s))


@given(LIMITS, LOOKS)
def test_each_call_is_made_once_and_in_order_however_rarely_one_looks(limit_s, gaps):
    seen = list(looked(limit_s, gaps))
    said = [call for before, now in pairwise(seen) for call in calls(before, now)]
    assert said == list(Call)[: len(said)]
    assert (Call.END in said) == seen[-1].is_over


@given(LIMITS, LOOKS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_clock_that_stands_uses_nothing_and_goes_on_where_it_stood(limit_s, gaps, away):
    *_, clock = looked(limit_s, gaps)
    standing = Clock(limit_s, clock.used)
    assert standing.at(BEGIN + away) == standing
    again = BEGIN + away
    gone_on = standing.running(again).at(again + timedelta(seconds=1))
    assert gone_on.used == min(timedelta(seconds=limit_s), clock.used + timedelta(seconds=1))


@given(LIMITS, st.timedeltas(timedelta(0), timedelta(hours=2)))
def test_whole_seconds_never_give_time_back(limit_s, used):
    clock = Clock(limit_s).running(BEGIN).at(BEGIN + used)
    assert timedelta(seconds=clock.used_s) >= clock.used
    assert clock.left_s == limit_s - clock.used_s


def test_a_question_of_two_minutes():
    clock = Clock(120).running(BEGIN)
    half = clock.at(BEGIN + timedelta(seconds=60))
    most = half.at(BEGIN + timedelta(seconds=96))
    end = most.at(BEGIN + timedelta(minutes=9))
    assert calls(clock, half) == (Call.HALF,)
    assert calls(half, most) == (Call.MOST,)
    assert calls(most, end) == (Call.END,)
    assert calls(end, end.at(BEGIN + timedelta(hours=9))) == ()
    assert (half.left_s, most.left_s, end.left_s) == (60, 24, 0)
    assert not most.is_over
    assert end.is_over
