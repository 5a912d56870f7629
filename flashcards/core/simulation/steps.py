"""Learning steps: which state an answer leaves a card in.

py-fsrs's rule by itself: it looks at steps and grades, not at memory, so it is cheap and exact.
"""

from typing import Final, NamedTuple

from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, State


class StepPlace(NamedTuple):
    """A state, and in learning or relearning the number of the step, from 0."""

    state: State = State.NEW
    step: int | None = None


UNSEEN: Final = StepPlace()
IN_REVIEW: Final = StepPlace(State.REVIEW)


def place_after(place: StepPlace, rating: Rating, policy: Policy) -> StepPlace:
    """Where a card is after one more answer."""
    if place.state is State.REVIEW:
        lapsed = rating is Rating.AGAIN and policy.relearning_steps
        return StepPlace(State.RELEARNING, 0) if lapsed else IN_REVIEW
    relearning = place.state is State.RELEARNING
    steps = len(policy.relearning_steps if relearning else policy.learning_steps)
    return _on_steps(State.RELEARNING if relearning else State.LEARNING, place, rating, steps)


def _on_steps(state: State, place: StepPlace, rating: Rating, steps: int) -> StepPlace:
    """Again begins anew, Hard stays, Good goes on, Easy leaves; past the last step is review."""
    at = place.step or 0
    if rating is Rating.AGAIN:
        return StepPlace(state, 0) if steps else IN_REVIEW
    following = at + (rating is Rating.GOOD)
    return IN_REVIEW if rating is Rating.EASY or following >= steps else StepPlace(state, following)
