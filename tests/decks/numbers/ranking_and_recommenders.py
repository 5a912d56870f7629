"""The figures of ranking and recommenders."""

from math import comb, exp, log, log2, sqrt
from statistics import NormalDist, fmean
from typing import Final

from decks.figures import Figures, Rough


def ranked(r: float, a: float, b: float, c: float, k: float) -> dict[str, float]:
    """Precision, recall, reciprocal rank and average precision of three relevant ranks."""
    ranks = (a, b, c)
    assert r == len(ranks)
    hits = sum(rank <= k for rank in ranks)
    precisions = [(i + 1) / rank for i, rank in enumerate(ranks)]
    return {
        "precision": hits / k,
        "recall": hits / r,
        "rr": 1 / a,
        "p1": precisions[0],
        "p2": precisions[1],
        "p3": precisions[2],
        "ap": fmean(precisions),
    }


def dcg(*grades: float) -> float:
    """Of a list, with gains of 2 to the grade minus 1."""
    return sum((2**grade - 1) / log2(i + 2) for i, grade in enumerate(grades))


def ndcg(a: float, b: float, c: float) -> dict[str, float]:
    """Of a list of three grades, and of the worst order."""
    best = dcg(*sorted((a, b, c), reverse=True))
    return {
        "g1": 2**a - 1,
        "g2": 2**b - 1,
        "g3": 2**c - 1,
        "d1": log2(2),
        "d2": log2(3),
        "d3": log2(4),
        "dcg": dcg(a, b, c),
        "ideal": best,
        "ndcg": dcg(a, b, c) / best,
        "worst": dcg(*sorted((a, b, c))) / best,
    }


def share(s: float, t: float) -> float:
    """The first weight of a softmax over two scores."""
    return 1 / (1 + exp(t - s))


def factors(
    mean: float, u: float, i: float, p1: float, p2: float, q1: float, q2: float
) -> dict[str, float]:
    """A predicted rating; the item's bias and its second number are below zero."""
    return {"rating": mean + u - i + p1 * q1 - p2 * q2}


def views_needed(rate: float, within: float, level: float) -> float:
    """To know a rate, in per cent, to within so many points."""
    z = NormalDist().inv_cdf(0.5 + level / 200)
    return z * z * rate * (100 - rate) / within**2


FIGURES: Final = {
    "What do precision at k, recall at k, MRR and MAP tell about a ranked list?": Figures(
        r"""
        by what is seen: <page> for a page, <candidates> for candidates

        MRR, the mean of <one> over

        Say <r> items are relevant, and stand at ranks <a>, <b> and <c>. Precision at <k> is
        <precision>, recall at <k> is <recall>, the reciprocal rank is <rr>, and average precision
        is the mean of <p1>, <p2> and <p3>, that is <ap>.
        """,
        ranked,
        {
            "page": "what a page usually holds",
            "candidates": "what a ranker is usually given",
            "one": "the definition",
        },
    ),
    "How is NDCG computed, and what does it assume?": Figures(
        r"""
        is the grade, or <two> to the grade minus <one>,

        It lies between <zero> and <one>;

        A list has grades <a>, <b> and <c> at ranks <first> to <last>. The gains are <g1>, <g2> and
        <g3>, the discounts <d1>, <d2> and <d3>, so DCG is <dcg>. The best order, <a>, <c> and <b>,
        has <ideal>, so NDCG is <ndcg>. With the grade <a> at the bottom, the order <b>, <c> and
        <a> has <worst>.
        """,
        ndcg,
        dict.fromkeys(("two", "one", "zero"), "the definition")
        | dict.fromkeys(("first", "last"), "where three items stand"),
    ),
    "How do pointwise, pairwise and listwise learning to rank differ?": Figures(
        r"""
        With scores <s> and <t> it is <p>. If $i$ is the better one, the loss is <right>; if it is
        the worse one, <wrong>. A list of <n> items has <pairs> pairs.
        """,
        lambda s, t, n: {
            "p": share(s, t),
            "right": -log(share(s, t)),
            "wrong": -log(share(t, s)),
            "pairs": comb(int(n), 2),
        },
    ),
    "How does matrix factorisation recommend, and what does it assume?": Figures(
        r"""
        With mean <mean>, user bias <u>, item bias minus <i>, and vectors (<p1>, <p2>) and (<q1>,
        minus <q2>), the prediction is <rating>. For <users> users and <items> items, <width>
        numbers each are <few> million, whereas the full matrix would have <all> billion entries.
        """,
        lambda mean, u, i, p1, p2, q1, q2, users, items, width: (
            factors(mean, u, i, p1, p2, q1, q2)
            | {"few": (users + items) * width / 1e6, "all": users * items / 1e9}
        ),
    ),
    "How does a two-tower model retrieve candidates, and what can go wrong?": Figures(
        r"""
        With scores <s> and <t> for the right item and another, the softmax gives the right one
        <p>. If the right one is drawn with probability <q> and the other with <r>, the corrected
        share is <corrected>. <n> items of <width> numbers of <bytes> bytes are <gb> gigabytes.
        """,
        lambda s, t, q, r, n, width, bytes: {  # noqa: A006  what the figure counts
            "p": share(s, t),
            "corrected": share(s - log(q), t - log(r)),
            "gb": n * width * bytes / 1e9,
        },
    ),
    "How do you recommend to new users and new items?": Figures(
        r"""
        An item with <k> click in <n> views has a raw rate of <raw> per cent; with a prior rate of
        <mu> per cent and a weight of <m> views, it is <smooth> per cent. To learn a rate of
        <rate> per cent to within <within> point either way, with <level> per cent confidence,
        takes about <views> views, so exploration for <new> new items a day costs <all> million
        views.
        """,
        lambda k, n, mu, m, rate, within, level, views, new: {
            "raw": 100 * k / n,
            "smooth": (100 * k + m * mu) / (n + m),
            "views": Rough(views_needed(rate, within, level), 2),
            "all": views * new / 1e6,
        },
    ),
    "How do epsilon-greedy, UCB and Thompson sampling explore?": Figures(
        r"""
        After <t> rounds, an arm with mean <a> from <n> tries has the bound <ua>; one with mean <b>
        from <m> tries has <ub>, so it is tried next. A random choice between an arm of <c> and
        one of <d> costs <cost> a round on average.
        """,
        lambda t, a, n, b, m, c, d: {
            "ua": a + sqrt(2 * log(t) / n),
            "ub": b + sqrt(2 * log(t) / m),
            "t": n + m,
            "cost": c - (c + d) / 2,
        },
    ),
}
