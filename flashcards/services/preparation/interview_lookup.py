"""Interviews found by what the learner calls them, and facts written about them."""

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from typing import Final, NoReturn

from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId, Stamp
from flashcards.core.preparation.interviews.interviews import Interview
from flashcards.core.preparation.interviews.names import label, labels, named
from flashcards.core.study_day import Moment
from flashcards.errors.days import DayTooFar
from flashcards.errors.interviews import (
    IsOver,
    Nameless,
    NotHeldYet,
    UnknownInterview,
    WhichInterview,
)
from flashcards.services.collection import Collection
from flashcards.services.work import Work, writing_work

_FARTHEST_DAYS: Final = 1_100

Interviews = tuple[Interview, ...]
Choice = Callable[[Interviews], Interview]
"""Which of a company's interviews is meant."""


def act(
    collection: Collection,
    moment: Moment,
    name: str,
    choose: Choice,
    fact: Callable[[Stamp, Interview], Fact],
) -> Interview:
    """Write a fact about the interview that a name and a choice mean; how it stands then.

    Raises `UnknownInterview` and `WhichInterview`, and what the choice does.
    """
    with writing_work(collection, moment) as work:
        one = choose(of_one_company(work.standing.interviews, name))
        work.append([fact(work.stamp(), one)])
        return as_it_stands(work, one.id)


def as_it_stands(work: Work, id_: FactId) -> Interview:
    """An interview that is there."""
    return next(one for one in work.standing.interviews if one.id == id_)


def of_one_company(there: Interviews, name: str) -> Interviews:
    """The interviews a name can mean, by day; raises `UnknownInterview` or `WhichInterview`."""
    found = named(there, name)
    if not found:
        by_name = {one.company.casefold(): one.company for one in there}
        near = get_close_matches(name.casefold(), by_name, n=1)
        raise UnknownInterview(name, by_name[near[0]] if near else None)
    if len({one.company.casefold() for one in found}) > 1:
        raise WhichInterview(name, labels(found))
    return found


def only(name: str, found: Interviews) -> Interview | None:
    """The one there is, None without any; raises `WhichInterview` for several."""
    if len(found) > 1:
        raise WhichInterview(name, labels(found))
    return found[0] if found else None


def latest_held(found: Interviews, today: date) -> Interview:
    """The last one that is not still to come; raises `NotHeldYet`."""
    held = [one for one in found if one.on <= today]
    return held[-1] if held else refuse_to_come(found)


def refuse_to_come(found: Interviews) -> NoReturn:
    """Raise `NotHeldYet` for the next of them."""
    raise NotHeldYet(label(found[0]), found[0].on.isoformat())


def refuse_over(found: Interviews) -> NoReturn:
    """Raise `IsOver` for the last of them."""
    raise IsOver(label(found[-1]))


def refuse_far(on: date, today: date) -> None:
    """Raise `DayTooFar` for a day that is a slip of the pen."""
    if abs((on - today).days) > _FARTHEST_DAYS:
        raise DayTooFar(on.isoformat(), _FARTHEST_DAYS)


def words(what: str, said: str) -> str:
    """The text on one line; raises `Nameless` where there is none."""
    text = " ".join(said.split())
    if not text:
        raise Nameless(what)
    return text
