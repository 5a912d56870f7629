"""What is known of each area on each of several days, from what was answered up to then.

A card's history is a staircase: from the day of an answer to that of the next, its recall on the
day asked about stays the same. So a history is walked once, whatever the number of days.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.memory.predictions import gaps
from flashcards.core.preparation.mock.results import Held
from flashcards.core.preparation.readiness import (
    MILLION,
    MOCKS_COUNTED,
    ROUNDS,
    AreaEvidence,
    Counts,
)
from flashcards.core.rating import Rating
from flashcards.core.study.answer_time import counted_ms
from flashcards.core.study.timing import Timing, answer_ms

ENOUGH: Final = 4
"""The score from which a skill needs no more preparation."""

_ENOUGH: Final = 5


class Asked(NamedTuple):
    """A living card that is asked: its area, the time it has, and whether it is a skill.

    `source` is where it was cut from; an exercise is practised by itself, in its own time.
    """

    card: CardId
    area: str
    limit_s: int | None = None
    is_skill: bool = False
    source: Source | None = None
    is_exercise: bool = False


class ReadinessAnswer(NamedTuple):
    """What readiness needs of an answer.

    `limit_s` is the time it had, `revealed_ms` when its answer was opened, where these were noted.
    """

    rating: Rating
    studied_on: date
    duration_ms: int | None = None
    limit_s: int | None = None
    score: int | None = None
    revealed_ms: int | None = None


class Life(NamedTuple):
    """The answers to a card from new on, in order; `ended_on` where it was reset."""

    answers: Sequence[ReadinessAnswer]
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A card as it stands: `memory` is None while it is new.

    `kept` says whether the latest timed answer was within its limit, None where none was timed.
    """

    asked: Asked
    memory: Memory | None = None
    last_studied_on: date | None = None
    kept: bool | None = None
    score: int | None = None

    @property
    def is_timed(self) -> bool:
        """Whether its answers have a limit to keep."""
        return self.asked.limit_s is not None and not self.asked.is_skill


@dataclass(frozen=True, slots=True)
class Days:
    """The days looked at, one after the other, and the day that everything is for."""

    first: date
    count: int
    on: date

    def place(self, day: date) -> int:
        """The first of the days on which what happened on `day` is known."""
        return min(max(0, (day - self.first).days), self.count - 1)


