"""A card's state, the policy that moves it, and when it is a leech, as values; loads no fsrs."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass


class State(StrEnum):
    """Where a card is on its way."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a card's facts come to.

    `stability` in days, `difficulty` 1 to 10, `step` the learning step, `due_on` the study day,
    `due_at` the instant while learning, else None; `reps` counts answers, `lapses` those that
    failed a card in review; `buried_on` is the study day on which it is not asked.
    """

    state: State = State.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    first_studied_on: date | None = None
    last_studied_on: date | None = None
    last_review_at: datetime | None = None
    reps: int = 0
    lapses: int = 0
    suspended: bool = False
    buried_on: date | None = None

    @property
    def in_steps(self) -> bool:
        """Whether the card is in learning or relearning steps."""
        return self.state in {State.LEARNING, State.RELEARNING}


@dataclass(frozen=True, slots=True)
class Policy:
    """How schedules are made: FSRS parameters (None: the library's), steps and limits.

    `retention` is the desired probability of recall on the due day, `rollover_hour` the local
    hour at which a study day begins; a skill is rated again after `assess_days`, the fewest and
    the most.
    """

    retention: float = 0.9
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    maximum_interval_days: int = 36_500
    rollover_hour: int = 4
    parameters: tuple[float, ...] | None = None
    assess_days: tuple[int, int] = (3, 30)

    def overridden(self, overrides: "Overrides") -> "Policy":
        """The policy of a deck that sets some of it itself."""
        said = {field.name: getattr(overrides, field.name) for field in fields(overrides)}
        return replace(self, **{name: value for name, value in said.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a deck sets of its `Policy` itself; None is the collection's."""

    retention: float | None = None
    learning_steps: tuple[timedelta, ...] | None = None
    relearning_steps: tuple[timedelta, ...] | None = None
    maximum_interval_days: int | None = None

    @property
    def without_steps(self) -> "Overrides":
        """The same for what is never asked again on the same day."""
        return replace(self, learning_steps=(), relearning_steps=())


AS_COLLECTION = Overrides()
"""A deck that sets nothing itself."""


@dataclass(frozen=True, slots=True)
class Leech:
    """A card that an answer has just made a leech, its lapses, and whether it is suspended."""

    card: CardId
    lapses: int
    suspended: bool


def is_marked(before: int, lapses: int, threshold: int) -> bool:
    """Whether the lapses reached the threshold with an answer, or a further half of it.

    Anki's rule: at 8 lapses, then at 12, 16 and so on; half of an odd threshold is rounded up.
    """
    half = (threshold + 1) // 2
    return lapses >= threshold and lapses > before and (lapses - threshold) % half == 0
