"""The way to a date foreseen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import examples

from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput, Done
from flashcards.core.deadline.outlook import Advice, _sample, advice, foresee
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits

TODAY = date(2026, 11, 23)
MODEL, HABITS = Model(), usual_habits()


def inputs(left, minutes=None, done=None):
    budget_s = None if minutes is None else 60.0 * minutes
    aim = Aim(TODAY + timedelta(days=left), TODAY, budget_s)
    return DeadlineInput(TODAY, aim, MODEL, HABITS, done or Done())


def unseen(count):
    return [DeadlineCard(f"{number:04}") for number in range(count)]


def known(count, *, in_steps=False):
    last = TODAY if in_steps else TODAY - timedelta(days=3)
    return [DeadlineCard(f"k{number}", Memory(4.0, 5.0), last, in_steps) for number in range(count)]


@examples(6, thorough=15)
@given(
    st.integers(0, 12),
    st.integers(0, 6),
    st.integers(-2, 60),
    st.none() | st.integers(0, 20),
    st.randoms(use_true_random=False),
)
def test_any_horizon_is_foreseen_the_same_in_whichever_order_the_cards_come(
    new, old, left, minutes, random
):
    cards = [*unseen(new), *known(old)]
    found = foresee(cards, inputs(left, minutes), seed=1)
    random.shuffle(cards)
    assert foresee(cards, inputs(left, minutes), seed=1) == found
    assert len(found.minutes_by_day) == max(0, left)
    assert 0 <= found.worst_tenth <= found.recall <= 1
    assert 0 <= found.unseen <= new


def test_with_time_enough_nearly_all_is_known_on_the_day():
    found = foresee(unseen(60), inputs(40))
    assert found.unseen == 0
    assert found.recall > 0.97
    assert 0.85 < found.worst_tenth < found.recall - 0.02
    assert found.below_80 < 0.02


def test_the_days_minutes_stay_about_within_the_budget():
    found = foresee(unseen(60), inputs(40, 3))
    assert max(found.minutes_by_day) < 1.35 * 3
    assert found.recall < foresee(unseen(60), inputs(40)).recall


def test_nothing_is_known_of_what_is_never_seen():
    found = foresee(unseen(10), inputs(10, 0))
    assert (found.recall, found.below_80, found.unseen) == (0, 1, 10)
    assert sum(found.minutes_by_day) == 0


def test_what_is_done_today_is_not_asked_again():
    """A whole day's budget is used up, so that its first day is empty."""
    found = foresee(unseen(10), inputs(10, 5, Done(2, 300.0)))
    assert found.minutes_by_day[0] == 0
    assert found.minutes_by_day[1] > 0


def test_steps_are_finished_first():
    found = foresee(known(3, in_steps=True), inputs(10, 0))
    assert found.minutes_by_day[0] > 0
    assert sum(found.minutes_by_day[1:]) == 0


def test_runs_are_told_and_many_cards_are_sampled():
    told = []
    found = foresee(unseen(700), inputs(2, 60), progress=lambda *run: told.append(run))
    assert told == [(number, 8) for number in range(1, 9)]
    assert 105 < sum(found.minutes_by_day) < 130
    assert 460 < found.unseen < 560


def test_a_sample_does_not_depend_on_the_order_of_the_cards():
    sample = _sample(unseen(50), 20, 1)
    assert len(sample) == 20
    assert _sample(unseen(50)[::-1], 20, 1) == sample
    assert _sample(unseen(50), 20, 2) != sample
    assert _sample(unseen(50), 50, 1) == unseen(50)


def test_another_seed_is_another_luck():
    first, second = (foresee(unseen(30), inputs(20), seed) for seed in (1, 2))
    assert first != second
    assert first.recall == pytest.approx(second.recall, abs=0.03)


def test_advice_says_how_many_minutes_or_how_few_cards_would_do():
    cards = unseen(160)
    need = advice(cards, inputs(9, 4))
    assert 10 < need.minutes < 40
    assert 16 < need.cards < 80
    free, needed, half = (
        foresee(cards, inputs(9, minutes)).recall
        for minutes in (None, need.minutes, need.minutes / 2)
    )
    assert half < needed - 0.03 < free
    assert needed > free - 0.02
    assert advice(cards[: need.cards], inputs(9, 4)).cards == need.cards
    assert advice(cards, inputs(9)).cards == 160


def test_no_cards_need_no_advice():
    assert advice([], inputs(10, 5)) == Advice(0, 0)
