"""The order of companies in a cycle: one or two warm-ups first, the favourite in the middle."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from flashcards.core.preparation.interviews.interviews import Interview, Outcome, Rank, ahead

_GAP_DAYS: Final = 60
"""Where more days pass without a round, another cycle begins."""

_WARM_UPS: Final = 2
_MIDDLE: Final = 3
"""From so many companies on there is a place between the first and the last."""


class Company(NamedTuple):
    """A company, its rank, and the day of its first round in the cycle."""

    name: str
    rank: Rank
    on: date


def companies_now(interviews: Iterable[Interview], today: date) -> tuple[Company, ...]:
    """The companies of the cycle that has the next round, by their first day; none without one."""
    rounds = [one for one in interviews if one.outcome is not Outcome.WITHDRAWN]
    if not ahead(rounds, today):
        return ()
    found: dict[str, Company] = {}
    before = rounds[0].on
    for one in rounds:
        if (one.on - before).days > _GAP_DAYS:
            if before >= today:
                break
            found = {}
        found.setdefault(one.company.casefold(), Company(one.company, one.rank, one.on))
        before = one.on
    return tuple(found.values())


def proposed(companies: Sequence[Company]) -> tuple[Company, ...]:
    """The companies in the order that is advised: those of one rank stay as they are.

    One or two warm-ups, half of the others, the favourites, the rest.
    """
    warm_ups = [one for one in companies if one.rank is Rank.WARM_UP]
    favourites = [one for one in companies if one.rank is Rank.FAVOURITE]
    # A favourite that is first is practice for the others; one that is last finds their offers
    # gone.
    half = (len(companies) - len(favourites)) // 2
    first = warm_ups[: max(1, min(_WARM_UPS, half))]
    rest = [one for one in companies if one not in first and one not in favourites]
    before = max(half - len(first), 0 if first else 1)
    return (*first, *rest[:before], *favourites, *rest[before:])


def advice(interviews: Sequence[Interview], today: date) -> tuple[str, ...]:
    """What to change in the order and the days of what is ahead, a sentence each; none if well."""
    return (*_order_advice(companies_now(interviews, today), today), *_rest(interviews, today))


def _order_advice(companies: Sequence[Company], today: date) -> Iterator[str]:
    favourites = [one for one in companies if one.rank is Rank.FAVOURITE]
    if not favourites or favourites[0].on <= today:
        return
    favourite = favourites[0]
    before = companies[: companies.index(favourite)]
    late = [one for one in companies[len(before) :] if one.rank is Rank.WARM_UP]
    name, order = favourite.name, _order(companies, today)
    if not before:
        yield f"Your favourite, {name}, is first: put 1 or 2 warm-ups before it{order}."
    elif late and not any(one.rank is Rank.WARM_UP for one in before):
        yield f"{late[0].name} is a warm-up, but comes after {name}: put it before{order}."
    elif order and _is_last(favourite, companies) and len(companies) >= _MIDDLE:
        yield f"Your favourite, {name}, is last: other offers will not wait for it{order}."


def _order(companies: Sequence[Company], today: date) -> str:
    """The order proposed, what has begun left where it is; empty where it is that already."""
    begun = [one for one in companies if one.on <= today]
    order = (*begun, *proposed([one for one in companies if one.on > today]))
    if order == tuple(companies):
        return ""
    return f". A better order: {', '.join(one.name for one in order)}"


def _is_last(one: Company, companies: Sequence[Company]) -> bool:
    """Whether its first round is after those of all others, not on the day of one of them."""
    return all(other.on < one.on for other in companies if other is not one)


def _rest(interviews: Sequence[Interview], today: date) -> Iterator[str]:
    """Interviews that leave no day of rest between them."""
    for one, following in pairwise(ahead(interviews, today)):
        apart = (following.on - one.on).days
        if apart == 0 and not one.is_at(following.company):
            yield f"{one.company} and {following.company} are on the same day: move one of them."
        elif apart == 1:
            yield (
                f"No rest day before {following.company} ({following.round}):"
                f" {one.company} ({one.round}) is the day before."
            )