class Ledger:
    """Evidence added up area by area and day by day, in whole numbers."""

    def __init__(self, days: Days, model: Model) -> None:
        self._days, self._model = days, model
        self._totals: dict[str, Counter[str]] = {}
        self._changes: dict[str, defaultdict[str, list[int]]] = {}
        self._took_ms, self._answers = Counter[str](), Counter[str]()

    def expect(self, areas: Iterable[str]) -> None:
        """Take in areas that may have no card at all, only questions for mock interviews."""
        for area in areas:
            self._totals.setdefault(area, Counter())

    def add(self, asked: Asked, lives: Iterable[Life]) -> Known:
        """Count a card with its history; how it stands on the last day."""
        totals = self._totals.setdefault(asked.area, Counter())
        totals["skills" if asked.is_skill else "cards"] += 1
        totals["exercises"] += asked.is_exercise
        known, figures = Known(asked), dict[str, int]()
        totals["timed"] += known.is_timed
        for place, known in self._states(asked, lives):
            now = _figures(known) | {"recall": recall_on(self._model, known, self._days.on)}
            self._change(asked.area, place, figures, now)
            figures = now
        return known

    def evidence(self, mocks: Sequence[Held]) -> list[list[AreaEvidence]]:
        """What is known on each day, area by area in alphabetical order."""
        areas = sorted({*self._totals, *(held.area for held in mocks)})
        by_area = [self._of_area(area, [m for m in mocks if m.area == area]) for area in areas]
        return [list(of_day) for of_day in zip(*by_area, strict=True)] or [[]] * self._days.count

    def answer_s(self) -> dict[str, float]:
        """Mean seconds of a quick answer in each area that has enough of them to tell."""
        enough = [area for area, answers in self._answers.items() if answers >= _ENOUGH]
        return {
            area: max(1.0, self._took_ms[area] / self._answers[area] / 1_000) for area in enough
        }

    def _states(self, asked: Asked, lives: Iterable[Life]) -> Iterator[tuple[int, Known]]:
        """What a card's history has come to by the end of a day of those looked at."""
        place = 0
        for life in lives:
            known = Known(asked)
            self._note_times(asked, life)
            runs = self._runs(life, place)
            memories = self._memories(life, [end - 1 for _, end in runs])
            begin = 0
            for (place, end), memory in zip(runs, memories, strict=True):
                known = _after(known, life.answers[begin:end], memory)
                yield place, known
                begin = end
            if life.ended_on is not None:
                place = max(place, self._days.place(life.ended_on))
                yield place, Known(asked)

    def _runs(self, life: Life, place: int) -> list[tuple[int, int]]:
        """Where the days looked at begin to know answers: the place, and the end of these.

        Of all that came before them the last answer tells: years are one run.
        """
        if not life.answers:
            return []
        first = self._days.first
        found: list[tuple[int, int]] = []
        for number, one in enumerate(life.answers):
            if one.studied_on <= first:
                continue
            now = max(place, self._days.place(one.studied_on))
            if now > place and number:
                found.append((place, number))
            place = now
        return [*found, (place, len(life.answers))]

    def _note_times(self, asked: Asked, life: Life) -> None:
        if not (asked.is_skill or asked.is_exercise):
            took = [one.duration_ms for one in life.answers if one.duration_ms is not None]
            self._took_ms[asked.area] += sum(counted_ms(ms, asked.limit_s) for ms in took)
            self._answers[asked.area] += len(took)

    def _memories(self, life: Life, places: Sequence[int]) -> Sequence[Memory]:
        """The memory that some of the answers left."""
        if not life.answers:
            return ()
        ratings = [one.rating for one in life.answers]
        elapsed = gaps([one.studied_on.toordinal() for one in life.answers])
        return self._model.memories(ratings, elapsed, places)

    def _change(
        self, area: str, place: int, before: Mapping[str, int], now: Mapping[str, int]
    ) -> None:
        # Only differences are kept, day by day, and summed up at the end: a card costs its answers,
        # not its answers times the days of the trend.
        changes = self._changes.setdefault(area, defaultdict(self._nothing))
        for name, value in now.items():
            changes[name][place] += value - before.get(name, 0)

    def _nothing(self) -> list[int]:
        return [0] * self._days.count

    def _of_area(self, area: str, mocks: Sequence[Held]) -> Iterator[AreaEvidence]:
        totals: Mapping[str, int] = self._totals.get(area, {})
        changes = self._changes.get(area, {}).items()
        sums = {name: list(accumulate(change)) for name, change in changes}
        newest_first = sorted(mocks, key=lambda held: held.came_about, reverse=True)
        for number in range(self._days.count):
            held = [mock.score for mock in newest_first if self._days.place(mock.on) <= number]
            found = Counts(**totals, **{name: each[number] for name, each in sums.items()})
            yield AreaEvidence(area, found, tuple(held[:MOCKS_COUNTED]), area in ROUNDS)


def recall_on(model: Model, known: Known, on: date) -> int:
    """The probability of recall on a day, in millionths; 0 for a card that is new, or a skill."""
    if known.memory is None or known.last_studied_on is None or known.asked.is_skill:
        return 0
    elapsed = max(0, (on - known.last_studied_on).days)
    return round(MILLION * model.recall(known.memory.stability, elapsed))


def _after(known: Known, given: Sequence[ReadinessAnswer], memory: Memory) -> Known:
    """The card after some answers; a study day that goes back, as after a journey, stands still."""
    last = max(one.studied_on for one in given)
    if known.last_studied_on is not None:
        last = max(last, known.last_studied_on)
    kept, score, own_s = known.kept, known.score, known.asked.limit_s
    for one in given:
        limit_s = one.limit_s or own_s
        if limit_s is not None:
            took_ms = answer_ms(one.duration_ms, one.revealed_ms)
            kept = kept if took_ms is None else not Timing(took_ms, limit_s).over_s
        if one.score is not None:
            score = one.score
    return Known(known.asked, memory, last, kept, score)


def _figures(known: Known) -> dict[str, int]:
    """What a card counts for, but for its recall."""
    if known.asked.is_skill:
        rated = known.score is not None
        score = known.score or 0
        return {"rated": int(rated), "score": score, "below": int(rated and score < ENOUGH)}
    seen, is_timed = known.memory is not None, known.is_timed
    clocked, kept = is_timed and known.kept is not None, is_timed and known.kept is True
    return {"seen": int(seen), "clocked": int(clocked), "kept": int(kept)}
