"""Whether `flash optimize` does harm, on learners whose memory is known and on a real log.

`PYTHONPATH=tests python -m benchmarks.fitting` prints the tables.

Of each learner the first reviews are fitted and judged as `flash optimize` does it; then the
parameters that it adopts, or would have, are compared with the library's on the 6,000 reviews that
follow, by the log loss to be expected under the true probabilities of recall. An adoption is
harmful where that is higher than before by more than two standard errors, taken over cards, and a
refusal is of good ones where it would have been lower by as much. A refusal gains nothing.
"""

from argparse import ArgumentParser
from array import array
from collections.abc import Sequence
from functools import partial
from math import fsum, log
from multiprocessing import Pool
from statistics import fmean
from typing import Final, NamedTuple

import fsrs_rs_python as fsrs_rs
from benchmarks.learners import TRUTHS, Course, Truth, course
from real_log import LOG, real_reviews

from flashcards.core.fitting import fit
from flashcards.core.fitting.evidence import Evidence, answered, evidence
from flashcards.core.fitting.figures import Gain, Verdict, gain_over_cards
from flashcards.core.fitting.fit import ENOUGH, Parameters, compared, split_parts, weight_of

SIZES: Final = (400, 1_000, 3_000)
EACH: Final = 6
"""Learners of each kind of memory."""

LATER: Final = 6_000
"""Scored reviews by which an adoption is judged."""

_ERRORS: Final = 2
_COLUMNS: Final = (
    *("adopted", "harmful", "mean gain", "of an adoption"),
    *("good ones refused", "harmful ones refused"),
)


class Learner(NamedTuple):
    """One of several with the same kind of memory."""

    truth: Truth
    number: int


class Outcome(NamedTuple):
    """What `flash optimize` did after so many reviews, and what it meant or would have meant."""

    learner: Learner
    reviews: int
    is_adopted: bool
    gain: Gain

    @property
    def would_harm(self) -> bool:
        """Whether the parameters are worse than the library's by more than noise."""
        return self.gain.mean < -_ERRORS * self.gain.error

    @property
    def would_help(self) -> bool:
        """Whether they are better by more than noise."""
        return self.gain.mean > _ERRORS * self.gain.error


class Row(NamedTuple):
    """What came of several learners; `gain` is of all of them, `adopted_gain` of adoptions."""

    learners: int
    adopted: int
    harmful: int
    gain: float
    adopted_gain: float
    refused_good: int
    refused_harmful: int


def learners(each: int = EACH) -> list[Learner]:
    """So many of each kind of memory."""
    return [Learner(truth, number) for truth in TRUTHS for number in range(each)]


def outcomes(learner: Learner, sizes: Sequence[int] = SIZES, later: int = LATER) -> list[Outcome]:
    """What comes of one learner after so many reviews each."""
    studied = course(learner.truth, learner.number, max(sizes) + later)
    known = evidence(studied.answers)
    return [_outcome(learner, studied, known, reviews, later) for reviews in sizes]


def _outcome(
    learner: Learner, studied: Course, known: Evidence, reviews: int, later: int
) -> Outcome:
    before = evidence(studied.answers[: known.places[reviews]])
    found = compared(None, before)
    is_adopted = before.reviews >= ENOUGH and found.verdict is Verdict.BETTER
    part = range(reviews, reviews + later)
    gain = _expected_gain(found.parameters, studied, known, part)
    return Outcome(learner, reviews, is_adopted, gain)


def _expected_gain(parameters: Parameters, studied: Course, known: Evidence, part: range) -> Gain:
    """Over the library's parameters, under the true probabilities."""
    losses = []
    for said in (None, parameters):
        foretold = fit._foretold(said, known, part)
        truth = (studied.recall[known.places[position]] for position in part)
        losses.append(
            [-p * log(q) - (1 - p) * log(1 - q) for p, q in zip(truth, foretold, strict=True)]
        )
    gains = [old - new for old, new in zip(*losses, strict=True)]
    return gain_over_cards(gains, known.owners[part.start : part.stop])


