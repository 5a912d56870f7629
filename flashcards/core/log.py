"""The facts: everything that ever happened, append-only, in one total order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any, TypeVar, get_args

from flashcards.core.card import CardId, Kind
from flashcards.core.preparation.facts import PreparationAct, PreparationFact
from flashcards.core.redating import Redated, as_given, redatings
from flashcards.core.stamp import FactId, Stamp, Stamped


class Rating(IntEnum):
    """How an answer went, as FSRS counts it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Introduced:
    """A card's face, written with its first fact, so that the log can be read without decks."""

    stamp: Stamp
    card: CardId
    kind: Kind
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Review:
    """One graded answer.

    `score` is the 1 to 5 of a self-assessment, else None; `duration_ms` the thinking time, None
    where unknown; `studied_on` the study day it was given on; `utc_offset_s` the local offset
    then; `due_on` the due day chosen, None where a learning step follows; `source` who graded
    (`review`, `answer`, or the name of an import); `limit_s` the time the answer had, `note` what
    the learner wrote to it, and `revealed_ms` the time until its answer was opened, when what is
    said aloud is over: None where it was not.
    """

    stamp: Stamp
    card: CardId
    rating: Rating
    studied_on: date
    utc_offset_s: int = 0
    score: int | None = None
    duration_ms: int | None = None
    due_on: date | None = None
    source: str = "review"
    limit_s: int | None = None
    note: str = ""
    revealed_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Crammed:
    """An answer given only to practise: it is counted as time spent, the schedule stays."""

    stamp: Stamp
    card: CardId
    rating: Rating
    studied_on: date
    score: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Suspended:
    """The card is not asked until it is resumed; `part_of` is the review that made it a leech."""

    stamp: Stamp
    card: CardId
    part_of: FactId | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """A suspended or buried card is asked again."""

    stamp: Stamp
    card: CardId


@dataclass(frozen=True, slots=True)
class Buried:
    """The card is not asked on the study day `on`."""

    stamp: Stamp
    card: CardId
    on: date


@dataclass(frozen=True, slots=True)
class Reset:
    """The card is new again: what was answered, or came about, before does not count."""

    stamp: Stamp
    card: CardId


@dataclass(frozen=True, slots=True)
class DueSet:
    """A card in review is due on the study day `on`, until it is next answered.

    `why` is the verb that moved it: `set-due`, `postpone`, `break` or `optimize`; `part_of` the
    first fact of an act that moved several cards.
    """

    stamp: Stamp
    card: CardId
    on: date
    why: str = "set-due"
    part_of: FactId | None = None


@dataclass(frozen=True, slots=True)
class Adopted:
    """From here on FSRS counts with these parameters, none for the library's.

    `figures` says how they were judged against those in use before; one that `reverts` goes back
    to what was in use before the last that does not.
    """

    stamp: Stamp
    parameters: tuple[float, ...]
    figures: dict[str, float] = field(default_factory=dict)
    reverts: bool = False
    card: None = None


@dataclass(frozen=True, slots=True)
class DeadlineSet:
    """What is selected has to be known on the day `on`; `minutes` a day are there for it.

    Said on the study day `set_on`; a later one of the same selection moves the date. `part_of`
    is the plan's fact that brought it along.
    """

    stamp: Stamp
    on: date
    decks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minutes: int | None = None
    set_on: date | None = None
    part_of: FactId | None = None
    card: None = None


@dataclass(frozen=True, slots=True)
class DeadlineRemoved:
    """The selection has no date any more; `part_of` as above."""

    stamp: Stamp
    decks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    part_of: FactId | None = None
    card: None = None


@dataclass(frozen=True, slots=True)
class BreakSet:
    """No card is to fall due from `begins_on` to `ends_on`, both included."""

    stamp: Stamp
    begins_on: date
    ends_on: date
    card: None = None


@dataclass(frozen=True, slots=True)
class BreakRemoved:
    """The break of these days is off."""

    stamp: Stamp
    begins_on: date
    ends_on: date
    card: None = None


@dataclass(frozen=True, slots=True)
class AboutEdge:
    """A fact about two texts, `old` and `card`; `by_hand`: the learner said so."""

    stamp: Stamp
    card: CardId
    old: CardId
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Edited(AboutEdge):
    """The text `old` became the text `card`: the history follows."""


@dataclass(frozen=True, slots=True)
class Unlinked(AboutEdge):
    """Both texts live again: the edge carries only what is older than this.

    By hand: they never were one card, the edge carries nothing.
    """


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


CardAct = Review | Redated | Crammed | Suspended | Resumed | Buried | Reset | DueSet
"""What the learner does to a card, and can undo."""

CollectionAct = Adopted | DeadlineSet | DeadlineRemoved | BreakSet | BreakRemoved
"""What the learner decides for many cards at once, and can undo."""

CardFact = CardAct | Introduced | Edited | Unlinked | Undo
"""The facts that concern one card."""

Fact = CardFact | CollectionAct | PreparationFact | Unknown

SESSION_ACTS = (Review, Crammed, Suspended, Resumed, Buried)
"""What is done in a session, and undone there."""

ACTS = (
    *SESSION_ACTS,
    *(Redated, Reset, DueSet, Adopted, DeadlineSet, DeadlineRemoved, BreakSet, BreakRemoved),
    *get_args(PreparationAct),
)
"""Everything that `flash undo` takes back."""


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
