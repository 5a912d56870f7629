"""What the answers on builds calculate; a question is named by its beginning."""

from math import exp, log, sqrt
from typing import Final

from decks.figures import Figures

FIGURES: Final = {
    "Implement momentum and Adam": Figures(
        r"""
        $<a>/\sqrt{<b>} \approx <times>$ times as long

        long-run step by $1/(1-\beta) = <long>$
        """,
        lambda a, b: {"a": 1 - 0.9, "b": 1 - 0.999, "times": a / sqrt(b), "long": 1 / (1 - 0.9)},
    ),
    "How do you prove that a hand-written gradient": Figures(
        r"""
        $\varepsilon^{1/3} \approx <h> \cdot <ten>^{-<power>}$
        """,
        lambda ten, power: {"h": 2 ** (-52 / 3) * ten**power},
    ),
    "Turn a decision tree into a random forest": Figures(
        r"""
        $1/e \approx <out>\,\%$
        """,
        lambda: {"out": 100 * exp(-1)},
    ),
    "Write softmax cross-entropy": Figures(
        r"""
        the loss is $\log K$, <loss> for ten classes
        """,
        lambda: {"loss": log(10)},
    ),
    "Compute ROC AUC": Figures(
        r"""
        at <share> % positives, <false> % false positives still outnumber the hits ten to one
        """,
        lambda share: {"false": 10 * share / (100 - share) * 100},
    ),
}