def row(found: Sequence[Outcome]) -> Row:
    """Several outcomes as one line."""
    adopted = [one for one in found if one.is_adopted]
    refused = [one for one in found if not one.is_adopted]
    gains = [one.gain.mean for one in adopted]
    return Row(
        learners=len(found),
        adopted=len(adopted),
        harmful=sum(one.would_harm for one in adopted),
        gain=fsum(gains) / len(found),
        adopted_gain=fmean(gains) if gains else 0.0,
        refused_good=sum(one.would_help for one in refused),
        refused_harmful=sum(one.would_harm for one in refused),
    )


def measured(each: int = EACH, sizes: Sequence[int] = SIZES, processes: int = 2) -> list[Outcome]:
    """The outcomes of all learners, computed in several processes."""
    with Pool(processes) as pool:
        found = pool.map(partial(outcomes, sizes=sizes), learners(each), chunksize=1)
    return [one for own in found for one in own]


def table(found: Sequence[Outcome]) -> str:
    """A line for each number of reviews and kind of memory, and one for all kinds."""
    lines = [
        f"| reviews | memory | {' | '.join(_COLUMNS)} |",
        "| ---: | --- |" + " ---: |" * len(_COLUMNS),
    ]
    for reviews in dict.fromkeys(one.reviews for one in found):
        own = [one for one in found if one.reviews == reviews]
        kinds = [(t.name, [one for one in own if one.learner.truth.name == t.name]) for t in TRUTHS]
        for name, some in [*kinds, ("**all**", own)]:
            one = row(some)
            lines.append(
                f"| {reviews:,} | {name} | {one.adopted} of {one.learners} | {one.harmful}"
                f" | {one.gain:.4f} | {one.adopted_gain:.4f} | {one.refused_good}"
                f" | {one.refused_harmful} |"
            )
    return "\n".join(lines)


class Part(NamedTuple):
    """Log loss of one part of the real log, or of all, foretold by what was fitted before it."""

    trained_on: int
    library: float
    alone: float
    drawn: float


def real_parts() -> list[Part]:
    """The five parts of the real log, and then all of them."""
    known = evidence(map(answered, real_reviews()))
    parts = split_parts(known.reviews)
    alone = array("d")
    found = compared(None, known)
    lines = []
    for part, split in zip(parts, found.splits, strict=True):
        before = fit._Contest(None, known, 1).trained(range(part.start)).parameters
        own = fit._foretold(undrawn(before, part.start), known, part)
        alone.extend(own)
        figures = fit._figures(known, part, own)
        lines.append(
            Part(part.start, split.in_use.log_loss, figures.log_loss, split.fitted.log_loss)
        )
    whole = range(parts[0].start, parts[-1].stop)
    figures = fit._figures(known, whole, alone)
    return [*lines, Part(0, found.in_use.log_loss, figures.log_loss, found.fitted.log_loss)]


def undrawn(parameters: Parameters, reviews: int) -> Parameters:
    """What parameters were before they were drawn towards the library's."""
    weight = weight_of(reviews)
    return tuple(
        library + (drawn - library) / weight
        for library, drawn in zip(fsrs_rs.DEFAULT_PARAMETERS, parameters, strict=True)
    )


def real_table(parts: Sequence[Part]) -> str:
    """The parts as a Markdown table."""
    lines = [
        "| fitted on | the library's | the fit alone | drawn to the library's |",
        "| ---: | ---: | ---: | ---: |",
    ]
    for part in parts:
        name = f"{part.trained_on:,}" if part.trained_on else "all five"
        lines.append(f"| {name} | {part.library:.4f} | {part.alone:.4f} | {part.drawn:.4f} |")
    return "\n".join(lines)


def main() -> None:
    """Print both tables."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=EACH, help="learners of each kind of memory")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    print(table(measured(given.each, processes=given.processes)), end="\n\n")  # noqa: T201
    print(real_table(real_parts()) if LOG.exists() else f"{LOG} is missing.")  # noqa: T201


if __name__ == "__main__":
    main()
