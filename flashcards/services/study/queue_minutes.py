"""The minutes of a day's queue: what every screen, the forecast and the dates say of today."""

from typing import Final

from flashcards.core.study.answer_time import AnswerTimes
from flashcards.services.study.answer_times import expected_ms
from flashcards.services.study.queue import TodaysQueue

_LEAST_MINUTES: Final = 0.1
_MS_A_MINUTE: Final = 60_000


def queue_minutes(queue: TodaysQueue, times: AnswerTimes) -> float:
    """What the dates foresee of what they ask; of the rest the usual, or a slow card's own time.

    In tenths; where anything is asked at least one.
    """
    plans = [one.plan for one in queue.deadline_queues]
    slow = [one for one in (*queue.asked_due, *queue.asked_new) if one.occasion.is_slow]
    slow_new = sum(one.stability is None for one in slow)
    new = len(queue.asked_new) - slow_new - sum(plan.new for plan in plans)
    reviews = len(queue.asked_due) - len(slow) + slow_new + len(queue.steps)
    reviews -= sum(len(plan.steps) + len(plan.reviews) for plan in plans)
    foreseen = sum(plan.seconds for plan in plans) / 60
    besides = sum(expected_ms(times, one) for one in slow) / _MS_A_MINUTE
    usual = times.usual.minutes_of(max(0, reviews), max(0, new))
    minutes = foreseen + usual + besides
    return max(_LEAST_MINUTES, round(minutes, 1)) if minutes else 0.0
