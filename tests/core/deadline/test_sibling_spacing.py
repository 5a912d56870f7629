"""Siblings on the way to a date: apart where the days suffice, else as many a day as it takes."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.card import Source
from flashcards.core.deadline import simulation
from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput, Done
from flashcards.core.deadline.outlook import _sample, foresee, foresee_all
from flashcards.core.deadline.plan import todays_plan
from flashcards.core.deadline.tasks import DayAllowances, DeadlineTask
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.study.queue import Allowance, Limits

TODAY = date(2026, 11, 23)
MODEL, HABITS = Model(), usual_habits()
ALL = DayAllowances()
SLOW = settings(max_examples=15, deadline=None)
SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=4)


def day(number):
    return TODAY + timedelta(days=number)


def inputs(left, *, apart=1, budget_s=None, off=(), today=TODAY):
    aim = Aim(day(left), TODAY, budget_s, frozenset(map(day, off)))
    return DeadlineInput(today, aim, MODEL, HABITS, sibling_days=apart)


def clozes(sizes, name="d"):
    """New cards of places with so many deletions each."""
    cards = [(place, number) for place, size in enumerate(sizes) for number in range(size)]
    return [
        DeadlineCard(
            f"{name} {place} {number}",
            place=Source(f"{name}.md", place) if sizes[place] > 1 else None,
            position=position,
            deck=name,
        )
        for position, (place, number) in enumerate(cards)
    ]


def asked_by_day(tasks, allowances=ALL, seed=0):
    """What an imagined learner is asked, day after day."""
    gone = simulation._Course(tasks, seed)
    asked = []
    at_first = {one.card: one for task in tasks for one in task.cards}
    plans_of = gone._dates.plans

    def noted(*said):
        plans = plans_of(*said)
        reviews, fresh = (
            [at_first[card] for plan in plans.values() for card in getattr(plan, kind)]
            for kind in ("reviews", "fresh")
        )
        asked.append(Asked(reviews, fresh, sum(plan.seconds for plan in plans.values())))
        return plans

    gone._dates.plans = noted
    for number in range(max(task.inputs.left_days for task in tasks)):
        gone.live(number, allowances.later if number else allowances.first)
    return asked


class Asked(NamedTuple):
    """What a day asks."""

    reviews: list
    fresh: list
    seconds: float

    @property
    def together(self):
        """The most cards of one place."""
        places = Counter(one.place for one in (*self.reviews, *self.fresh) if one.place)
        return max(places.values(), default=0)


@SLOW
@given(SIZES, st.integers(1, 30), st.integers(0, 4), st.integers(0, 9))
def test_every_card_is_seen_however_many_are_cut_from_one_place(sizes, left, apart, seed):
    found = foresee(clozes(sizes), inputs(left, apart=apart), seed)
    assert found.unseen == 0


@SLOW
@given(st.integers(2, 4), st.integers(1, 3), st.integers(0, 9))
def test_siblings_stay_apart_where_the_days_suffice(cards, places, seed):
    """Ten study days a card are more than any takes before the final reviews."""
    tasks = [DeadlineTask(inputs(10 * cards), tuple(clozes([cards] * places)))]
    before = asked_by_day(tasks, seed=seed)[: 10 * cards - 2 * cards]
    assert max(asked.together for asked in before) == 1


@given(st.integers(2, 20), st.integers(1, 60))
def test_a_day_asks_no_more_of_a_place_than_the_days_left_require(cards, left):
    now = inputs(left)
    plan = todays_plan(clozes([cards]), now)
    assert plan.new <= max(-(-3 * cards // left), -(-cards // now.open_days))
    if left >= 3 * cards:
        assert plan.new <= 1
    if left == 1:
        assert plan.new == cards


@given(st.integers(2, 12), st.integers(1, 40), st.integers(1, 3))
def test_what_is_introduced_in_between_changes_nothing_of_what_the_day_introduces(
    cards, left, apart
):
    now, new = inputs(left, apart=apart), clozes([cards, cards, 1])
    wanted = todays_plan(new, now).fresh
    for count in range(len(wanted)):
        begun = set(wanted[:count])
        after = [
            replace(one, memory=Memory(2.3, 5), last_studied_on=TODAY, introduced=True)
            if one.card in begun
            else one
            for one in new
        ]
        assert todays_plan(after, replace(now, done=Done(count))).fresh == wanted[count:]


@SLOW
@given(SIZES, st.integers(1, 20), st.floats(0, 900))
def test_with_too_few_minutes_no_day_takes_more_because_of_siblings(sizes, left, budget_s):
    plan = todays_plan(clozes(sizes), inputs(left, budget_s=budget_s))
    assert plan.seconds <= budget_s


def test_of_siblings_in_review_the_one_worth_most_is_asked():
    twins = [
        replace(one, memory=Memory(stability, 5), last_studied_on=day(-6))
        for one, stability in zip(clozes([2]), (3.0, 2.0), strict=True)
    ]
    free = todays_plan(twins, inputs(40, apart=0)).reviews
    assert todays_plan(twins, inputs(40)).reviews == free[:1]
    assert todays_plan(twins, inputs(1)).reviews == free


def test_siblings_are_kept_apart_for_as_many_days_as_are_set_if_these_suffice():
    first, second = clozes([2])
    first = replace(first, memory=Memory(2.3, 5), last_studied_on=day(-1))
    free = todays_plan([first, second], inputs(30)).fresh
    assert free == (second.card,)
    assert todays_plan([first, second], inputs(30, apart=3)).fresh == ()
    assert todays_plan([first, second], inputs(5, apart=3)).fresh == (second.card,)


@pytest.mark.parametrize(("left", "new"), [(8, 0), (7, 1), (5, 2)])
def test_a_new_card_that_has_to_come_is_not_kept_back_by_reviews(left, new):
    """Four are unseen: with five days to the cutoff they can wait, with four or two not."""
    known = [
        replace(one, memory=Memory(1.0, 8), last_studied_on=day(-3)) for one in clozes([9])[:5]
    ]
    plan = todays_plan([*known, *clozes([9])[5:]], inputs(left))
    assert plan.new == new


@pytest.mark.parametrize("apart", [0, 1])
def test_one_card_of_a_place_alone_is_as_any_other(apart):
    cards = clozes([1] * 30)
    alone = [replace(one, place=Source("d.md", number)) for number, one in enumerate(cards)]
    assert foresee(alone, inputs(20, apart=apart)) == foresee(cards, inputs(20))


LIMITS = st.builds(
    Allowance,
    reviews=st.builds(
        Limits,
        st.none() | st.integers(0, 5),
        st.dictionaries(st.sampled_from("ab"), st.integers(0, 3)),
    ),
    minutes=st.none() | st.floats(0, 20),
)


@SLOW
@given(SIZES, SIZES, LIMITS, st.integers(0, 9))
def test_several_dates_share_the_days_reviews_and_minutes(first, second, takes, seed):
    tasks = [
        DeadlineTask(inputs(9), tuple(clozes(first, "a"))),
        DeadlineTask(inputs(14), tuple(clozes(second, "b"))),
    ]
    for asked in asked_by_day(tasks, DayAllowances(takes, takes), seed):
        reviews = Counter(one.deck for one in asked.reviews)
        limits = takes.reviews
        assert limits.cards is None or reviews.total() <= limits.cards
        assert all(reviews[deck] <= most for deck, most in limits.by_deck.items())
        assert takes.minutes is None or asked.seconds <= 60 * takes.minutes + 1e-6


def test_the_earlier_date_comes_first_where_minutes_are_few():
    tasks = [DeadlineTask(inputs(left), tuple(clozes([1] * 40, f"{left}"))) for left in (9, 14)]
    few = Allowance(minutes=6)
    first, second = foresee_all(tasks, DayAllowances(few, few))
    assert (first.unseen, first.recall) == (
        0,
        pytest.approx(foresee(tasks[0].cards, tasks[0].inputs).recall, abs=0.02),
    )
    assert second.recall < foresee(tasks[1].cards, tasks[1].inputs).recall - 0.02


def test_cards_of_an_earlier_date_join_the_later_one_once_it_has_come():
    early = tuple(clozes([1] * 9, "a"))
    tasks = [
        DeadlineTask(inputs(5), early),
        DeadlineTask(inputs(25), tuple(clozes([1] * 9, "b")), tuple(one.card for one in early)),
    ]
    by_day = asked_by_day(tasks)
    decks = [{one.deck for one in (*asked.reviews, *asked.fresh)} for asked in by_day]
    assert any("a" in asked for asked in decks[5:])
    alone = asked_by_day([tasks[0], replace(tasks[1], joining=())])
    assert not any(one.deck == "a" for asked in alone[5:] for one in asked.reviews)


def test_a_sample_has_places_as_a_whole():
    cards = clozes([4] * 200)
    sample = _sample(cards, 100, seed=3)
    assert 100 <= len(sample) < 104
    assert set(Counter(one.place for one in sample).values()) == {4}


OFF = st.sets(st.integers(0, 19), max_size=12)


@SLOW
@given(SIZES, OFF, st.integers(0, 9))
def test_on_days_off_nothing_is_asked_and_what_is_left_comes_on_the_others(sizes, off, seed):
    task = DeadlineTask(inputs(20, off=off), tuple(clozes(sizes)))
    (gone,) = simulation.simulated([task], ALL, seed)
    assert not any(gone.minutes[number] for number in off)
    assert gone.unseen == 0


def test_where_the_eve_is_off_the_final_reviews_end_a_day_early():
    cards = tuple(
        DeadlineCard(f"{number:02}", Memory(8 + number, 5), day(-20)) for number in range(40)
    )
    eve = 9
    reviews = [
        [len(asked.reviews) for asked in asked_by_day([DeadlineTask(inputs(10, off=off), cards)])]
        for off in ((), (eve,))
    ]
    assert reviews[0][eve] > 0
    assert reviews[1][eve - 1] > reviews[0][eve - 1]
    kept, missed = (foresee(cards, inputs(10, off=off)).recall for off in ((), (eve,)))
    assert kept - 0.02 < missed < kept
