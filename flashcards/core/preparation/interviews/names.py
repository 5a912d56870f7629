"""Interviews as the learner names them: a company, a company and a round, or an id."""

from collections.abc import Iterable, Sequence
from typing import Final

from flashcards.core.preparation.interviews.interviews import Interview

BETWEEN: Final = "/"
"""Stands between a company and a round."""

_LEAST: Final = 8
"""Characters of an id that name it: fewer are more likely to be a company."""


def named(interviews: Sequence[Interview], said: str) -> tuple[Interview, ...]:
    """The interviews that could be meant: by a whole company, beginnings, or an id's beginning."""
    wanted = said.strip().casefold()
    company, slash, round_ = wanted.partition(BETWEEN)
    whole = [one for one in interviews if one.company.casefold() == wanted]
    begun = [one for one in interviews if wanted and one.company.casefold().startswith(wanted)]
    both = [one for one in interviews if slash and _begins(one, company.strip(), round_.strip())]
    exact = [one for one in both if one.round.casefold() == round_.strip()]
    ids = [one for one in interviews if len(wanted) >= _LEAST and one.id.startswith(wanted)]
    return tuple(whole or begun or exact or both or ids)


def label(interview: Interview) -> str:
    """Company and round."""
    return f"{interview.company}{BETWEEN}{interview.round}"


def labels(interviews: Iterable[Interview]) -> list[str]:
    """A name for each that tells it from the others: company and round, or the id."""
    all_ = list(interviews)
    given = [label(one).casefold() for one in all_]
    return [label(one) if given.count(label(one).casefold()) == 1 else one.id for one in all_]


def _begins(interview: Interview, company: str, round_: str) -> bool:
    own = interview.company.casefold()
    return own.startswith(company) and interview.round.casefold().startswith(round_)
