"""The day on which a card would be due if nothing but its memory had a say."""

from datetime import date, timedelta

from flashcards.core.card import CardId
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.load_balancing import Calendar, balanced_day, interval_range


def ideal_day(
    card: CardId, schedule: Schedule, policy: Policy, model: Model, calendar: Calendar
) -> date | None:
    """The day of the range around the interval, by seed; None for a card that is not in review.

    Replay would choose the same day, but that breaks and easy days of the calendar are avoided.
    """
    studied_on, stability = schedule.last_studied_on, schedule.stability
    if studied_on is None or stability is None or schedule.in_steps:
        return None
    longest_days = policy.maximum_interval_days
    recall_days = round(model.interval_days(stability, policy.retention))
    interval_days = min(max(recall_days, 1), longest_days)
    first, last = interval_range(interval_days, longest_days)
    days = studied_on + timedelta(days=first), studied_on + timedelta(days=last)
    return balanced_day(days, calendar, (), card, schedule.reps)
