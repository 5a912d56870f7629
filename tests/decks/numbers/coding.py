"""What builds and exercises calculate; a question is named by its beginning."""

from math import ceil, exp, log, log2, sqrt
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
    "Training runs were made with rising batch sizes": Figures(
        said="calls: <calls> for a million sizes",
        so=lambda: {"calls": ceil(log2(1_000_001))},
    ),
    "NumPy, without a loop over rows.": Figures(
        said="for n = <n>, k = <k> and d = <d> it takes <gb> GB in double precision",
        so=lambda n, k, d: {"gb": n * k * d * 8 / 1e9},
    ),
}
