"""What an answer is judged by, area by area, and what passes."""

from collections.abc import Iterable
from statistics import fmean
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.mock.forms import Form

LOWEST, HIGHEST = 1, 5
PASSING_MEAN: Final = 4
PASSING_LEAST: Final = 3
_DIGITS: Final = 9
"""A mean of means that is 4 but for the last bit is 4."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of an answer: what it asks for, and what to do next where it is the weakest.

    Its name is the tag that links cards to it.
    """

    name: str
    asks: str
    action: str


RUBRICS: Final[dict[str, tuple[Dimension, ...]]] = {
    Form.THEORY: (
        Dimension(
            "correctness",
            "Was everything true, and nothing important missing?",
            "Review the cards you got wrong until each definition comes without notes.",
        ),
        Dimension(
            "depth",
            "Did it explain why: maths, assumptions, limits?",
            "For three concepts, write down why the rule holds, and one case where it fails.",
        ),
        Dimension(
            "example",
            "Was there a concrete example, with numbers or from real work?",
            "Prepare one worked example with numbers for each of five concepts.",
        ),
        Dimension(
            "clarity",
            "Was it in order, and clear for somebody outside the field?",
            "Explain three concepts aloud to somebody outside the field.",
        ),
        Dimension(
            "brevity",
            "Did the main point come first, and did the answer end in time?",
            "Answer ten questions aloud, the core in the first sentence, each within its limit.",
        ),
    ),
    Form.CODING: (
        Dimension(
            "clarifying",
            "Were inputs, sizes and corner cases asked about before coding?",
            "Begin each of the next five problems by writing three questions about its input.",
        ),
        Dimension(
            "planning",
            "Was an approach agreed, with its cost, before the code was written?",
            "For the next five problems, say the approach and its cost aloud before typing.",
        ),
        Dimension(
            "correctness",
            "Does the code do what was asked, without a bug?",
            "Build one algorithm a day from scratch, and run it only once you think it is right.",
        ),
        Dimension(
            "readability",
            "Names, small functions, docstrings: would a team accept the code?",
            "Rewrite your last solution as if for a review: names, docstring, small functions.",
        ),
        Dimension(
            "testing",
            "Was it tested with ordinary, empty and extreme input, without a hint?",
            "Keep ten minutes of each problem for tests: ordinary, empty, one element, huge.",
        ),
        Dimension(
            "communication",
            "Could you follow the thinking aloud, and were hints used?",
            "Solve the next problem aloud with somebody listening, or with a recording.",
        ),
    ),
    Form.DESIGN: (
        Dimension(
            "requirements",
            "Were users, scale, latency and the measure of success made clear?",
            "For three systems, write users, scale, latency and the metric in five minutes each.",
        ),
        Dimension(
            "framing",
            "Was the task turned into a learning problem: target, unit, baseline?",
            "For five products, write target, unit of prediction, label and baseline.",
        ),
        Dimension(
            "data",
            "Were sources, labels, features, leakage and bias discussed in depth?",
            "For two systems, list sources, labels, ten features, and how each could leak.",
        ),
        Dimension(
            "modelling",
            "Were there good reasons for the model, from simple to complex?",
            "For two systems, give reasons for a baseline and for the next step, with their costs.",
        ),
        Dimension(
            "evaluation",
            "Did offline and online measures match the goal, with guardrails?",
            "For three systems, write offline metric, online metric, guardrails and test design.",
        ),
        Dimension(
            "serving",
            "Were serving, monitoring, drift and failures discussed, with figures?",
            "For two systems, write a latency budget, what is monitored, and the fallback.",
        ),
    ),
    Form.BEHAVIOURAL: (
        Dimension(
            "structure",
            "Were situation, task, action, result and learning all clear?",
            "Rewrite your weakest story with one sentence for each part, then tell it in time.",
        ),
        Dimension(
            "ownership",
            "Was it clear what this person did, decided and was responsible for?",
            "Go through each story and say what you did: every 'we' must name your part.",
        ),
        Dimension(
            "specifics",
            "Were there names, numbers and dates that could be checked?",
            "Add two figures to each story: what it cost, and what changed.",
        ),
        Dimension(
            "learning",
            "Was there an honest lesson that changed something later?",
            "Write for each story the lesson, and a later day on which you acted on it.",
        ),
        Dimension(
            "delivery",
            "Did it answer the question, in about 2 minutes, for a listener?",
            "Tell two stories a day with a clock: two minutes, the main point first.",
        ),
    ),
}


def rubric_of(area: str) -> tuple[Dimension, ...]:
    """The dimensions of an area; none for an area without interviews of its own."""
    return RUBRICS.get(area, ())


def passes(scores: Iterable[float]) -> bool:
    """Whether scores come to a pass: a mean of 4 or more, and none below 3."""
    given = list(scores)
    if not given:
        return False
    return round(fmean(given), _DIGITS) >= PASSING_MEAN and min(given) >= PASSING_LEAST
