"""The figures of linear models."""

from math import exp, log, sqrt
from typing import Final

from decks.figures import Figures

FIGURES: Final = {
    "What does linear regression estimate, and which of its assumptions matter?": Figures(
        r"""
        is a correlation of <r> with another

        \frac{1}{1 - <r>^2} \approx <vif>

        error is <se> times
        """,
        lambda r: {"vif": 1 / (1 - r * r), "se": 1 / sqrt(1 - r * r)},
    ),
    "How do L1 and L2 regularisation differ, and when would you use each?": Figures(
        r"""
        With weights <a> and <b>, and $\lambda = <c>$, L1 gives <a1> and <b1>, and L2
        gives <a2> and <b2>.
        """,
        lambda a, b, c: {
            "a1": max(a - c, 0),
            "b1": max(b - c, 0),
            "a2": a / (1 + c),
            "b2": b / (1 + c),
        },
    ),
    "Why does logistic regression use log loss rather than squared error?": Figures(
        r"""
        If the truth is <y>, predicting <a> costs <la>, <b> costs <lb>, and <c> costs
        <lc>. At <c> the gradient is minus <g>; with half squared error it would be
        about minus <h>.

        A weight of <w> means that one more unit doubles the odds, since $e^{<w>}
        \approx <odds>$
        """,
        lambda y, a, b, c, w: {
            "la": -log(a),
            "lb": -log(b),
            "lc": -log(c),
            "g": c - y,
            "h": (c - y) * c * (1 - c),
            "odds": exp(w),
        },
    ),
    "What is the difference between generative and discriminative models?": Figures(
        r"""
        Say <spam> per cent of mail is spam, and "invoice" appears in <inside> per cent
        of spam and <outside> per cent of the rest.

        \frac{<s> \cdot <i>}{<s> \cdot <i> + <h> \cdot <o>} = <p>

        the odds rise from <odds> to <twice>, and <p> becomes an overconfident <wrong>
        """,
        lambda spam, inside, outside: {
            "s": spam / 100,
            "h": 1 - spam / 100,
            "i": inside / 100,
            "o": outside / 100,
            "p": spam * inside / (spam * inside + (100 - spam) * outside),
            "odds": spam * inside / ((100 - spam) * outside),
            "twice": spam * inside**2 / ((100 - spam) * outside**2),
            "wrong": 1 / (1 + (100 - spam) * outside**2 / (spam * inside**2)),
        },
    ),
    "How does a support vector machine choose its boundary?": Figures(
        r"""
        $w = (<w1>, <w2>)$ with $b = -<b>$ has norm <norm>, so the margin is <margin>
        wide. A positive point at (<x1>, <x2>) scores <score> and costs nothing. One at
        (<y1>, <y2>) scores <inside>: right, but inside the margin, so its hinge loss is
        <loss>.

        matrix for <n> points takes <gb> gigabytes
        """,
        lambda w1, w2, b, x1, x2, y1, y2, n: {
            "norm": sqrt(w1 * w1 + w2 * w2),
            "margin": 2 / sqrt(w1 * w1 + w2 * w2),
            "score": w1 * x1 + w2 * x2 - b,
            "inside": w1 * y1 + w2 * y2 - b,
            "loss": max(0, 1 - (w1 * y1 + w2 * y2 - b)),
            "gb": n * n * 8 / 1e9,
        },
    ),
}
