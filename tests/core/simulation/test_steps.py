"""Learning steps."""

from histories import POLICIES, histories, review
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.card_facts import Review
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.replay import advance
from flashcards.core.simulation.steps import IN_REVIEW, UNSEEN, StepPlace, place_after


@given(histories(), POLICIES)
def test_an_answer_leaves_a_card_where_the_scheduler_does(history, policy):
    schedule, place = Schedule(), UNSEEN
    for answer in history:
        if isinstance(answer, Review):
            schedule = advance(schedule, answer, policy)
            place = place_after(place, answer.rating, policy)
            assert place == (schedule.state, schedule.step)


@given(
    st.sampled_from([State.LEARNING, State.RELEARNING]),
    st.integers(0, 4),
    st.sampled_from(Rating),
    POLICIES,
)
def test_steps_that_settings_have_taken_away_are_behind_the_card(state, step, rating, policy):
    schedule = Schedule(state=state, step=step, stability=2.0, difficulty=5.0)
    after = advance(schedule, review(rating), policy)
    assert place_after(StepPlace(state, step), rating, policy) == (after.state, after.step)


def test_good_twice_or_easy_once_leave_the_usual_steps():
    once = place_after(UNSEEN, Rating.GOOD, Policy())
    assert once == StepPlace(State.LEARNING, 1)
    assert place_after(once, Rating.GOOD, Policy()) == IN_REVIEW
    assert place_after(UNSEEN, Rating.EASY, Policy()) == IN_REVIEW
