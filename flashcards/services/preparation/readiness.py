"""How ready the learner is, in rows: what `flash ready` shows and writes."""

from datetime import date

from flashcards.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area, or (area null) all of them; recall and shares from 0 to 1, null without any.

    `timed` cards have a limit, `clocked` of them an answer that was timed, and the latest one of
    `kept` was within it; `score` is the mean of the `rated` skills, `below_4` counts the weak;
    `mocks` are the mean scores of the last mocks, newest first; `exercises` of the cards are asked
    by `flash practise`, not by a review.
    """

    area: str | None
    figure: float
    weight: int
    cards: int
    unseen: int
    recall: float | None
    timed: int
    clocked: int
    kept: int
    skills: int
    rated: int
    score: float | None
    below_4: int
    mocks: tuple[float, ...]
    exercises: int


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan that is followed: the share of its minutes that is done, and the minutes.

    Before today it asked for `asked_minutes`, of which `asked_done_minutes` are done.
    """

    name: str
    share: float
    minutes: int
    done_minutes: int
    asked_minutes: int
    asked_done_minutes: int


@dataclass(frozen=True, slots=True)
class TrendRow:
    """The figure by the same formula, from what was known on an earlier day."""

    on: date
    figure: float


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Something to do: what it adds to the figure if it goes well, and the hours it takes."""

    verb: str
    area: str | None
    count: int
    gain: float
    hours: float
    gain_an_hour: float


@dataclass(frozen=True, slots=True)
class Readiness:
    """The object of `flash ready --json`, keys in this order; `plan` is null without one.

    `trend` has a row a day, today last; `actions` begin with the one that gains most an hour.
    """

    study_day: date
    on: date
    days_left: int
    figure: float
    whole: AreaRow
    areas: tuple[AreaRow, ...]
    plan: PlanRow | None
    trend: tuple[TrendRow, ...]
    actions: tuple[ActionRow, ...]

    @property
    def rows(self) -> tuple[AreaRow, ...]:
        """All areas together, then each."""
        return (self.whole, *self.areas)
