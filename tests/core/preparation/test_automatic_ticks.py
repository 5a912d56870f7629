"""What flash saw done ticks the plan's activities by itself, each thing once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from plans import MONDAY, SHIPPED_PLANS, day, followed, ticked

from flashcards.core.card import CardId
from flashcards.core.preparation.plan.automatic_ticks import Observed, automatic_ticks
from flashcards.core.preparation.plan.plan import TICKED_BY
from flashcards.core.preparation.plan.progress import plan_progress
from flashcards.core.preparation.plan.time_used import calendar_of, minutes_by_kind

FOUR = SHIPPED_PLANS["4"]
DAYS = 28

observations = st.lists(
    st.builds(
        Observed,
        st.sampled_from(TICKED_BY),
        st.integers(0, DAYS - 1).map(day),
        st.sampled_from(["", "theory/nets", "coding/from-scratch", "design/systems", "else"]),
        st.sampled_from(["theory", "coding", "design", "else"]),
        st.integers(0, 3_600_000),
        card=st.sampled_from([None, CardId("a"), CardId("b")]),
    ),
    max_size=60,
)
by_hand = st.dictionaries(st.sampled_from(list(FOUR.activities)), st.integers(0, 40))


def ticks_of(observed, ticked_by_hand=None):
    span = calendar_of(followed(FOUR, DAYS))
    return automatic_ticks(FOUR, span, observed, ticked_by_hand or {})


def done(observed, ticks=(), on=MONDAY):
    """How often each activity is done that is done at all."""
    who = followed(FOUR, DAYS, ticks=ticks, observed=observed)
    return {
        one.activity.id: one.done for one in plan_progress(FOUR, who, on).activities if one.done
    }


@given(observations, by_hand)
def test_each_thing_ticks_one_activity_at_most_and_none_beyond_its_count(observed, by_hand):
    ticks = ticks_of(observed, by_hand)
    told = [id(one) for some in ticks.values() for one in some]
    assert len(told) == len(set(told))
    assert set(told) <= {id(one) for one in observed}
    for name, some in ticks.items():
        activity = FOUR.activities[name]
        assert len(some) <= max(0, activity.total - by_hand.get(name, 0))
        assert all(one.doing == activity.ticked_by for one in some)


@given(observations)
def test_no_answer_and_no_rating_ticks_what_a_later_week_asks(observed):
    span = calendar_of(followed(FOUR, DAYS))
    for name, some in ticks_of(observed).items():
        (begins,) = (p.first_week for p in FOUR.phases if FOUR.activities[name] in p.activities)
        weeks = [span.week_on(one.on, FOUR.weeks) for one in some]
        if FOUR.activities[name].ticked_by in {"answer", "rating"}:
            assert all(begins <= week for week in weeks)


def is_anew(seen, name, ticks):
    """Whether an activity that asks for different exercises has that one already."""
    asks = seen.doing == "exercise" and FOUR.activities[name].each_once
    return asks and seen.card is not None and seen.card in {one.card for one in ticks[name]}


@given(observations)
def test_the_same_exercise_is_no_other_one(observed):
    for name, some in ticks_of(observed).items():
        cards = [one.card for one in some if one.doing == "exercise" and one.card]
        assert not FOUR.activities[name].each_once or len(cards) == len(set(cards))


@given(observations)
def test_what_ticks_nothing_finds_no_open_activity_that_it_is(observed):
    ticks = ticks_of(observed)
    used = {id(one) for some in ticks.values() for one in some}
    is_open = {name for name, one in FOUR.activities.items() if len(ticks[name]) < one.total}
    for one in observed:
        if id(one) not in used:
            assert not any(
                ticks_of([one])[name] for name in is_open if not is_anew(one, name, ticks)
            )


@given(observations, observations)
def test_more_that_was_seen_never_lessens_what_is_done(observed, more):
    before, after = done(observed), done([*observed, *more])
    assert all(after.get(name, 0) >= count for name, count in before.items())


@given(observations, st.permutations(range(60)))
def test_days_decide_not_the_order_in_which_it_is_told(observed, order):
    mixed = [observed[place] for place in order if place < len(observed)]
    assert done(observed) == done(mixed)


def test_answers_in_time_tick_theory_aloud_and_take_their_own_minutes():
    seen = [Observed("answer", MONDAY, "theory/nets", "theory", 90_000)] * 4
    assert done(seen) == {"theory-aloud": 4}
    who = followed(FOUR, DAYS, observed=seen)
    assert minutes_by_kind(FOUR, who, MONDAY, MONDAY) == {"theory": 6}
    today = {one.activity.id: one.today for one in plan_progress(FOUR, who, MONDAY).activities}
    fresh = plan_progress(FOUR, replace(who, observed=()), MONDAY)
    planned = {one.activity.id: one.today for one in fresh.activities}
    assert today["theory-aloud"] == planned["theory-aloud"] - 4


def test_what_was_ticked_by_hand_leaves_less_to_tick():
    seen = [Observed("answer", MONDAY, "theory/nets", "theory")] * 4
    assert done(seen, [ticked("p", 0, "theory-aloud", 28)]) == {"theory-aloud": 30}


def test_work_done_early_counts_once_nothing_nearer_is_open():
    build = Observed("exercise", MONDAY, "coding/from-scratch", "coding")
    assert done([build] * 15) == {"ml-problems": 14, "builds": 1}
    assert done([Observed("exercise", MONDAY, "design/systems", "design")]) == {"walkthroughs": 1}
    assert done([Observed("telling", MONDAY)]) == {"stories-told": 1}
    assert done([Observed("rating", MONDAY)]) == {}


def test_an_exercise_done_anew_is_practice_but_no_other_build():
    regression = Observed("exercise", day(8), "coding/from-scratch", "coding", card=CardId("a"))
    again = replace(regression, on=day(11))
    other = replace(again, card=CardId("b"))
    assert done([regression, again, other]) == {"builds": 2, "ml-problems": 1}
    assert done([again] * 20) == {"builds": 1, "ml-problems": 14}


def test_an_exercise_ticks_what_it_is_of():
    build = Observed("exercise", day(8), "coding/from-scratch", "coding")
    walk = Observed("exercise", day(15), "design/systems", "design")
    assert done([build, walk]) == {"builds": 1, "walkthroughs": 1}
    assert done([Observed("exercise", day(8), "coding/own", "coding")]) == {}
