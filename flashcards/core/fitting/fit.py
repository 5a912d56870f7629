"""FSRS parameters from the log, by fsrs-rs-python, and whether they foretell what they never saw.

What fits best is drawn towards the library's own parameters: a few hundred answers say less of a
memory than the many millions those were made from. What that leaves is judged twice. On later
answers: the past is cut as by scikit-learn's `TimeSeriesSplit`, and five times parameters are
fitted on what came before a sixth of the scored reviews. And on other cards: twenty times a
twentieth of the cards is left out of the fit and foretold, which tells more: all reviews are
judged, by parameters that are nearly those to be adopted.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

import fsrs_rs_python as fsrs_rs

from flashcards.core.fitting.evidence import Evidence, History, by_history
from flashcards.core.fitting.figures import (
    Figures,
    Gain,
    Judgement,
    Verdict,
    decision,
    figures_of,
    gain_of,
)
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.parameters import BOUNDS

Parameters = tuple[float, ...]

ENOUGH: Final = 1_000
"""Scored reviews that fitting takes: in simulation, what is fitted to fewer harms in most cases,
and no way of judging it on so few tells which (`tests/benchmarks/fitting.py`)."""

SPLITS: Final = 5
FOLDS: Final = 20
STAGES: Final = SPLITS + FOLDS + 1
"""Fits that a comparison takes, as its progress counts them."""

_LIBRARY_WEIGHS: Final = 1_000
"""Scored reviews that weigh as much as the library's parameters."""

_ENOUGH_LATER: Final = 400
"""Scored reviews after those that the parameters in use were fitted on, to be judged alone."""

_PLACES: Final = 6
_LONGEST: Final = 256
"""Answers of one card that fsrs-rs trains on; it drops longer items unread."""

_HISTORIES_AT_ONCE: Final = 1_000

Heard = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Split:
    """One part of the log, foretold by the parameters in use and by those fitted before it."""

    trained_on: int
    in_use: Figures
    fitted: Figures


@dataclass(frozen=True, slots=True)
class Comparison:
    """Parameters fitted on the whole log, and how such ones did against those in use.

    `in_use`, `fitted` and `later_gain` are of answers that came after the fit, over all `splits`;
    `unseen_cards` is of cards that were left out of it. `weight` is the fit's own part, from 0 to
    1, of `parameters`: the rest is the library's.
    """

    in_use: Figures
    fitted: Figures
    splits: tuple[Split, ...]
    parameters: Parameters
    weight: float
    later_gain: Gain
    unseen_cards: Judgement

    @property
    def verdict(self) -> Verdict:
        """Whether fitting is worth it."""
        return decision(self.unseen_cards, self.later_gain)


@dataclass(frozen=True, slots=True)
class _Trained:
    parameters: Parameters
    weight: float


class _Items(Sequence[Any]):
    """Something that fsrs-rs trains on, in the order of the log, each made when it is taken.

    All at once would be more than all else: an item holds its card's answers up to a review, and
    fsrs-rs copies it.
    """

    def __init__(self, count: int, made: Callable[[], Iterator[Any]]) -> None:
        self._count, self._made = count, made

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        return self._made()

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401
        return next(islice(self, place, None))


class _Contest:
    """What a comparison works on."""

    def __init__(
        self, in_use: Sequence[float] | None, known: Evidence, relearning_steps: int
    ) -> None:
        self.in_use, self.known = in_use, known
        self._relearning_steps = relearning_steps
        self._answers = [_answers(history) for history in known.histories]

    def trained(self, positions: Iterable[int]) -> _Trained:
        """The fit to some of the scored reviews, drawn towards the library's parameters.

        Knowing the cards, fsrs-rs takes each prefix once.
        """
        answers, owners, indices = self._answers, self.known.owners, self.known.indices
        usable = array("i", (n for n in positions if indices[n] < _LONGEST))

        def items() -> Iterator[fsrs_rs.FSRSItem]:
            return (fsrs_rs.FSRSItem(answers[owners[n]][: indices[n] + 1]) for n in usable)

        found = fsrs_rs.FSRS(fsrs_rs.DEFAULT_PARAMETERS).compute_parameters(
            _Items(len(usable), items),
            _Items(len(usable), lambda: map(owners.__getitem__, usable)),
            num_relearning_steps=self._relearning_steps,
        )
        return _drawn(found, weight_of(len(usable)))


def weight_of(reviews: int) -> float:
    """The part that a fit to so many scored reviews has in what comes of it, from 0 to 1."""
    return reviews / (reviews + _LIBRARY_WEIGHS)


def fitted(known: Evidence, relearning_steps: int = 1) -> Parameters:
    """The parameters that fit all scored reviews, the later the more, as py-fsrs takes them.

    They are drawn towards the library's, the less the more reviews there are. Of fewer than 64
    only the initial stabilities are fitted, of fewer than 8 nothing.
    """
    return _Contest(None, known, relearning_steps).trained(range(known.reviews)).parameters


def judged(parameters: Sequence[float] | None, known: Evidence) -> Figures:
    """How well parameters (None: the library's) foretell the scored reviews, at least one."""
    part = range(known.reviews)
    return _figures(known, part, _foretold(parameters, known, part))


