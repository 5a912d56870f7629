"""The clock of a question, without waiting."""

from datetime import timedelta

from histories import BEGIN
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.statistics.limits import KeptLimits, TimedAnswer, kept_limits
from flashcards.core.study.session import Shown
from flashcards.core.study.timing import Timing, answer_ms, revealed_ms, taken_ms, timing

LATER = st.timedeltas(timedelta(days=-2), timedelta(days=2))
TIMINGS = st.builds(Timing, st.integers(0, 10**8), st.integers(0, 10**5))
ANSWERS = st.lists(
    st.builds(
        TimedAnswer,
        st.sampled_from("abcdefg"),
        st.sampled_from([60, 90, 120]),
        st.none() | st.integers(0, 200_000),
    ),
    max_size=20,
)


def after(seconds):
    """So long after the question appeared."""
    return BEGIN + timedelta(seconds=seconds)


@given(LATER, LATER)
def test_a_clock_never_shows_less_than_nothing_wherever_it_is_set(revealed, now):
    for shown in (Shown("x", BEGIN), Shown("x", BEGIN, BEGIN + revealed)):
        stands = timing(shown, 90, BEGIN + now)
        assert stands.taken_ms >= 0
        assert stands.taken_s >= 0
        assert stands.over_s >= 0
        assert taken_ms(shown, BEGIN + now) >= 0


@given(TIMINGS)
def test_the_next_second_is_shown_when_the_wait_is_over_and_not_before(stands):
    assert 0 < stands.next_s <= 1
    wait_ms = round(stands.next_s * 1000)
    assert stands._replace(taken_ms=stands.taken_ms + wait_ms).taken_s == stands.taken_s + 1
    assert stands._replace(taken_ms=stands.taken_ms + wait_ms - 1).taken_s == stands.taken_s


@given(TIMINGS)
def test_an_answer_is_over_time_exactly_when_it_took_longer_than_it_may(stands):
    assert (stands.over_s > 0) == (stands.taken_ms > stands.limit_s * 1000)


@given(LATER)
def test_a_clock_stands_still_from_the_reveal_on(later):
    opened = Shown("x", BEGIN, after(50))
    assert timing(opened, 90, BEGIN + later) == Timing(50_000, 90)


def test_a_clock_by_an_example():
    shown = Shown("x", BEGIN)
    assert timing(shown, 90, after(42)) == Timing(42_000, 90)
    assert [timing(shown, 90, after(s)).over_s for s in (89, 90, 90.2, 102)] == [0, 0, 1, 12]
    assert timing(shown, None, after(42)) is None
    assert timing(None, 90, after(42)) is None


def test_what_is_said_aloud_is_over_at_the_reveal():
    assert revealed_ms(Shown("x", BEGIN, after(100))) == 100_000
    assert revealed_ms(Shown("x", BEGIN)) is None
    assert answer_ms(150_000, 100_000) == 100_000
    assert answer_ms(150_000, None) == 150_000
    assert answer_ms(150_000, 0) == 0
    assert answer_ms(None, None) is None


@given(ANSWERS)
def test_every_question_of_an_area_is_in_one_row_and_every_answer_too(answers):
    areas = dict.fromkeys("abc", "theory") | dict.fromkeys("de", "design")
    rows = kept_limits(answers, areas)
    counted = [one for one in answers if one.card in areas]
    assert sum(row.questions for row in rows) == len({one.card for one in counted})
    assert sum(row.answers for row in rows) == len(counted)
    assert sum(row.answers_kept for row in rows) == sum(one.is_kept for one in counted)
    assert all(row.kept <= row.questions and row.answers_kept <= row.answers for row in rows)


def test_a_question_counts_by_its_latest_answer():
    slow, fast = TimedAnswer("a", 120, 130_000), TimedAnswer("a", 120, 120_000)
    unknown = TimedAnswer("b", 120, None)
    areas = {"a": "theory", "b": "theory"}
    assert kept_limits([slow, unknown, fast], areas) == (KeptLimits("theory", 120, 2, 1, 3, 1),)
    assert kept_limits([fast, slow], areas) == (KeptLimits("theory", 120, 1, 0, 2, 1),)
    longer = slow._replace(limit_s=180)
    assert kept_limits([slow, longer], areas) == (
        KeptLimits("theory", 120, 0, 0, 1, 0),
        KeptLimits("theory", 180, 1, 1, 1, 1),
    )
