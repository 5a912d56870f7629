"""The learner's habits: the usual ones, moved by answers."""

from collections import Counter
from dataclasses import astuple, replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory.fsrs_model import usual_habits
from flashcards.core.memory.habits import GradeCounts, grade_counts, habits_of, with_answer_time
from flashcards.core.rating import Rating
from flashcards.core.schedule import State

USUAL = usual_habits()


class GradedAnswer(NamedTuple):
    """A grade, the state it found, and the grade before it where the card was in steps."""

    found: State
    before: Rating | None
    rating: Rating
    counted_ms: int | None = None


REVIEWS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(Rating),
        st.none() | st.integers(0, 60_000),
        st.booleans(),
    ),
    max_size=30,
)
ANSWERS = st.lists(
    st.builds(
        GradedAnswer,
        st.sampled_from(State),
        st.none() | st.sampled_from(Rating),
        st.sampled_from(Rating),
        st.none() | st.integers(0, 60_000),
    ),
    max_size=60,
)


def counted(answers):
    """The answers counted, one by one."""
    found = GradeCounts(Counter(), Counter(), Counter())
    for one in answers:
        found.grades[one[:3]] += 1
        if one.counted_ms is not None:
            cell = State.LEARNING if one.found is State.NEW else one.found, one.rating
            found.timed[cell] += 1
            found.spent_ms[cell] += one.counted_ms
    return found


def answers_of(reviews):
    """Each review, in order, with the state it found: steps follow until a due day is chosen."""
    last, learned = {}, set()
    for card, rating, counted_ms, steps_follow in reviews:
        state, before = State.NEW, None
        if card in last and last[card][1]:
            state = State.RELEARNING if card in learned else State.LEARNING
            before = last[card][0]
        elif card in last:
            state = State.REVIEW
        yield GradedAnswer(state, before, rating, counted_ms)
        last[card] = rating, steps_follow
        learned |= set() if steps_follow else {card}


def shares(habits):
    return [habits.first, habits.recalled, *habits.learning, *habits.relearning]


@given(answers=ANSWERS, data=st.data())
def test_the_order_of_answers_does_not_matter(answers, data):
    shuffled = data.draw(st.permutations(answers))
    assert habits_of(counted(shuffled), USUAL) == habits_of(counted(answers), USUAL)


@given(answers=ANSWERS)
def test_shares_are_above_0_and_come_to_1_and_an_answer_takes_up_to_its_limit(answers):
    habits = habits_of(counted(answers), USUAL)
    for row in shares(habits):
        assert min(row) > 0
        assert sum(row) == pytest.approx(1, abs=2e-4)
    for seconds in (habits.learning_s, habits.review_s, habits.relearning_s):
        assert all(0 < one <= 60 for one in seconds)


def test_without_answers_habits_are_the_usual_ones():
    assert flat(habits_of(counted([]), USUAL)) == pytest.approx(flat(USUAL))


def flat(habits):
    found = []
    for part in astuple(habits):
        for cell in part:
            found.extend(cell if isinstance(cell, tuple) else [cell])
    return found


def test_the_usual_weighs_as_much_as_twenty_answers():
    answers = [GradedAnswer(State.NEW, None, Rating.EASY, 40_000)] * 20
    habits = habits_of(counted(answers), USUAL)
    assert habits.first == pytest.approx(
        [*(share / 2 for share in USUAL.first[:3]), USUAL.first[3] / 2 + 0.5]
    )
    assert habits.learning_s[3] == pytest.approx((USUAL.learning_s[3] + 40) / 2)
    assert habits.learning_s[:3] == pytest.approx(USUAL.learning_s[:3])
    for row, usual in zip(shares(habits)[1:], shares(USUAL)[1:], strict=True):
        assert row == pytest.approx(usual)


def test_each_state_moves_its_own_figures():
    answers = [
        *[GradedAnswer(State.REVIEW, None, Rating.HARD, 30_000)] * 500,
        *[GradedAnswer(State.REVIEW, None, Rating.AGAIN, None)] * 500,
        *[GradedAnswer(State.LEARNING, Rating.HARD, Rating.AGAIN, 1_000)] * 500,
        *[GradedAnswer(State.RELEARNING, Rating.AGAIN, Rating.EASY, 2_000)] * 500,
    ]
    habits = habits_of(counted(answers), USUAL)
    assert habits.recalled[0] > 0.9
    assert habits.review_s[Rating.HARD - 1] == pytest.approx(30, abs=1)
    assert habits.review_s[0] == pytest.approx(USUAL.review_s[0])
    assert habits.learning[1][0] > 0.9
    assert habits.learning[0] == pytest.approx(USUAL.learning[0])
    assert habits.learning_s[0] < 2
    assert habits.relearning[0][3] > 0.9
    assert habits.relearning_s[3] < 3
    assert habits.first == pytest.approx(USUAL.first)


def test_the_state_an_answer_found_follows_from_the_reviews_before_it():
    said = [
        ("one", Rating.AGAIN, True),
        ("two", Rating.EASY, False),
        ("one", Rating.HARD, True),
        ("one", Rating.GOOD, False),
        ("one", Rating.AGAIN, True),
        ("one", Rating.GOOD, False),
        ("two", Rating.GOOD, False),
    ]
    reviews = [(card, rating, 7, steps) for card, rating, steps in said]
    assert [(one.found, one.before, one.rating) for one in answers_of(reviews)] == [
        (State.NEW, None, Rating.AGAIN),
        (State.NEW, None, Rating.EASY),
        (State.LEARNING, Rating.AGAIN, Rating.HARD),
        (State.LEARNING, Rating.HARD, Rating.GOOD),
        (State.REVIEW, None, Rating.AGAIN),
        (State.RELEARNING, Rating.AGAIN, Rating.GOOD),
        (State.REVIEW, None, Rating.GOOD),
    ]
    assert {one.counted_ms for one in answers_of(reviews)} == {7}
    assert +grade_counts(reviews).grades == counted(answers_of(reviews)).grades


@given(REVIEWS)
def test_reviews_are_counted_as_if_each_were_looked_at_by_itself(reviews):
    found, plain = grade_counts(reviews), counted(answers_of(reviews))
    assert [+counts for counts in found] == [+counts for counts in plain]


@given(st.floats(0.1, 600))
def test_other_times_keep_the_grades_and_their_proportions(answer_s):
    usual = usual_habits()
    paced = with_answer_time(usual, answer_s)
    assert replace(paced, **times_of(usual)) == usual
    factor = paced.review_s[0] / usual.review_s[0]
    for own, before in zip(times_of(paced).values(), times_of(usual).values(), strict=True):
        assert own == pytest.approx([factor * one for one in before])
    failed, *passed = paced.review_s
    mean = 0.1 * failed + 0.9 * sum(s * p for s, p in zip(passed, paced.recalled, strict=True))
    assert mean == pytest.approx(answer_s)


def times_of(habits):
    """The seconds of habits."""
    return {name: getattr(habits, name) for name in ("learning_s", "review_s", "relearning_s")}
