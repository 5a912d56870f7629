"""How far a session is, in one line of any width."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.cells import cells
from flashcards.core.study.answer_time import AnswerTime
from flashcards.core.study.remaining import Waiting
from flashcards.core.study.session import Session, Shown
from flashcards.core.study.time_left import TimeLeft
from flashcards.core.study.timing import Timing
from flashcards.views.study.status import status_line

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
TIMINGS = st.none() | st.builds(
    Timing, st.integers(0, 10_000_000), st.sampled_from([1, 30, 90, 2_700])
)


def session(answered, waiting):
    """One that has a card shown, and so many waiting."""
    cards = tuple(f"c{number}" for number in range(waiting))
    return Session(Waiting(cards), shown=Shown("shown", AT), answered=answered)


@given(
    st.integers(0, 5_000),
    st.integers(0, 50),
    st.none() | st.integers(0, 900),
    TIMINGS,
    st.integers(8, 200),
)
def test_it_fits_the_column_and_keeps_the_clock(answered, waiting, mins, clock, width):
    line = status_line(None, session(answered, waiting), mins, clock, width)
    text = "".join(part.text for part in line)
    assert cells(text) <= width
    assert (clock is None) or text[-1:] == "…" or text.endswith(f"{clock.limit_s % 60:02}")
    assert clock is not None or f"{waiting + 1} left" in text


@pytest.mark.parametrize(
    ("taken_s", "style"),
    [(0, "faint"), (71, "faint"), (72, "late"), (90, "late"), (90.001, "over"), (500, "over")],
)
def test_a_clock_is_calm_until_four_fifths_then_clear_then_over(taken_s, style):
    *_, clock = status_line(None, session(0, 0), None, Timing(int(taken_s * 1000), 90), 80)
    assert clock.style == style


def test_the_bar_grows_with_what_is_answered():
    def done(answered, waiting):
        return status_line(None, session(answered, waiting), None, None, 80)[0].text

    assert [len(done(answered, 9 - answered)) for answered in (0, 5, 9)] == [0, 10, 18]


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_minutes_left_are_those_of_every_answer_to_come(new, seen):
    left = TimeLeft(AnswerTime(60_000), frozenset(f"n{number}" for number in range(new)))
    cards = [*left.new, *(f"s{number}" for number in range(seen))]
    assert left.minutes(Session(Waiting(tuple(cards)))) == 2 * new + seen
