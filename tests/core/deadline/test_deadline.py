"""The plan towards a date: laws first, then what it does on a few days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.card import Source
from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput, Done
from flashcards.core.deadline.new_cards import new_today
from flashcards.core.deadline.plan import todays_plan
from flashcards.core.deadline.strategy import Strategy, Upkeep
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.memory.gain import GainModel
from flashcards.core.memory.review_cost import review_cost_of

TODAY = date(2026, 11, 23)
MODEL, HABITS = Model(), usual_habits()
EFFORT = review_cost_of(HABITS)
FEW = settings(max_examples=40)


def days(number):
    return timedelta(days=number)


def inputs(left=56, budget_s=None, *, before=0, off=(), **more):
    """So many days before the date, which was set so many days ago."""
    aim = Aim(TODAY + days(left), TODAY - days(before), budget_s, frozenset(map(days_on, off)))
    return DeadlineInput(TODAY, aim, MODEL, HABITS, **more)


def days_on(number):
    return TODAY + days(number)


def seen(card, stability, ago, difficulty=5.0, **more):
    return DeadlineCard(card, Memory(stability, difficulty), TODAY - days(ago), **more)


def worth(cards, card, left):
    """The recall gained a second by asking a card."""
    (one,) = (one for one in cards if one.card == card)
    elapsed = (TODAY - one.last_studied_on).days
    return GainModel(MODEL, HABITS, left, 14).review(one.memory, elapsed).per_second


def unseen(count, at=None):
    """New cards, each cut from the place of its number, if any."""
    at = at or {}
    return [DeadlineCard(f"new {number:03}", place=at.get(number)) for number in range(count)]


PLACES = st.none() | st.builds(Source, st.just("d.md"), st.integers(1, 6))
IN_REVIEW = st.builds(
    seen,
    st.text("abcdef", min_size=1, max_size=4),
    st.floats(0.01, 2_000),
    st.integers(0, 400),
    st.floats(1, 10),
    in_steps=st.booleans(),
    place=PLACES,
    rests=st.booleans(),
)
CARDS = st.lists(IN_REVIEW, max_size=60, unique_by=lambda one: one.card).flatmap(
    lambda known: st.builds(
        lambda count, at: known + unseen(count, at),
        st.integers(0, 40),
        st.dictionaries(st.integers(0, 39), PLACES),
    )
)
BUDGETS = st.none() | st.floats(0, 7_200)
SITUATIONS = st.builds(
    inputs,
    st.integers(-3, 400),
    BUDGETS,
    before=st.integers(0, 400),
    done=st.builds(Done, st.integers(0, 20), st.floats(0, 3_600)),
    sibling_days=st.integers(0, 4),
    off=st.sets(st.integers(-5, 30), max_size=9),
)


@given(CARDS, SITUATIONS)
def test_steps_aside_the_budget_is_never_exceeded(cards, now):
    plan = todays_plan(cards, now)
    steps_s = len(plan.steps) * EFFORT.recalled_s
    if now.aim.budget_s is not None:
        room = max(0.0, now.aim.budget_s - now.done.seconds - steps_s)
        assert plan.seconds - steps_s <= room + 1e-6


@given(CARDS, SITUATIONS)
def test_each_card_that_is_asked_has_its_seconds_and_they_add_up(cards, now):
    plan = todays_plan(cards, now)
    assert set(plan.each_s) == {*plan.steps, *plan.fresh, *plan.reviews}
    assert sum(plan.each_s.values()) == pytest.approx(plan.seconds)


@given(CARDS, SITUATIONS, st.randoms(use_true_random=False))
def test_the_same_cards_give_the_same_plan_in_whichever_order_they_come(cards, now, random):
    shuffled = list(cards)
    random.shuffle(shuffled)
    assert todays_plan(shuffled, now) == todays_plan(cards, now)


@given(CARDS, SITUATIONS)
def test_nothing_is_asked_twice_nor_anything_that_is_not_there(cards, now):
    plan = todays_plan(cards, now)
    known = {one.card: one for one in cards if one.memory is not None}
    assert len({*plan.steps, *plan.reviews}) == len(plan.steps) + len(plan.reviews)
    assert {*plan.steps, *plan.reviews} <= set(known)
    assert plan.final <= set(plan.reviews)
    assert 0 <= plan.new <= len(cards) - len(known)
    assert all(known[card].last_studied_on < TODAY for card in plan.reviews)
    asked = {*plan.steps, *plan.reviews, *plan.fresh}
    assert len(asked) == len(plan.steps) + len(plan.reviews) + plan.new
    assert set(plan.fresh) <= {one.card for one in cards if one.memory is None}
    assert not any(one.rests for one in cards if one.card in asked)


@given(CARDS, SITUATIONS)
def test_steps_are_always_finished_until_the_date_has_come(cards, now):
    in_steps = {one.card for one in cards if one.in_steps and not one.rests}
    assert set(todays_plan(cards, now).steps) == (in_steps if now.left_days else set())


@given(st.integers(0, 2_000), st.integers(4, 400), BUDGETS, st.data())
def test_every_card_is_seen_by_the_cutoff_whatever_days_are_missed_before_its_eve(
    cards, whole, budget_s, data
):
    aim = Aim(TODAY + days(whole), TODAY, budget_s)
    last = whole - aim.cutoff_days - 1
    missed = data.draw(st.sets(st.integers(0, last - 1)) if last else st.just(set()))
    off = data.draw(st.sets(st.sampled_from(sorted(missed)))) if missed else set()
    aim = replace(aim, off=frozenset(map(days_on, off)))
    for day in sorted(set(range(last + 1)) - missed):
        introduced = new_today(cards, TODAY + days(day), aim)
        assert 0 <= introduced <= cards
        cards -= introduced
    assert cards == 0


@given(st.integers(0, 2_000), st.integers(1, 20), st.integers(0, 400))
def test_after_the_cutoff_the_rest_is_seen_by_the_eve(cards, left, before):
    for day in range(left):
        cards -= new_today(cards, TODAY + days(day), Aim(TODAY + days(left), TODAY - days(before)))
    assert cards == 0


@FEW
@given(st.integers(1, 50), st.integers(5, 200), st.integers(0, 200))
def test_what_is_introduced_in_between_changes_nothing_of_the_days_number(cards, left, before):
    now = inputs(left, before=before)
    wanted = todays_plan(unseen(cards), now).new
    for introduced in range(wanted):
        studied = [seen(one.card, 2.3, 0) for one in unseen(introduced)]
        after = replace(now, done=Done(introduced, 30.0 * introduced))
        assert todays_plan(studied + unseen(cards)[introduced:], after).new == wanted - introduced


def test_no_cards_and_a_date_that_has_come_give_nothing_to_do():
    assert todays_plan([], inputs()).seconds == 0
    for left in (0, -1, -400):
        plan = todays_plan([seen("a", 1, 9), *unseen(3)], inputs(left))
        assert (plan.reviews, plan.new, plan.seconds) == ((), 0, 0)


def test_on_the_eve_all_that_is_unseen_is_new_today():
    assert todays_plan(unseen(7), inputs(1)).new == 7


def test_without_a_budget_of_any_seconds_only_steps_are_asked():
    cards = [seen("a", 1, 9), seen("b", 0.5, 0, in_steps=True), *unseen(3)]
    plan = todays_plan(cards, inputs(budget_s=0))
    assert (plan.steps, plan.reviews, plan.new) == (("b",), (), 0)


def test_new_cards_begin_at_half_the_even_pace_and_a_missed_week_is_spread_out():
    aim = Aim(TODAY + days(56), TODAY)
    assert aim.cutoff_days == 14
    assert new_today(300, TODAY, aim) == 4
    assert new_today(300, TODAY + days(7), aim) == 6
    assert new_today(5, TODAY + days(41), aim) == 5


def test_where_time_is_limited_new_cards_come_evenly():
    aim = Aim(TODAY + days(56), TODAY, 600.0)
    assert new_today(300, TODAY, aim) == 8
    assert new_today(300, TODAY + days(7), aim) == 9


def test_the_cutoff_lies_a_quarter_of_the_time_before_the_date_within_bounds():
    cutoffs = [Aim(TODAY + days(whole), TODAY).cutoff_days for whole in (1, 14, 28, 56, 84, 365)]
    assert cutoffs == [3, 4, 7, 14, 14, 14]


def test_final_reviews_take_more_days_the_longer_the_time_was():
    lasting = [Strategy().final_days(whole) for whole in (14, 56, 80, 365)]
    assert lasting == [3.7, 3.7, 5.0, 8.0]


def test_a_weak_card_is_asked_when_it_is_about_to_be_forgotten():
    """At stability 3 days recall is .9 after three days, .88 after four."""
    asked = [todays_plan([seen("a", 3, ago)], inputs()).reviews for ago in (1, 2, 6)]
    assert asked == [(), (), ("a",)]


def test_a_sturdy_card_waits_for_the_last_days():
    card = seen("a", 12, 12)
    assert todays_plan([card], inputs()).reviews == ()
    assert todays_plan([card], inputs(15)).reviews == ()
    plan = todays_plan([card], inputs(1))
    assert (plan.reviews, plan.final) == (("a",), {"a"})


def test_no_card_is_left_to_fall_below_the_floor():
    """At stability 12 days recall has fallen to .7 after 111 days."""
    asked = [todays_plan([seen("a", 12, ago)], inputs(200)).reviews for ago in (105, 115)]
    assert asked == [(), ("a",)]


def test_after_missed_days_up_to_two_and_a_half_days_final_reviews_are_made_in_one():
    cards = [seen(f"{number:03}", 8 + number / 9, 30) for number in range(200)]
    dealt = len(todays_plan(cards, inputs(2, before=54)).final)
    studied = [seen(f"{number:03}", 40, 1) for number in range(54)]
    on_time = len(todays_plan(cards[:146] + studied, inputs(2, before=54)).final)
    assert on_time < dealt < 2.7 * 200 / 3.7


def test_a_card_that_will_be_known_anyway_has_no_final_review():
    assert todays_plan([seen("a", 900, 20)], inputs(1)).reviews == ()


def test_final_reviews_begin_with_the_strongest_and_end_with_the_weakest():
    cards = [seen(f"{number:02}", 8 + number, 30) for number in range(40)]
    by_day = {left: todays_plan(cards, inputs(left)).final for left in (4, 2, 1)}
    assert "39" in by_day[4]
    assert "00" not in by_day[4]
    assert "00" in by_day[1]
    assert len(by_day[4]) < len(by_day[2])


def test_a_small_budget_begins_the_final_reviews_earlier():
    cards = [seen(f"{number:02}", 8 + number, 12) for number in range(40)]
    begins = {
        budget_s: max(left for left in range(1, 20) if todays_plan(cards, now(left)).final)
        for budget_s in (None, 120.0)
        for now in [lambda left, budget_s=budget_s: inputs(left, budget_s)]
    }
    assert begins[120.0] > begins[None]


def test_what_is_worth_most_a_second_is_asked_first_after_new_cards():
    cards = [seen("weak", 0.5, 3), seen("fair", 4, 20), *unseen(10)]
    whole = todays_plan(cards, inputs(20))
    tight = todays_plan(cards, inputs(20, 60.0))
    assert set(whole.reviews) == {"weak", "fair"}
    assert whole.reviews[0] == max(whole.reviews, key=lambda card: worth(cards, card, 20))
    assert (tight.new, tight.reviews) == (1, whole.reviews[:1])


def test_a_card_forgotten_shortly_before_is_expected_to_be_repaired_but_not_on_the_eve():
    weak = Memory(1.0, 9.0)
    gains = [GainModel(MODEL, HABITS, left, 14).review(weak, 20).gain for left in (15, 14, 2, 1)]
    assert gains[1] > gains[0] + 0.1
    assert gains[2] > gains[3]


def test_seconds_include_the_steps_that_follow():
    """Of a new card: about one answer more than the first; of a lapse: about one and a half."""
    assert 25 < EFFORT.new_s < 40
    assert EFFORT.recalled_s < EFFORT.review_s(0.5) < EFFORT.lapsed_s
    assert HABITS.review_s[0] + 12 < EFFORT.lapsed_s < HABITS.review_s[0] + 24


def test_again_begins_the_steps_anew_and_after_five_answers_they_end():
    """Good, then Again and Good in turn: never two Goods in a row, so five answers follow."""
    always_good = ((0.0, 0.0, 1.0, 0.0),) * 3
    never_twice = (always_good[0], always_good[0], (1.0, 0.0, 0.0, 0.0))
    habits = replace(
        HABITS,
        first=(0.0, 0.0, 1.0, 0.0),
        learning=never_twice,
        relearning=always_good,
        learning_s=(100.0, 0.0, 1.0, 0.0),
        relearning_s=(0.0, 0.0, 5.0, 0.0),
        review_s=(10.0, 1.0, 1.0, 1.0),
    )
    assert review_cost_of(habits).new_s == 1 + 3 * 100 + 2 * 1
    assert review_cost_of(habits).lapsed_s == 10 + 5


def test_what_a_plan_takes_is_the_sum_of_its_parts():
    cards = [seen("a", 3, 6), seen("b", 0.5, 0, in_steps=True), *unseen(20)]
    plan = todays_plan(cards, inputs(30))
    review_s = GainModel(MODEL, HABITS, 30, 14).review(Memory(3, 5), 6).seconds
    assert (plan.steps, plan.reviews, plan.new) == (("b",), ("a",), 1)
    assert plan.seconds == EFFORT.recalled_s + review_s + EFFORT.new_s


def test_steps_take_of_the_budget_too():
    cards = [seen("a", 3, 6), seen("b", 0.5, 0, in_steps=True)]
    assert todays_plan(cards, inputs(budget_s=30)).reviews == ("a",)
    assert todays_plan(cards, inputs(budget_s=20)).reviews == ()


def test_even_the_smallest_budget_begins_final_reviews_no_earlier_than_two_weeks_before():
    cards = [seen(f"{number:02}", 8 + number, 12) for number in range(40)]
    begun = [bool(todays_plan(cards, inputs(left, 30.0)).final) for left in (15, 14)]
    assert begun == [False, True]


def test_a_card_studied_today_has_no_final_review_however_weak():
    again = [seen(f"{number}", 0.02, 0, 1.0) for number in range(5)]
    assert (
        GainModel(MODEL, HABITS, 1, 14).review(again[0].memory, 0).per_second
        > Strategy().least_gain
    )
    assert todays_plan(again, inputs(1)).reviews == ()


def test_after_the_cutoff_what_is_left_comes_before_the_eve():
    assert new_today(6, TODAY, Aim(TODAY + days(3), TODAY)) == 3


def test_upkeep_takes_the_slopes_off_for_hard_cards():
    upkeep = Upkeep(0.9, 6.0, retention_slope=0.02, sturdy_slope=0.5)
    asked = {
        (stability, difficulty): [
            recall
            for recall in (0.95, 0.89, 0.85, 0.75, 0.65)
            if upkeep.asks(Memory(stability, difficulty), recall, 0.7)
        ]
        for stability, difficulty in ((5.9, 5.0), (6.1, 5.0), (5.0, 7.5), (4.0, 7.0), (7.9, 1.0))
    }
    assert asked == {
        (5.9, 5.0): [0.89, 0.85, 0.75, 0.65],
        (6.1, 5.0): [0.65],
        (5.0, 7.5): [0.65],
        (4.0, 7.0): [0.85, 0.75, 0.65],
        (7.9, 1.0): [0.89, 0.85, 0.75, 0.65],
    }


def test_hard_cards_are_kept_less_well_until_the_last_days():
    hard = seen("a", 2.5, 5, 9.5)
    assert todays_plan([hard], inputs()).reviews == ()
    assert todays_plan([hard], inputs(9)).reviews == ("a",)


def test_tactics_can_be_given():
    card = seen("a", 12, 12)
    strategy = replace(Strategy(), floor=0.95)
    assert todays_plan([card], inputs(), strategy).reviews == ("a",)
