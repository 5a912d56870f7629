"""Mocks looked at: all of them, one of them, and what leads on from its weak sides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.mock.mock import Mock, MockQuestion
from flashcards.core.preparation.mock.results import (
    AreaResult,
    Weakness,
    hired,
    mean_of,
    passed,
    results_of,
    weaknesses,
)
from flashcards.errors.mocks import AmbiguousMock, NoMocks, UnknownMock
from flashcards.services.collection import Collection
from flashcards.services.preparation.mock.acts import with_clock
from flashcards.services.preparation.mock.recordings import recordings
from flashcards.services.standing import standing
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

_MOST: Final = 3
"""Cards named for each weak dimension."""


@dataclass(frozen=True, slots=True)
class WeaknessCards:
    """Cards of a weak dimension's area: with its name as a tag, else any, those asked first.

    `are_there` is whether the area has such cards; they may all be named by another dimension.
    """

    weakness: Weakness
    tagged: bool
    are_there: bool
    cards: tuple[KnownCard, ...]


@dataclass(frozen=True, slots=True)
class MockRow:
    """A mock in a row; keys of `flash mock list --json`.

    `mean`, `passed` and `hire` are null until something, or all, is judged; `weakest` is the
    dimension with the lowest score, where one is below 4.
    """

    id: str
    form: str
    mode: str
    on: date
    interviewer: str
    questions: int
    answered: int
    seconds: int
    limit_s: int
    mean: float | None
    passed: bool | None
    hire: bool | None
    weakest: str | None
    action: str
    ended: bool


@dataclass(frozen=True, slots=True)
class MockDocument:
    """A mock whole; keys of `flash mock show --json`. `recordings` are files of this machine."""

    summary: MockRow
    results: tuple[AreaResult, ...]
    questions: tuple[MockQuestion, ...]
    recordings: tuple[str, ...]


def row_of(mock: Mock) -> MockRow:
    """A mock in a row."""
    found = results_of(mock)
    weak = weaknesses(found)
    mean = mean_of(found)
    return MockRow(
        id=mock.id,
        form=mock.form,
        mode=mock.mode,
        on=mock.on,
        interviewer=mock.interviewer,
        questions=len(mock.questions),
        answered=sum(one.answered for one in mock.questions),
        seconds=sum(one.used_s for one in mock.questions),
        limit_s=sum(one.limit_s for one in mock.questions),
        mean=None if mean is None else round(mean, 2),
        passed=passed(found),
        hire=hired(found),
        weakest=weak[0].dimension.name if weak else None,
        action=mock.action,
        ended=mock.ended,
    )


def document_of(collection: Collection, mock: Mock) -> MockDocument:
    """A mock whole."""
    files = tuple(str(path) for path in recordings(collection, mock))
    return MockDocument(row_of(mock), results_of(mock), mock.questions, files)


def mocks(collection: Collection) -> tuple[Mock, ...]:
    """All mocks there have been, the first one first."""
    with reading(collection.engine) as connection:
        return tuple(with_clock(connection, mock) for mock in standing(connection).mocks)


def mock_named(collection: Collection, name: str | None) -> Mock:
    """The mock whose id begins so, else the last one; raises `NoMocks` or `UnknownMock`.

    Raises `AmbiguousMock`, too.
    """
    every = mocks(collection)
    if not every:
        raise NoMocks
    if name is None:
        return every[-1]
    found = [mock for mock in every if name and mock.id.startswith(name)]
    if not found:
        raise UnknownMock(name)
    if len(found) > 1:
        raise AmbiguousMock(name, [mock.id for mock in found])
    return found[0]


def cards_for(
    collection: Collection, mock: Mock, weak: Sequence[Weakness]
) -> tuple[WeaknessCards, ...]:
    """For each weak dimension, cards that the daily review asks, each card named once.

    They are dealt out in turn; those with a dimension's tag are its own before others name them.
    """
    areas = {one.area for one in weak}
    asked = {question.card for question in mock.questions}
    with reading(collection.engine) as connection:
        there = [
            known
            for known in known_cards(connection)
            if known.area in areas and known.is_asked and not known.suspended
        ]
    there.sort(key=lambda known: known.card.id not in asked)
    return _dealt([_linked(one, there) for one in weak])


def _dealt(every: Sequence[WeaknessCards]) -> tuple[WeaknessCards, ...]:
    """The same with a few cards each, none of them twice."""
    named = set[str]()
    dealt: list[list[KnownCard]] = [[] for _ in every]
    for tagged in (True, False):
        places = [place for place, one in enumerate(every) if one.tagged is tagged]
        for place in places * _MOST:
            free = (known for known in every[place].cards if known.card.id not in named)
            if (known := next(free, None)) is not None:
                named.add(known.card.id)
                dealt[place].append(known)
    return tuple(replace(one, cards=tuple(cards)) for one, cards in zip(every, dealt, strict=True))


def _linked(weak: Weakness, there: Sequence[KnownCard]) -> WeaknessCards:
    """A dimension with all its cards."""
    of_area = [known for known in there if known.area == weak.area]
    tagged = [known for known in of_area if weak.dimension.name in known.tags]
    return WeaknessCards(weak, bool(tagged), bool(of_area), tuple(tagged or of_area))
