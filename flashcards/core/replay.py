"""Facts to schedules, with FSRS: the only file that knows fsrs.

fsrs counts elapsed time in whole 24-hour periods, so it is given midnights UTC of study days; its
learning steps are added to the real instant. Its own fuzz is global chance and stays off.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

import fsrs

from flashcards.core.log import Buried, Fact, Rating, Resumed, Review, Suspended, counting
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.spread import interval_range, seeded_interval
from flashcards.core.study_day import study_day

_TO_FSRS = {
    State.NEW: fsrs.State.Learning,
    State.LEARNING: fsrs.State.Learning,
    State.REVIEW: fsrs.State.Review,
    State.RELEARNING: fsrs.State.Relearning,
}
_FROM_FSRS = {
    fsrs.State.Learning: State.LEARNING,
    fsrs.State.Review: State.REVIEW,
    fsrs.State.Relearning: State.RELEARNING,
}
_RATINGS = {rating: fsrs.Rating(rating) for rating in Rating}


def advance(schedule: Schedule, review: Review, policy: Policy) -> Schedule:
    """The schedule after one more answer; the clock may stand still or go back, time does not."""
    day = max(review.studied_on, schedule.last_studied_on or review.studied_on)
    before, midnight = _fsrs_card(schedule, day), _midnight(day)
    after, _ = _scheduler(policy).review_card(before, _RATINGS[review.rating], midnight)
    reps = schedule.reps + 1
    due_on, due_at = _due(after, review, after.due - midnight, policy, reps)
    return Schedule(
        state=_FROM_FSRS[after.state],
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        due_on=due_on,
        due_at=due_at,
        first_studied_on=schedule.first_studied_on or review.studied_on,
        last_studied_on=day,
        last_review_at=review.stamp.at,
        reps=reps,
        lapses=schedule.lapses + _is_lapse(schedule, review),
        suspended=schedule.suspended,
        buried_on=schedule.buried_on,
    )


def replay(facts: Iterable[Fact], policy: Policy) -> Schedule:
    """What the facts of one card come to, in whichever order they are given.

    Reviews count by their instant; of suspending, resuming and burying the one that came about
    last, by the logical clock: a clock set back does not undo a resumption.
    """
    schedule = Schedule()
    known = counting(facts)
    acts = sorted((f for f in known if not isinstance(f, Review)), key=_came_about)
    for fact in [*(f for f in known if isinstance(f, Review)), *acts]:
        schedule = apply(schedule, fact, policy)
    return schedule


def apply(schedule: Schedule, fact: Fact, policy: Policy) -> Schedule:
    """The schedule after one more fact that counts."""
    match fact:
        case Review():
            return advance(schedule, fact, policy)
        case Suspended():
            return replace(schedule, suspended=True)
        case Resumed():
            return replace(schedule, suspended=False, buried_on=None)
        case Buried():
            return replace(schedule, buried_on=fact.on)
        case _:
            return schedule


def retrievability(schedule: Schedule, on: date, policy: Policy) -> float | None:
    """The probability of recall on a study day (FSRS's forgetting curve); None if never seen."""
    if schedule.last_studied_on is None:
        return None
    day = max(on, schedule.last_studied_on)
    card = _fsrs_card(schedule, day)
    return _scheduler(policy).get_card_retrievability(card, _midnight(day))


def _came_about(fact: Fact) -> tuple[int, str]:
    return fact.stamp.clock, fact.stamp.id


def _due(
    after: fsrs.Card, review: Review, interval: timedelta, policy: Policy, reps: int
) -> tuple[date, datetime | None]:
    """The study day the card is due, and the instant while it is in learning steps."""
    if after.state is not fsrs.State.Review:
        at = review.stamp.at + interval
        zone = timezone(timedelta(seconds=review.utc_offset_s))
        return study_day(at, zone, policy.rollover_hour), at
    return _chosen_day(review, interval, policy, reps), None


def _chosen_day(review: Review, interval: timedelta, policy: Policy, reps: int) -> date:
    """The day chosen when the answer was given where the range allows it, else the seeded one."""
    studied = review.studied_on
    shortest, longest = interval_range(interval.days, policy.maximum_interval_days)
    if review.due_on and shortest <= (review.due_on - studied).days <= longest:
        return review.due_on
    return studied + timedelta(days=seeded_interval(shortest, longest, review.card, reps))


def _is_lapse(schedule: Schedule, review: Review) -> bool:
    return schedule.state is State.REVIEW and review.rating is Rating.AGAIN


def _fsrs_card(schedule: Schedule, day: date) -> fsrs.Card:
    last = schedule.last_studied_on
    return fsrs.Card(
        card_id=0,
        state=_TO_FSRS[schedule.state],
        step=schedule.step,
        stability=schedule.stability,
        difficulty=schedule.difficulty,
        due=_midnight(day),
        last_review=_midnight(last) if last else None,
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.utc)


@lru_cache(maxsize=64)
def _scheduler(policy: Policy) -> fsrs.Scheduler:
    given = {} if policy.parameters is None else {"parameters": policy.parameters}
    return fsrs.Scheduler(
        **given,
        desired_retention=policy.retention,
        learning_steps=policy.learning_steps,
        relearning_steps=policy.relearning_steps,
        maximum_interval=policy.maximum_interval_days,
        enable_fuzzing=False,
    )
