"""What the model foretold of each answer, before it was given."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.rating import Rating


class Answer(Protocol):
    """A grade given on a study day; a `Review` is one."""

    @property
    def rating(self) -> Rating:
        """How it went."""

    @property
    def studied_on(self) -> date:
        """The study day it was given on."""


A = TypeVar("A", bound=Answer)


class Prediction(NamedTuple, Generic[A]):
    """An answer, and the memory it found, None if it was the first.

    `elapsed_days` are study days since the answer before. `recall` is the probability that it
    would not be Again, None for the first answer and for a later one of the same day: FSRS
    foretells from one day to the next.
    """

    answer: A
    memory: Memory | None
    elapsed_days: int
    recall: float | None


def predictions(history: Sequence[A], model: Model) -> Iterator[Prediction[A]]:
    """Each answer of one card, in order, with what was to be expected of it.

    Where the study day goes back, as after a journey, time stands still.
    """
    if not history:
        return
    between = list(gaps(history))
    memories = model.along((one.rating, gap) for one, gap in zip(history, between, strict=True))
    yield Prediction(history[0], None, 0, None)
    for answer, memory, gap in zip(history[1:], memories, between[1:], strict=False):
        recall = model.recall(memory.stability, gap) if gap else None
        yield Prediction(answer, memory, gap, recall)


def gaps(history: Iterable[Answer]) -> Iterator[int]:
    """The study days from each answer to the next, and 0 before the first."""
    last = None
    for answer in history:
        day = answer.studied_on if last is None else max(last, answer.studied_on)
        yield 0 if last is None else (day - last).days
        last = day
