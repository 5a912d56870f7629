"""The day on which memory alone would have a card due."""

from datetime import timedelta

from histories import BEGIN, CARD, review
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.memory.fsrs_model import Model, ideal_day
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.load_balancing import Calendar, interval_range
from flashcards.core.scheduling.replay import replay

DAY = timedelta(days=1)
ANSWERS = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 60)), min_size=1, max_size=9)
POLICIES = st.builds(
    Policy,
    retention=st.sampled_from([0.8, 0.9, 0.95]),
    maximum_interval_days=st.sampled_from([1, 2, 30, 36_500]),
    learning_steps=st.just(()),
    relearning_steps=st.just(()),
)


def answered(answers):
    """The reviews that many days after one another."""
    at = BEGIN
    for rating, days in answers:
        at += days * DAY
        yield review(rating, at)


@given(ANSWERS, POLICIES)
def test_it_is_the_day_that_replay_chooses_by_seed(answers, policy):
    schedule = replay(answered(answers), policy)
    assert ideal_day(CARD, schedule, policy, Model(), Calendar()) == schedule.due_on


def test_a_day_of_a_break_is_avoided_where_the_range_allows_it():
    policy = Policy(learning_steps=())
    schedule = replay(answered([(Rating.EASY, 0), (Rating.EASY, 8)]), policy)
    usual = ideal_day(CARD, schedule, policy, Model(), Calendar())
    calendar = Calendar(breaks=[(usual, usual)])
    other = ideal_day(CARD, schedule, policy, Model(), calendar)
    days = (schedule.due_on - schedule.last_studied_on).days
    assert other != usual
    assert abs((other - usual).days) <= interval_range(days, 36_500)[1] - days + days


def test_a_card_that_is_not_in_review_has_none():
    calendar = Calendar()
    assert ideal_day(CARD, Schedule(), Policy(), Model(), calendar) is None
    learning = replay([review(Rating.AGAIN)], Policy())
    assert ideal_day(CARD, learning, Policy(), Model(), calendar) is None
