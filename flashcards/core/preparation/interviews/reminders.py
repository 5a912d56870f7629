"""What the interviews want of the learner on a day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.interviews.interviews import Interview, Outcome


class Wants(StrEnum):
    """What is to be thought of."""

    INTERVIEW = "interview"
    REST = "rest"
    OUTCOME = "outcome"
    ANSWER = "answer"
    ANSWER_DATE = "answer-date"
    REAPPLY = "reapply"


@dataclass(frozen=True, slots=True)
class Reminder:
    """What an interview wants, and the day it has to do with."""

    wants: Wants
    interview: Interview
    on: date


def reminders(interviews: Sequence[Interview], today: date) -> tuple[Reminder, ...]:
    """What is to be thought of today: interviews first, what can wait last."""
    found = (one for interview in interviews for one in _of(interview, interviews, today))
    return tuple(sorted(found, key=_urgency))


def _of(interview: Interview, others: Iterable[Interview], today: date) -> Iterator[Reminder]:
    if interview.is_ahead(today):
        if interview.on == today:
            yield Reminder(Wants.INTERVIEW, interview, today)
        elif interview.rest_on == today:
            yield Reminder(Wants.REST, interview, interview.on)
    elif interview.outcome is None:
        yield Reminder(Wants.OUTCOME, interview, interview.on)
    elif interview.outcome is Outcome.OFFER and interview.offer is None:
        yield Reminder(Wants.ANSWER_DATE, interview, today)
    elif interview.outcome is Outcome.OFFER and interview.offer is not None:
        yield Reminder(Wants.ANSWER, interview, interview.offer.answer_by)
    else:
        yield from _cooldown(interview, others, today)


def _cooldown(interview: Interview, others: Iterable[Interview], today: date) -> Iterator[Reminder]:
    """From the first day of re-application to the last, unless something happened since."""
    begins, ends = interview.reapply_from, interview.reapply_to
    if begins is None or ends is None or not begins <= today <= ends:
        return
    if not any(one.is_at(interview.company) and one.on > interview.on for one in others):
        yield Reminder(Wants.REAPPLY, interview, ends)


def _urgency(reminder: Reminder) -> tuple[int, date]:
    return list(Wants).index(reminder.wants), reminder.on
