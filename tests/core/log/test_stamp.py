"""The logical clock: what it follows, and which clocks say nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.json_values import readers_of
from flashcards.core.log.stamp import (
    CREDIBLE,
    FOLLOWED,
    LAST_CLOCK,
    OWN_FOLLOWED,
    Stamp,
    clock_at,
    counted_clock,
    tick,
)

INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(5999, 12, 31), timezones=st.just(UTC))
CLOCKS = st.integers(0, 2**63 - 1)
NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)


@given(INSTANTS, INSTANTS)
def test_a_later_instant_never_has_an_earlier_clock(one, other):
    first, second = sorted((one, other))
    assert 0 <= clock_at(first) <= clock_at(second) < FOLLOWED


@given(st.integers(0, OWN_FOLLOWED), INSTANTS)
def test_what_is_written_after_what_is_followed_is_read_as_it_stands(latest, now):
    clock = tick(latest, now)
    assert latest < clock <= CREDIBLE < LAST_CLOCK
    assert counted_clock(clock, now) == clock
    assert readers_of(Stamp)["clock"](clock) == clock


@given(CLOCKS, INSTANTS)
def test_a_clock_counts_alike_however_often_it_is_read(clock, at):
    counted = counted_clock(clock, at)
    assert counted <= CREDIBLE
    assert counted_clock(counted, at) == counted
    assert counted == clock or clock > CREDIBLE


@given(st.integers(CREDIBLE + 1, 2**63 - 2**33), st.lists(st.integers(0, 10**9), max_size=9))
def test_facts_after_an_absurd_clock_keep_their_order(poison, gaps):
    """As a version wrote them that followed every clock; the first may be at a seam."""
    clock, at, counted = poison + 2**32 - poison % 2**32, NOW, []
    for gap in gaps:
        clock, at = clock + 1, at + timedelta(milliseconds=gap)
        counted.append(counted_clock(clock, at))
    assert counted == sorted(set(counted))


def test_the_clock_of_a_machine_that_is_absurdly_ahead_is_ahead_and_followed():
    there = clock_at(datetime(5000, 1, 1, tzinfo=UTC))
    assert clock_at(NOW) < there < FOLLOWED


@pytest.mark.parametrize("clock", [LAST_CLOCK + 1, 2**63 - 2**32, -1, True, 1.0])
def test_a_clock_beyond_what_any_instant_has_is_none(clock):
    with pytest.raises((TypeError, ValueError)):
        readers_of(Stamp)["clock"](clock)


def test_the_bound_lies_beyond_every_instant():
    latest = (datetime(5999, 12, 31, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    assert readers_of(Stamp)["clock"](LAST_CLOCK) == LAST_CLOCK > int(latest * 1_000) << 16
