"""FSRS parameters from the log, by fsrs-rs-python, and whether they foretell what came after.

The past is cut as by scikit-learn's `TimeSeriesSplit`: five times parameters are fitted on what
came before and judged, with those in use, on the sixth of the scored reviews that followed.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

import fsrs_rs_python as fsrs_rs

from flashcards.core.fitting.evidence import Evidence, History
from flashcards.core.fitting.figures import Figures, Verdict, figures_of, verdict
from flashcards.core.memory import Model
from flashcards.core.parameters import BOUNDS

Parameters = tuple[float, ...]

ENOUGH: Final = 400
"""Scored reviews that a comparison takes: of fewer, the first of the splits would train on less
than the 64 below which fsrs-rs fits the initial stabilities only; Anki's old advice, too."""

SPLITS: Final = 5
_PLACES: Final = 6
_LONGEST: Final = 256
"""Answers of one card that fsrs-rs trains on; it drops longer items unread."""

_HISTORIES_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Split:
    """One part of the log, foretold by the parameters in use and by those fitted before it."""

    trained_on: int
    in_use: Figures
    fitted: Figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures over all parts, and the parameters fitted on the whole log."""

    in_use: Figures
    fitted: Figures
    splits: tuple[Split, ...]
    parameters: Parameters

    @property
    def verdict(self) -> Verdict:
        """Whether fitting is worth it."""
        return verdict(self.in_use, self.fitted)


def fitted(known: Evidence, relearning_steps: int = 1) -> Parameters:
    """The parameters that fit all scored reviews, the later the more, as py-fsrs takes them.

    Of fewer than 64 only the initial stabilities are fitted, of fewer than 8 nothing.
    """
    return _trained(_items(known), known, known.reviews, relearning_steps)


def judged(parameters: Sequence[float] | None, known: Evidence) -> Figures:
    """How well parameters (None: the library's) foretell the scored reviews, at least one."""
    part = range(known.reviews)
    return _figures(known, part, _foretold(parameters, known, part))


def compared(
    in_use: Sequence[float] | None,
    known: Evidence,
    seen: int = 0,
    relearning_steps: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Comparison:
    """Parameters in use against fitted ones, on reviews that the fitted ones have not seen.

    `seen` is how many scored reviews those in use were fitted on: where enough came after, only
    these are judged, so that neither side knows the answers. Needs `ENOUGH` scored reviews.
    """
    items = _items(known)
    parts = split_parts(known.reviews, seen)
    ours, theirs, splits = array("d"), array("d"), []
    for done, part in enumerate(parts):
        progress(done, SPLITS + 1)
        before = _foretold(in_use, known, part)
        trained = _trained(items, known, part.start, relearning_steps)
        after = _foretold(trained, known, part)
        splits.append(
            Split(part.start, _figures(known, part, before), _figures(known, part, after))
        )
        ours.extend(before)
        theirs.extend(after)
    progress(SPLITS, SPLITS + 1)
    whole = range(parts[0].start, parts[-1].stop)
    parameters = _trained(items, known, known.reviews, relearning_steps)
    progress(SPLITS + 1, SPLITS + 1)
    return Comparison(
        _figures(known, whole, ours), _figures(known, whole, theirs), tuple(splits), parameters
    )


def split_parts(reviews: int, seen: int = 0) -> list[range]:
    """The parts that are judged, one after the other up to the end of the log."""
    size = reviews // (SPLITS + 1)
    if reviews - seen >= ENOUGH:
        size = min(size, (reviews - seen) // SPLITS)
    begin = reviews - SPLITS * size
    return [range(start, start + size) for start in range(begin, reviews, size)]


def _items(known: Evidence) -> list[fsrs_rs.FSRSItem | None]:
    """What fsrs-rs trains on: each scored review with all before it; None if there are too many."""
    items: list[fsrs_rs.FSRSItem | None] = [None] * known.reviews
    for number, positions in _by_history(known, range(known.reviews)).items():
        answers = _answers(known.histories[number])
        for position in positions:
            length = known.indices[position] + 1
            if length <= _LONGEST:
                items[position] = fsrs_rs.FSRSItem(answers[:length])
    return items


def _trained(
    items: Sequence[fsrs_rs.FSRSItem | None], known: Evidence, end: int, relearning_steps: int
) -> Parameters:
    """Fitted on the first scored reviews; knowing the cards, fsrs-rs takes each prefix once."""
    usable = [(item, known.owners[n]) for n, item in enumerate(items[:end]) if item is not None]
    found = fsrs_rs.FSRS(fsrs_rs.DEFAULT_PARAMETERS).compute_parameters(
        [item for item, _ in usable],
        [owner for _, owner in usable],
        num_relearning_steps=relearning_steps,
    )
    return tuple(
        min(max(round(value, _PLACES), lowest), highest)
        for value, (lowest, highest) in zip(found, BOUNDS, strict=True)
    )


def _foretold(parameters: Sequence[float] | None, known: Evidence, part: range) -> "array[float]":
    """The probability of recall before each scored review of a part."""
    said = fsrs_rs.DEFAULT_PARAMETERS if parameters is None else list(parameters)
    model, recall = fsrs_rs.FSRS(said), Model(parameters).recall
    foretold = array("d", bytes(8 * len(part)))
    waiting = iter(_by_history(known, part).items())
    while some := list(islice(waiting, _HISTORIES_AT_ONCE)):
        items = [fsrs_rs.FSRSItem(_answers(known.histories[number])) for number, _ in some]
        for (number, positions), states in zip(
            some, model.historical_memory_state_batch(items), strict=True
        ):
            elapsed_days = known.histories[number].elapsed_days
            for position in positions:
                index = known.indices[position]
                found = recall(states[index - 1].stability, elapsed_days[index])
                foretold[position - part.start] = found
    return foretold


def _by_history(known: Evidence, part: range) -> dict[int, list[int]]:
    """The scored reviews of a part, history by history."""
    found: dict[int, list[int]] = {}
    for position in part:
        found.setdefault(known.owners[position], []).append(position)
    return found


def _answers(history: History) -> list[fsrs_rs.FSRSReview]:
    return list(map(_answer, history.ratings, history.elapsed_days))


@lru_cache(maxsize=10_000)
def _answer(rating: int, elapsed_days: int) -> fsrs_rs.FSRSReview:
    return fsrs_rs.FSRSReview(rating, elapsed_days)


def _figures(known: Evidence, part: range, foretold: Sequence[float]) -> Figures:
    chosen = slice(part.start, part.stop)
    return figures_of(foretold, known.recalled[chosen], known.bins[chosen])
