"""The days ahead: laws of the simulation, and another simulator's word on it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import fsrs_rs_python as fsrs_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.core.card import Source
from flashcards.core.memory.fsrs_model import Model, usual_habits
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.simulation.forecast import forecast, known_at_first, runs
from flashcards.core.simulation.input import ForecastCard, SimulationInput
from flashcards.core.simulation.run import imagined_days
from flashcards.core.study.queue import Allowance, Limits

TODAY = date(2026, 1, 5)
MODEL, USUAL = Model(), usual_habits()
FEW = settings(max_examples=10)


def day(ahead):
    return TODAY + timedelta(days=ahead)


def new_cards(count, deck="d", policy=None, first=0):
    return [
        ForecastCard(f"{number:032x}", deck, policy or Policy(), position=number)
        for number in range(first, first + count)
    ]


def seen(number, stability=10.0, ago=5, due_in=5, deck="d", **said):
    schedule = Schedule(
        state=State.REVIEW,
        stability=stability,
        difficulty=5.0,
        due_on=day(due_in),
        last_studied_on=day(-ago),
        first_studied_on=day(-ago),
        reps=1,
    )
    return ForecastCard(f"seen {number}", deck, Policy(), replace(schedule, **said))


def inputs(new=20, reviews=None, minutes=None, **said):
    takes = Allowance(Limits(new), Limits(reviews), minutes)
    return SimulationInput(
        **{"begins_on": TODAY, "model": MODEL, "habits": USUAL, "first": takes, "later": takes}
        | said
    )


@st.composite
def collections(draw):
    """Cards of all kinds, some overdue."""
    policies = st.builds(
        Policy,
        retention=st.floats(0.7, 0.99),
        learning_steps=st.sampled_from([(), (timedelta(minutes=1),) * 2]),
        relearning_steps=st.sampled_from([(), (timedelta(minutes=10),)]),
        maximum_interval_days=st.integers(1, 400),
    )
    cards = []
    for number in range(draw(st.integers(0, 25))):
        ago = draw(st.integers(0, 60))
        one = seen(
            number,
            stability=draw(st.floats(0.1, 200)),
            ago=ago,
            due_in=draw(st.integers(-40, 40)),
            deck=draw(st.sampled_from("de")),
            state=draw(st.sampled_from([State.REVIEW, State.LEARNING, State.RELEARNING])),
        )
        if one.schedule.state is not State.REVIEW:
            one = replace(one, schedule=replace(one.schedule, step=draw(st.integers(0, 1))))
        cards.append(replace(one, policy=draw(policies)))
    return [*cards, *new_cards(draw(st.integers(0, 25)), policy=draw(policies))]


DECKS = st.dictionaries(st.sampled_from("de"), st.integers(0, 3))
LIMITS = st.builds(
    Allowance,
    new=st.builds(Limits, st.integers(0, 10), DECKS),
    reviews=st.builds(Limits, st.none() | st.integers(0, 10), DECKS),
    minutes=st.none() | st.floats(0, 10),
)


@FEW
@given(cards=collections(), limits=LIMITS, data=st.data())
def test_the_same_seed_gives_the_same_days_whatever_the_order_of_the_cards(cards, limits, data):
    start = inputs(first=limits, later=limits)
    shuffled = data.draw(st.permutations(cards))
    assert forecast(cards, start, 20, seed=3) == forecast(shuffled, start, 20, seed=3)
    assert known_at_first(cards, start) == known_at_first(shuffled, start)


@FEW
@given(cards=collections(), limits=LIMITS)
def test_fewer_days_are_the_beginning_of_more(cards, limits):
    start = inputs(first=limits, later=limits)
    assert forecast(cards, start, 30)[:10] == forecast(cards, start, 10)


@FEW
@given(cards=collections(), limits=LIMITS, seed=st.integers())
def test_limits_are_kept_and_cards_neither_come_nor_go(cards, limits, seed):
    days = imagined_days(cards, inputs(first=limits, later=limits), seed)
    unseen = sum(one.schedule.state is State.NEW for one in cards)
    introduced = 0
    for _, counted in zip(range(40), days, strict=False):
        introduced += counted.new
        assert counted.new <= limits.new.cards
        assert limits.reviews.cards is None or counted.due <= limits.reviews.cards
        assert counted.seen == len(cards) - unseen + introduced
        assert counted.due + counted.backlog <= counted.seen
        assert 0 <= counted.limited <= counted.backlog
        assert 0 <= counted.known <= counted.seen
        assert counted.seconds >= 0
    assert introduced <= unseen


@FEW
@given(cards=collections(), seed=st.integers(0, 99))
def test_recall_is_a_probability_and_without_new_cards_a_day_none_is_introduced(cards, seed):
    for ahead in forecast(cards, inputs(new=0), 30, seed):
        assert ahead.recall is None or 0 < ahead.recall <= 1
        assert (ahead.new, ahead.backlog) == (0, 0)


def test_no_card_is_reviewed_twice_a_day_not_even_one_that_is_always_due():
    daily = Policy(maximum_interval_days=1)
    cards = [replace(seen(number, due_in=0), policy=daily) for number in range(9)]
    days = imagined_days(cards, inputs(), 0)
    assert [next(days).due for _ in range(20)] == [9] * 20


def test_cards_seen_alone_are_due_on_their_day_and_the_overdue_today():
    cards = [seen(1, due_in=-3), seen(2, due_in=0), seen(3, due_in=2), seen(4, due_in=50)]
    days = forecast(cards, inputs(), 3)
    assert [(one.on, one.due) for one in days[:2]] == [(day(0), 2), (day(1), days[1].due)]
    first = next(imagined_days(cards, inputs(), 0))
    assert (first.due, first.new, first.seen) == (2, 0, 4)


def test_recall_before_anything_is_answered_is_the_models():
    known, count = known_at_first([seen(1), seen(2, stability=50.0), *new_cards(3)], inputs())
    assert count == 2
    assert known == pytest.approx(MODEL.recall(10.0, 5) + MODEL.recall(50.0, 5))
    assert known_at_first(new_cards(3), inputs()) == (0, 0)


def test_new_cards_come_by_position_and_as_many_a_day_as_it_takes():
    days = forecast(new_cards(50), inputs(new=20), 4)
    assert [one.new for one in days] == [20, 20, 10, 0]
    first = replace(inputs().first, new=Limits(5))
    assert [one.new for one in forecast(new_cards(50), inputs(first=first), 3)] == [5, 20, 20]


def test_a_deck_that_has_had_its_new_cards_leaves_the_rest_to_the_next():
    cards = [*new_cards(30, "a"), *new_cards(30, "b", first=30)]
    takes = Allowance(Limits(10, {"a": 3}))
    start = inputs(first=takes, later=takes)
    days = forecast(cards, start, 5)
    assert [one.new for one in days] == [10, 10, 10, 10, 5]


@FEW
@given(st.integers(1, 12), st.integers(1, 4), st.integers(0, 99))
def test_of_one_place_one_card_is_asked_a_day_and_siblings_wait_as_long_as_is_set(
    count, apart, seed
):
    cards = [replace(one, source=Source("d.md", 1)) for one in new_cards(count)]
    days = [
        one
        for _, one in zip(
            range(60), imagined_days(cards, inputs(sibling_days=apart), seed), strict=False
        )
    ]
    assert max(one.new + one.due for one in days) == 1
    introduced = [number for number, one in enumerate(days) if one.new]
    assert introduced[0] == 0
    assert all(later - sooner >= apart for sooner, later in pairwise(introduced))


@FEW
@given(cards=collections(), limits=LIMITS)
def test_siblings_that_need_not_stay_apart_are_cards_as_any_other(cards, limits):
    placed = [replace(one, source=Source("d.md", 1)) for one in cards]
    start = inputs(first=limits, later=limits)
    assert forecast(placed, start, 10) == forecast(cards, start, 10)


def test_a_sibling_that_waits_leaves_its_turn_to_the_next_card_and_is_left_over():
    twins = [
        replace(seen(number, due_in=0, ago=9), source=Source("d.md", 1)) for number in range(2)
    ]
    new = [
        replace(one, source=Source("d.md", n // 2)) for n, one in enumerate(new_cards(4, first=9))
    ]
    days = imagined_days([*twins, *new], inputs(new=2, sibling_days=1), 0)
    first = next(days)
    assert (first.due, first.new, first.backlog, first.limited) == (1, 1, 1, 0)
    assert next(days).due >= 1


def test_reviews_above_the_limit_wait():
    cards = [seen(number, due_in=0, ago=10) for number in range(9)]
    days = forecast(cards, inputs(reviews=4), 2)
    assert [(one.due, one.backlog, one.limited) for one in days[:1]] == [(4, 5, 5)]
    assert days[1].due == 4


@pytest.mark.parametrize("name", range(5))
def test_of_reviews_above_the_limit_the_longest_overdue_come_first(name):
    """It alone is forgotten, which takes ten times as long."""
    slow = replace(USUAL, review_s=(10.0, 1.0, 1.0, 1.0))
    at_once = Policy(relearning_steps=())
    late = seen(name, stability=0.001, ago=9_000, due_in=-1)
    known = [seen(f"known {number}", stability=30_000.0, due_in=0) for number in range(9)]
    cards = [replace(one, policy=at_once) for one in [*known, late]]
    first = next(imagined_days(cards, inputs(reviews=1, habits=slow), 0))
    assert (first.due, first.backlog, first.seconds) == (1, 9, 10)


def test_new_cards_of_a_deck_come_by_position_whatever_their_ids():
    """The first of them has no steps: one answer, where the others take two."""
    good = replace(
        USUAL,
        first=(0.0, 0.0, 1.0, 0.0),
        learning=((0.0, 0.0, 1.0, 0.0),) * 3,
        learning_s=(10.0,) * 4,
    )
    short = ForecastCard("z", "d", Policy(learning_steps=()), position=0)
    days = forecast([*new_cards(3, first=1), short], inputs(new=1, habits=good), 2)
    assert [round(one.minutes * 60) for one in days] == [10, 20]


@pytest.mark.parametrize(("step", "seconds"), [(0, 1), (1, 2)])
def test_a_card_on_its_first_step_goes_on_as_after_again_on_a_later_one_as_after_good(
    step, seconds
):
    told_apart = replace(
        USUAL,
        learning=((0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0)),
        learning_s=(50.0, 50.0, 2.0, 1.0),
    )
    card = seen(1, state=State.LEARNING, step=step, ago=0, due_in=0)
    assert next(imagined_days([card], inputs(habits=told_apart), 0)).seconds == seconds


def test_a_deck_with_a_limit_of_its_own_keeps_it():
    cards = [seen(number, due_in=0, deck="ab"[number % 2]) for number in range(10)]
    takes = Allowance(reviews=Limits(None, {"a": 2}))
    first = next(imagined_days(cards, inputs(first=takes), 0))
    assert (first.due, first.backlog, first.limited) == (7, 3, 3)


def test_when_the_minutes_are_over_no_further_card_is_asked():
    cards = [*(seen(number, due_in=0) for number in range(100)), *new_cards(100)]
    first = next(imagined_days(cards, inputs(new=100, minutes=5), 0))
    assert first.limited == first.backlog > 0
    assert first.new == 0
    assert 300 <= first.seconds < 420
    none = next(imagined_days(cards, inputs(minutes=0), 0))
    assert (none.due, none.new, none.seconds) == (0, 0, 0)


def test_cards_in_steps_are_answered_whatever_the_limits_and_are_not_counted_as_due():
    steps = [
        seen(1, state=State.LEARNING, step=0, ago=0, due_in=0),
        seen(2, state=State.RELEARNING, step=0, ago=0, due_in=0),
        seen(3, state=State.LEARNING, step=1, ago=0, due_in=1),
    ]
    days = [
        one for _, one in zip(range(2), imagined_days(steps, inputs(reviews=0), 0), strict=False)
    ]
    assert [one.due for one in days] == [0, 0]
    assert days[0].seconds > 0
    assert days[1].seconds > 0


def test_a_lapse_costs_its_relearning_steps():
    certain = replace(
        USUAL, review_s=(10.0,) * 4, relearning_s=(7.0,) * 4, relearning=((0.0, 0.0, 1.0, 0.0),) * 3
    )
    forgotten = seen(1, stability=0.001, ago=30_000, due_in=0)
    first = next(imagined_days([forgotten], inputs(habits=certain), 0))
    assert first.seconds == 17
    without = replace(forgotten, policy=Policy(relearning_steps=()))
    assert next(imagined_days([without], inputs(habits=certain), 0)).seconds == 10


def test_steps_end_even_for_a_learner_who_never_passes_one():
    never = replace(
        USUAL,
        first=(1.0, 0.0, 0.0, 0.0),
        learning=((1.0, 0.0, 0.0, 0.0),) * 3,
        learning_s=(10.0,) * 4,
    )
    days = imagined_days(new_cards(1), inputs(habits=never), 0)
    assert next(days).seconds == 60


def test_no_interval_is_longer_than_the_policys():
    cards = new_cards(20, policy=Policy(maximum_interval_days=3))
    days = forecast(cards, inputs(), 40)
    assert sum(one.due for one in days) >= 20 * 39 / 3


def test_on_a_break_nothing_is_answered_and_nothing_falls_due_where_there_is_a_choice():
    cards = [*(seen(number, due_in=number % 12) for number in range(60)), *new_cards(40)]
    calendar = Calendar(breaks=((day(4), day(6)),))
    days = forecast(cards, inputs(new=2, calendar=calendar), 12)
    assert [one.on for one in days if one.minutes == 0] == [day(4), day(5), day(6)]
    assert days[6].backlog >= 15
    assert all(one.limited == 0 for one in days)
    assert days[7].backlog == 0


def test_easy_days_take_less():
    calendar = Calendar(easy_days={"sunday": 0.0})
    cards = [seen(number, stability=30.0, ago=30, due_in=0) for number in range(300)]
    run = imagined_days(cards, inputs(calendar=calendar), 0)
    due = [next(run).due for _ in range(78)]
    saturdays, sundays = sum(due[19::7]), sum(due[20::7])
    assert sundays < saturdays / 3


def test_due_days_are_balanced():
    cards = [seen(number, stability=40.0, ago=40, due_in=0) for number in range(500)]
    days = [next(run) for run in [imagined_days(cards, inputs(), 0)] for _ in range(60)]
    spread = [one.due for one in days[30:55]]
    assert max(spread) < 2 * sum(spread) / len(spread)


def test_a_clock_set_back_does_no_harm():
    ahead = seen(1, ago=-3, due_in=0)
    assert next(imagined_days([ahead], inputs(), 0)).due == 1
    assert known_at_first([ahead], inputs()) == (1.0, 1)


def test_no_cards_give_empty_days():
    days = forecast([], inputs(), 2)
    assert [(one.due, one.new, one.minutes, one.recall, one.known) for one in days] == [
        (0, 0, 0, None, 0)
    ] * 2


def test_few_cards_are_imagined_several_times_and_progress_says_so():
    assert [runs(cards) for cards in (0, 1, 500, 1_000, 2_400, 5_000, 100_000)] == [
        *(10, 10, 10, 5, 3, 1, 1)
    ]
    told = []
    forecast(new_cards(3), inputs(), 2, progress=lambda *said: told.append(said))
    assert told == [(done, 20) for done in range(1, 21)]


def test_a_higher_retention_takes_no_fewer_minutes_over_a_long_time_and_keeps_more():
    cards = new_cards(50)
    found = {}
    for retention in (0.8, 0.88, 0.96):
        policy = Policy(retention=retention)
        days = forecast([replace(one, policy=policy) for one in cards], inputs(), 150)
        found[retention] = (sum(one.minutes for one in days), days[-1].known)
    assert sorted(found.values()) == list(found.values())
    assert sorted(known for _, known in found.values()) == [known for _, known in found.values()]


@pytest.mark.parametrize("retention", [0.9])
def test_fsrs_rs_own_simulator_foretells_nearly_the_same(retention):
    """It draws no fuzz: balancing due days, which puts some cards off, is all that differs."""
    cards, days, a_day = 300, 90, 10
    found = forecast(new_cards(cards, policy=Policy(retention=retention)), inputs(a_day), days)
    config = fsrs_rs.default_simulator_config()
    config.deck_size, config.learn_span, config.learn_limit = cards, days, a_day
    config.max_cost_perday = 1e9
    theirs = [
        fsrs_rs.simulate(fsrs_rs.DEFAULT_PARAMETERS, retention, config, seed) for seed in range(8)
    ]

    def mean(figure):
        return sum(map(figure, theirs)) / len(theirs)

    assert sum(one.due for one in found) == pytest.approx(
        mean(lambda one: sum(one.review_cnt_per_day)), rel=0.1
    )
    assert sum(one.minutes for one in found) == pytest.approx(
        mean(lambda one: sum(one.cost_per_day) / 60), rel=0.07
    )
    assert sum(one.new for one in found) == mean(lambda one: sum(one.learn_cnt_per_day))
    assert found[-1].known == pytest.approx(
        mean(lambda one: one.memorized_cnt_per_day[-1]), rel=0.02
    )
