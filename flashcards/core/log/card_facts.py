"""What happens to a card, as facts: it is written, answered, put off, edited."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Final, NamedTuple

from flashcards.core.card import CardId, Kind
from flashcards.core.frozen import dataclass
from flashcards.core.log.fact import CardFact, recorded_as
from flashcards.core.log.field_types import (
    LIKE_AN_ID,
    InstantInUtc,
    Natural,
    PointNumber,
    Score,
    SoundDay,
    UtcOffset,
)
from flashcards.core.log.stamp import FactId
from flashcards.core.rating import Rating

CAME_WITH: Final = "import:"
"""What the source of an answer begins with that came with an import."""


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
    (`review`, `answer`, or `import:` and the import's fact); `limit_s` the time the answer had,
    `note` what the learner wrote to it, and `revealed_ms` the time until its answer was opened,
    when what is said aloud is over: None where it was not.
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

    `why` is the verb that moved it: `set-due`, `postpone`, `break`, `optimize`, or `import`, which
    says also that a card in learning steps has left them; `part_of` the first fact of an act that
    moved several cards.
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


@recorded_as("redated", is_act=True)
@dataclass(frozen=True, slots=True)
class Redated(CardFact):
    """The answer `review` was given at the instant `given_at`, on the study day `studied_on`.

    Of several the one that came about last counts; one that names an answer of another card says
    nothing. `part_of` is the first fact of an act that redated several.
    """

    review: Annotated[FactId, LIKE_AN_ID]
    given_at: InstantInUtc
    studied_on: SoundDay
    part_of: FactId | None = None


@recorded_as("regraded", is_act=True)
@dataclass(frozen=True, slots=True)
class Regraded(CardFact):
    """The answer `review`, undone with this, was said anew as `instead`, with another grade.

    It only tells what to take back: both answers and the undo are facts that every version knows.
    """

    review: Annotated[FactId, LIKE_AN_ID]
    instead: Annotated[FactId, LIKE_AN_ID]


@recorded_as("said")
@dataclass(frozen=True, slots=True)
class Said(CardFact):
    """Which points of an answer were said, from 1, out of `of`, when the answer `review` was given.

    Written with the answer, it is no act of its own: it holds for whatever says that answer anew,
    after an undo or with another grade, and for nothing while that is undone.
    """

    review: Annotated[FactId, LIKE_AN_ID]
    points: tuple[PointNumber, ...]
    of: PointNumber


class ReviewSeries(NamedTuple):
    """A card's answers in order, as (rating, study day), and what the last of them says besides.

    `at`, `utc_offset_s` and `due_on` are those of the last review; `is_skill`: it has a score.
    `places` are when each came about: logical clock, id; `brought` whether with an import.
    """

    card: CardId
    answers: Sequence[tuple[int, date]]
    at: datetime
    utc_offset_s: int = 0
    due_on: date | None = None
    is_skill: bool = False
    places: Sequence[tuple[int, str]] = ()
    brought: Sequence[bool] = ()


def series_of(reviews: Sequence[Review]) -> ReviewSeries:
    """The reviews of one card, in order, as a series; at least one."""
    last = reviews[-1]
    answers = [(int(review.rating), review.studied_on) for review in reviews]
    said = last.stamp.at, last.utc_offset_s, last.due_on, last.score is not None
    places = [(review.stamp.clock, review.stamp.id) for review in reviews]
    return ReviewSeries(last.card, answers, *said, places, [is_brought(one) for one in reviews])


def is_brought(review: Review) -> bool:
    """Whether an answer came with an import."""
    return review.source.startswith(CAME_WITH)
