"""Real interviews: noted, moved, told of, and the cycle they make."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.log.preparation_facts import (
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    Offered,
)
from flashcards.core.preparation.interviews.business_days import business_days_after
from flashcards.core.preparation.interviews.company_order import advice
from flashcards.core.preparation.interviews.interviews import Interview, Outcome, Rank, ahead
from flashcards.core.preparation.interviews.names import label
from flashcards.core.preparation.interviews.reminders import Reminder, reminders
from flashcards.core.study_day import Moment
from flashcards.errors.days import DayGone
from flashcards.errors.interviews import InterviewAhead, InterviewGone, InterviewStands
from flashcards.services.collection import Collection
from flashcards.services.preparation.interview_lookup import (
    Interviews,
    act,
    as_it_stands,
    latest_held,
    of_one_company,
    only,
    refuse_far,
    refuse_over,
    refuse_to_come,
    words,
)
from flashcards.services.standing import standing
from flashcards.services.work import reading_work, writing_work
from flashcards.storage.database import engine

ANSWER_DAYS: Final = 7
"""Business days in which an offer is answered, where nothing else was agreed; 5 to 7 are usual."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """All interviews by day, what they want today, and what is better changed in their order."""

    today: date
    interviews: Interviews
    reminders: tuple[Reminder, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewInterview:
    """A round to be noted; `rank` None is the one its company has; `held`: it took place."""

    company: str
    round: str
    on: date
    rank: Rank | None = None
    held: bool = False


def interviews(collection: Collection, moment: Moment) -> Cycle:
    """The cycle as it stands today."""
    today = collection.today(moment)
    with reading_work(collection, moment) as work:
        found, plan = work.standing.interviews, work.standing.plan
    said = list(advice(found, today))
    if plan is not None:
        said += _plans_day(found, plan.interview_on, today)
    return Cycle(today, found, reminders(found, today), tuple(said))


def _plans_day(found: Interviews, on: date, today: date) -> Iterator[str]:
    """That the plan is for another day than these: it rests on the day before its own."""
    from flashcards.core.preparation.plan.followed import better_day, is_unnoted

    if other := better_day(found, on, today):
        yield f"The interview is on {other:%d %b}, not the plan's day: flash plan move {other}"
    if is_unnoted(found, on, today):
        yield (
            f"Your plan's interview on {on:%a %d %B %Y} is not in this list:"
            f" flash interview add COMPANY ROUND {on}"
        )


def interviews_at(collection: Collection, name: str) -> Interviews:
    """The rounds that a name can mean, by day; raises `UnknownInterview` or `WhichInterview`."""
    with engine.reading(collection.engine) as connection:
        return of_one_company(standing(connection).interviews, name)


def add_interview(collection: Collection, moment: Moment, new: NewInterview) -> Interview:
    """Note a round; raises `InterviewGone`, `InterviewAhead`, `DayTooFar` or `InterviewStands`."""
    today = collection.today(moment)
    company, round_ = words("company", new.company), words("round", new.round)
    if new.held and new.on > today:
        raise InterviewAhead(new.on.isoformat())
    if not new.held and new.on < today:
        raise InterviewGone(new.on.isoformat())
    refuse_far(new.on, today)
    with writing_work(collection, moment) as work:
        same = [one for one in work.standing.interviews if one.is_at(company)]
        for one in same:
            if one.round.casefold() == round_.casefold() and (one.is_open or one.on == new.on):
                raise InterviewStands(label(one), one.on.isoformat())
        rank = new.rank or (same[0].rank if same else Rank.ORDINARY)
        name = same[0].company if same else company
        stamp = work.stamp()
        work.append([InterviewSet(stamp, name, round_, new.on, rank)])
        return as_it_stands(work, stamp.id)


def move_interview(collection: Collection, moment: Moment, name: str, on: date) -> Interview:
    """Give an open round another day; raises `DayGone`, `DayTooFar` or `IsOver`."""
    today = collection.today(moment)
    if on < today:
        raise DayGone(on.isoformat())
    refuse_far(on, today)

    def choose(found: Interviews) -> Interview:
        one = only(name, tuple(one for one in found if one.is_open)) or refuse_over(found)
        if one.on == on:
            raise InterviewStands(label(one), on.isoformat())
        return one

    return act(
        collection,
        moment,
        name,
        choose,
        lambda stamp, one: InterviewSet(stamp, one.company, one.round, on, one.rank, one.id),
    )


def remove_interview(collection: Collection, moment: Moment, name: str) -> Interview:
    """Take a round out of the cycle, one ahead before one held; what it was."""
    today = collection.today(moment)
    with writing_work(collection, moment) as work:
        found = of_one_company(work.standing.interviews, name)
        chosen = only(name, ahead(found, today)) or only(name, found) or found[0]
        work.append([InterviewRemoved(work.stamp(), chosen.id)])
        return chosen


def tell_outcome(
    collection: Collection, moment: Moment, name: str, outcome: Outcome, note: str = ""
) -> Interview:
    """How a round ended; told again, the latest counts. Raises `NotHeldYet` before its day.

    Who withdraws may do so before it.
    """
    today = collection.today(moment)

    def choose(found: Interviews) -> Interview:
        may_be_ahead = outcome is Outcome.WITHDRAWN
        there = tuple(one for one in found if may_be_ahead or one.on <= today)
        untold = tuple(one for one in there if one.outcome is None)
        waiting = tuple(one for one in there if one.outcome is Outcome.WAITING)
        if not there:
            refuse_to_come(found)
        return only(name, untold) or only(name, waiting) or there[-1]

    return act(
        collection,
        moment,
        name,
        choose,
        lambda stamp, one: InterviewHeld(stamp, one.id, outcome, today, note.strip()),
    )


def note_offer(
    collection: Collection, moment: Moment, name: str, answer_by: date | None, what: str = ""
) -> tuple[Interview, date]:
    """An offer after the latest round held, and the day by which to answer.

    That is seven business days from today where none is given. Raises `NotHeldYet`, and `DayGone`
    or `DayTooFar` for the answer.
    """
    today = collection.today(moment)
    by = business_days_after(today, ANSWER_DAYS) if answer_by is None else answer_by
    if by < today:
        raise DayGone(by.isoformat())
    refuse_far(by, today)
    noted = act(
        collection,
        moment,
        name,
        lambda found: latest_held(found, today),
        lambda stamp, one: Offered(stamp, one.id, today, by, what.strip()),
    )
    return noted, by
