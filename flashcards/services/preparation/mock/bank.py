"""The questions that mocks draw on: how many are left, and which are next."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.lineage import Order
from flashcards.core.preparation.mock.draw import last_uses, least_recently_used, unused
from flashcards.core.preparation.mock.forms import (
    AREAS,
    Form,
    MockCandidate,
    MockMode,
    areas_of,
    limits,
    wanted,
)
from flashcards.core.standing import Standing
from flashcards.errors.mocks import BankDry
from flashcards.services.collection import Collection
from flashcards.services.standing import standing
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.log.lineage import all_edges
from flashcards.storage.log.log import last_clock
from flashcards.storage.read_models.mocks import candidates

_FEW: Final = 3
"""With fewer unused questions than this, more should be written."""

_MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True)
class MockOptions:
    """What the learner asked for; `minutes` instead of the form's usual length."""

    form: Form
    minutes: int | None = None
    mode: MockMode = MockMode.AFTER
    allow_repeat: bool = False
    interviewer: str = ""
    record: bool = False


@dataclass(frozen=True, slots=True)
class Bank:
    """A form, the questions it has, and how many no mock has shown; keys of `flash mock --json`.

    A form of several areas asks one of each: it has as many as the area with fewest.
    """

    form: str
    questions: int
    unused: int
    asks: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Low:
    """An area with few unused questions left, or with `missing` fewer than were wanted."""

    area: str
    left: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Questions in the order they are asked, with the seconds each has, and what runs low."""

    asked: tuple[MockCandidate, ...]
    limits_s: tuple[int, ...]
    low: tuple[Low, ...]


def banks(collection: Collection) -> tuple[Bank, ...]:
    """How many questions each form has left."""
    with reading(collection.engine) as connection:
        every = candidates(connection, AREAS)
        used = _uses(connection, standing(connection))
    by_area = {area: [one for one in every if one.area == area] for area in AREAS}
    return tuple(_bank(form, by_area, used) for form in Form)


def draw(work: Work, options: MockOptions) -> Drawn:
    """The questions of a mock, none asked before unless that is allowed; raises `BankDry`."""
    seed, used = last_clock(work.connection), _uses(work.connection, work.standing)
    order = least_recently_used if options.allow_repeat else unused
    every = candidates(work.connection, areas_of(options.form))
    asked: list[MockCandidate] = []
    for area in areas_of(options.form):
        there = [one for one in every if one.area == area]
        chosen = order(there, used, seed)[: wanted(options.form, area, options.minutes)]
        if not chosen:
            raise BankDry(area, len(there))
        asked += chosen
    given = limits(options.form, asked, options.minutes)
    fitting = tuple(asked[: len(given)])
    low = (_low(options, area, every, used, fitting) for area in areas_of(options.form))
    return Drawn(fitting, given, tuple(one for one in low if one.left < _FEW))


def _low(
    options: MockOptions,
    area: Form,
    every: Sequence[MockCandidate],
    used: Container[CardId],
    asked: Sequence[MockCandidate],
) -> Low:
    """What is left of an area; where nothing is, how many more were wanted."""
    here = [one for one in asked if one.area == area]
    fresh = [one for one in every if one.area == area and one.card not in used]
    left = len(fresh) - sum(one in fresh for one in here)
    is_short = not left and not options.allow_repeat
    missing = max(0, wanted(options.form, area, options.minutes) - len(here)) if is_short else 0
    return Low(area.value, left, missing)


def _bank(
    form: Form, by_area: Mapping[Form, Sequence[MockCandidate]], used: Container[CardId]
) -> Bank:
    areas = areas_of(form)
    fresh = [sum(one.card not in used for one in by_area[area]) for area in areas]
    nothing = MockCandidate(CardId(""), "", "", "")
    usual = [replace(nothing, area=area) for area in areas for _ in range(wanted(form, area))]
    return Bank(
        form=form.value,
        questions=min(len(by_area[area]) for area in areas),
        unused=min(fresh),
        asks=len(usual),
        minutes=sum(limits(form, usual)) // _MINUTE_S,
    )


def _uses(connection: Connection, held: Standing) -> dict[CardId, Order]:
    """The ids of all texts that some mock has shown, and when last; edited ones too."""
    return last_uses(held.mocks, all_edges(connection)) if held.mocks else {}