def compared(
    in_use: Sequence[float] | None,
    known: Evidence,
    seen: int = 0,
    relearning_steps: int = 1,
    progress: Heard = lambda _done, _total: None,
) -> Comparison:
    """Parameters in use against fitted ones, on reviews that the fitted ones have not seen.

    `seen` is how many scored reviews those in use were fitted on: where enough came after, only
    these are judged, so that neither side knows the answers. Needs `ENOUGH` scored reviews.
    """
    contest = _Contest(in_use, known, relearning_steps)
    parts = split_parts(known.reviews, seen)
    later, splits = _on_later_answers(contest, parts, progress)
    begin = seen if known.reviews - seen >= _ENOUGH_LATER else 0
    cards = _on_unseen_cards(contest, range(begin, known.reviews), progress)
    progress(SPLITS + FOLDS, STAGES)
    chosen = contest.trained(range(known.reviews))
    progress(STAGES, STAGES)
    return Comparison(
        in_use=later.in_use,
        fitted=later.fitted,
        splits=splits,
        parameters=chosen.parameters,
        weight=round(chosen.weight, _PLACES),
        later_gain=later.gain,
        unseen_cards=cards,
    )


def split_parts(reviews: int, seen: int = 0) -> list[range]:
    """The parts that are judged, one after the other up to the end of the log."""
    size = reviews // (SPLITS + 1)
    if reviews - seen >= _ENOUGH_LATER:
        size = min(size, (reviews - seen) // SPLITS)
    begin = reviews - SPLITS * size
    return [range(start, start + size) for start in range(begin, reviews, size)]


def _on_later_answers(
    contest: _Contest, parts: Sequence[range], progress: Heard
) -> tuple[Judgement, tuple[Split, ...]]:
    """Each part foretold by what was fitted before it."""
    known, splits = contest.known, []
    before, after = array("d"), array("d")
    for done, part in enumerate(parts):
        progress(done, STAGES)
        ours = _foretold(contest.in_use, known, part)
        theirs = _foretold(contest.trained(range(part.start)).parameters, known, part)
        splits.append(Split(part.start, _figures(known, part, ours), _figures(known, part, theirs)))
        before.extend(ours)
        after.extend(theirs)
    whole = range(parts[0].start, parts[-1].stop)
    return _judgement(known, whole, before, after), tuple(splits)


def _on_unseen_cards(contest: _Contest, part: range, progress: Heard) -> Judgement:
    before = _foretold(contest.in_use, contest.known, part)
    return _judgement(contest.known, part, before, _foretold_unseen(contest, part, progress))


def _foretold_unseen(contest: _Contest, part: range, progress: Heard) -> "array[float]":
    """Each twentieth of the cards foretold by what was fitted to the others."""
    known, owners = contest.known, contest.known.owners
    after = array("d", bytes(8 * len(part)))
    for fold in range(FOLDS):
        progress(SPLITS + fold, STAGES)
        others = (one for one in range(known.reviews) if owners[one] % FOLDS != fold)
        own = array("i", (one for one in part if owners[one] % FOLDS == fold))
        theirs = _foretold(contest.trained(others).parameters, known, own)
        for position, recall in zip(own, theirs, strict=True):
            after[position - part.start] = recall
    return after


def _judgement(
    known: Evidence, part: range, before: Sequence[float], after: Sequence[float]
) -> Judgement:
    chosen = slice(part.start, part.stop)
    gain = gain_of(before, after, known.recalled[chosen], known.owners[chosen])
    return Judgement(_figures(known, part, before), _figures(known, part, after), gain)


def _drawn(found: Sequence[float], weight: float) -> _Trained:
    """Fitted parameters drawn towards the library's, within the bounds that py-fsrs checks."""
    drawn = (
        library + weight * (own - library)
        for library, own in zip(fsrs_rs.DEFAULT_PARAMETERS, found, strict=True)
    )
    within = (
        min(max(round(value, _PLACES), lowest), highest)
        for value, (lowest, highest) in zip(drawn, BOUNDS, strict=True)
    )
    return _Trained(tuple(within), weight)


def _foretold(
    parameters: Sequence[float] | None, known: Evidence, positions: Sequence[int]
) -> "array[float]":
    """The probability of recall before each of some scored reviews."""
    said = fsrs_rs.DEFAULT_PARAMETERS if parameters is None else list(parameters)
    model, recall = fsrs_rs.FSRS(said), Model(parameters).recall
    foretold = array("d", bytes(8 * len(positions)))
    waiting = by_history(known, positions)
    while some := list(islice(waiting, _HISTORIES_AT_ONCE)):
        items = [fsrs_rs.FSRSItem(_answers(known.histories[number])) for number, _ in some]
        for (number, places), states in zip(
            some, model.historical_memory_state_batch(items), strict=True
        ):
            elapsed_days = known.histories[number].elapsed_days
            for place in places:
                index = known.indices[positions[place]]
                foretold[place] = recall(states[index - 1].stability, elapsed_days[index])
    return foretold


def _answers(history: History) -> list[fsrs_rs.FSRSReview]:
    return list(map(_answer, history.ratings, history.elapsed_days))


@lru_cache(maxsize=10_000)
def _answer(rating: int, elapsed_days: int) -> fsrs_rs.FSRSReview:
    return fsrs_rs.FSRSReview(rating, elapsed_days)


def _figures(known: Evidence, part: range, foretold: Sequence[float]) -> Figures:
    chosen = slice(part.start, part.stop)
    return figures_of(foretold, known.recalled[chosen], known.bins[chosen])
