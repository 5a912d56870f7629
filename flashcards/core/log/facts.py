"""The facts: everything that ever happened, append-only, in one total order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, Final, TypeVar

from flashcards.core.card import CardId, Kind
from flashcards.core.log import (
    collection_facts,  # noqa: F401
    preparation_facts,  # noqa: F401
)
from flashcards.core.log.fact import CardFact, CollectionFact, declared, recorded_as
from flashcards.core.log.field_types import Natural, Score, SoundDay, UtcOffset
from flashcards.core.log.redating import Redated, as_given, redatings
from flashcards.core.log.stamp import FactId, Stamp, Stamped


class Rating(IntEnum):
    """How an answer went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@recorded_as("introduced")
@dataclass(frozen=True, slots=True)
class Introduced(CardFact):
    """A card's face, written with its first fact, so that the log can be read without decks."""

    kind: Kind
    front: str
    back: str


@recorded_as("review", is_act=True, in_session=True)
@dataclass(frozen=True, slots=True)
class Review(CardFact):
    """One graded answer.

    `score` is the 1 to 5 of a self-assessment, else None; `duration_ms` the thinking time, None
    where unknown; `studied_on` the study day it was given on; `utc_offset_s` the local offset
    then; `due_on` the due day chosen, None where a learning step follows; `source` who graded
    (`review`, `answer`, or the name of an import); `limit_s` the time the answer had, `note` what
    the learner wrote to it, and `revealed_ms` the time until its answer was opened, when what is
    said aloud is over: None where it was not.
    """

    rating: Rating
    studied_on: SoundDay
    utc_offset_s: UtcOffset = 0
    score: Score | None = None
    duration_ms: Natural | None = None
    due_on: SoundDay | None = None
    source: str = "review"
    limit_s: Natural | None = None
    note: str = ""
    revealed_ms: Natural | None = None


@recorded_as("crammed", is_act=True, in_session=True)
@dataclass(frozen=True, slots=True)
class Crammed(CardFact):
    """An answer given only to practise: it is counted as time spent, the schedule stays."""

    rating: Rating
    studied_on: SoundDay
    score: Score | None = None
    duration_ms: Natural | None = None


@recorded_as("suspended", is_act=True, in_session=True)
@dataclass(frozen=True, slots=True)
class Suspended(CardFact):
    """The card is not asked until it is resumed; `part_of` is the review that made it a leech."""

    part_of: FactId | None = None


@recorded_as("resumed", is_act=True, in_session=True)
@dataclass(frozen=True, slots=True)
class Resumed(CardFact):
    """A suspended or buried card is asked again."""


@recorded_as("buried", is_act=True, in_session=True)
@dataclass(frozen=True, slots=True)
class Buried(CardFact):
    """The card is not asked on the study day `on`."""

    on: SoundDay


@recorded_as("reset", is_act=True)
@dataclass(frozen=True, slots=True)
class Reset(CardFact):
    """The card is new again: what was answered, or came about, before does not count."""


@recorded_as("due-set", is_act=True)
@dataclass(frozen=True, slots=True)
class DueSet(CardFact):
    """A card in review is due on the study day `on`, until it is next answered.

    `why` is the verb that moved it: `set-due`, `postpone`, `break` or `optimize`; `part_of` the
    first fact of an act that moved several cards.
    """

    on: SoundDay
    why: str = "set-due"
    part_of: FactId | None = None


@dataclass(frozen=True, slots=True)
class AboutEdge(CardFact):
    """A fact about two texts, `old` and `card`; `by_hand`: the learner said so."""

    old: CardId
    by_hand: bool = False


@recorded_as("edited")
@dataclass(frozen=True, slots=True)
class Edited(AboutEdge):
    """The text `old` became the text `card`: the history follows."""


@recorded_as("unlinked")
@dataclass(frozen=True, slots=True)
class Unlinked(AboutEdge):
    """Both texts live again: the edge carries only what is older than this.

    By hand: they never were one card, the edge carries nothing.
    """


@recorded_as("undo")
@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back the fact `undoes`, whichever of the two arrives first.

    `card` is that fact's; where it is another, or none, what is undone is the fact all the same.
    """

    stamp: Stamp
    card: CardId | None
    undoes: FactId


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact of a later version, kept and passed on as it came."""

    stamp: Stamp
    name: str
    card: CardId | None = None
    body: dict[str, Any] = field(default_factory=dict)
    version: int = 1


Fact = CardFact | CollectionFact | Undo | Unknown

ACTS: Final[tuple[type[Fact], ...]] = tuple(one.fact for one in declared() if one.is_act)
"""Everything that `flash undo` takes back."""

SESSION_ACTS: Final[tuple[type[Fact], ...]] = tuple(
    one.fact for one in declared() if one.in_session
)
"""What is done in a session, and undone there."""


F = TypeVar("F", bound=Stamped)


def order(fact: Stamped) -> tuple[datetime, int, FactId]:
    """The sort key of the log: instant, logical clock, id."""
    stamp = fact.stamp
    return stamp.at, stamp.clock, stamp.id


def came_about(fact: Stamped) -> tuple[int, FactId]:
    """The place of a fact among all that came about: logical clock, id."""
    return fact.stamp.clock, fact.stamp.id


def in_order_of_coming_about(facts: Iterable[F]) -> list[F]:
    """The facts as they came about, whatever instants they tell of."""
    return sorted(facts, key=came_about)


def union(*logs: Iterable[F]) -> list[F]:
    """All facts of the logs, each once, in order."""
    return sorted({fact.stamp.id: fact for log in logs for fact in log}.values(), key=order)


def counting(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that no undo names, in order; without the undos, and with redatings followed."""
    known = union(facts)
    undone = {fact.undoes for fact in known if isinstance(fact, Undo)}
    found: list[Fact] = [f for f in known if f.stamp.id not in undone and not isinstance(f, Undo)]
    told = redatings(fact for fact in found if isinstance(fact, Redated))
    if not told:
        return found
    given = (as_given(f, told) if isinstance(f, Review) else f for f in found)
    return sorted((f for f in given if not isinstance(f, Redated)), key=order)


_SCORES = (Rating.AGAIN, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)


def rating_of_score(score: int) -> Rating:
    """What a self-assessment's 1 to 5 counts as: 1 and 2 Again, 3 Hard, 4 Good, 5 Easy."""
    return _SCORES[score - 1]
