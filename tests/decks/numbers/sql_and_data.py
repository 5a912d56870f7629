"""The figures of SQL and data; what queries give is checked where they run."""

from math import ceil, log
from typing import Final

from decks.figures import Figures

SHOWN: Final = "what the query shows"


def dense_ranks(*scores: float) -> tuple[list[int], list[int]]:
    """Ranks and dense ranks, the highest first."""
    ranks = [1 + sum(other > score for other in scores) for score in scores]
    return ranks, [1 + len({other for other in scores if other > score}) for score in scores]


def ranked(a: float, b: float, c: float) -> dict[str, float]:
    """Three scores, numbered in three ways."""
    ranks, dense = dense_ranks(a, b, c)
    names = [f"{kind}{i}" for kind in ("n", "r", "d") for i in range(3)]
    return dict(zip(names, [1, 2, 3, *ranks, *dense], strict=True))


FIGURES: Final = {
    "In which order does an SQL query work, and where does that matter?": Figures(
        r"""
        Here WHERE takes away Ann's order of <small> and Bob's only one; then HAVING takes away Eve,
        whose sum of <eve> is not above <least>. Ann keeps <n> orders with a sum of <total>. With a
        HAVING of at least <least>, Eve would stay.
        """,
        lambda least: {"eve": least, "n": len((5, 30)), "total": sum((5, 30))},
        {"small": SHOWN},
    ),
    "How do the joins differ, and how can a join go wrong?": Figures(
        r"""
        Ann has <n> orders, together <sum>, and <visits> visits: the first query joins all <pairs>
        pairs, so her sum is <wrong>.
        """,
        lambda n, sum, visits: {  # noqa: A006  what the figure is
            "pairs": n * visits,
            "wrong": sum * visits,
        },
    ),
    "How do window functions differ from GROUP BY?": Figures(
        r"""
        Scores <a>, <b> and <c> have row numbers <n0>, <n1> and <n2>, ranks <r0>, <r1> and <r2>,
        and dense ranks <d0>, <d1> and <d2>.
        """,
        ranked,
    ),
    "How do you get the latest row of each group?": Figures(
        r"""
        two rows of day <day>; the larger id decides, so its price is <price>.
        """,
        known={"day": SHOWN, "price": SHOWN},
    ),
    "How does NULL behave in SQL, and which errors does it cause?": Figures(
        r"""
        so "not <ann>" finds only Eve: <one> person, not <two>. The average age is <mean> over the
        <two> who are known; with zero for unknown it is <zero>. The last query asks whether <eve>
        differs from NULL: unknown, so it finds <none>.
        """,
        lambda ann, eve: {
            "one": len([eve]),
            "two": len([ann, eve]),
            "mean": (ann + eve) / 2,
            "zero": (ann + eve + 0) / 3,
        },
        {"none": SHOWN},
    ),
    "How do you join features as they were at a point in time?": Figures(
        r"""
        For the label of day <day>, user <one> had the score <score>; the <same> of the same day
        does not count. User <two> had none yet. With today's scores, user <one> would have <last>
        both times
        """,
        known=dict.fromkeys(("day", "one", "score", "same", "two", "last"), SHOWN),
    ),
    "What does an index do, and how do you make a slow query fast?": Figures(
        r"""
        With <f> entries a page and <n> rows that is <depth> pages, where a scan of rows of <bytes>
        bytes, at <speed> gigabytes a second, reads <gb> gigabytes in <scan> seconds. But fetching
        <share> per cent of the rows one by one, at <ms> milliseconds each, takes <fetch> seconds:
        """,
        lambda f, n, bytes, speed, share, ms: {  # noqa: A006  what the figures count
            "depth": ceil(log(n, f)),
            "gb": n * bytes / 1e9,
            "scan": n * bytes / 1e9 / speed,
            "fetch": n * share / 100 * ms / 1000,
        },
    ),
    "How do you work with tables in pandas, and what goes wrong?": Figures(
        r"""
        With <rows> million rows, a column of <bits>-bit numbers takes <mb> megabytes; a category
        with at most <values> values takes a byte each, <small> megabytes, where texts of <width>
        bytes take <texts>. A loop at <us> microseconds a row takes <slow> seconds; a whole-column
        operation at <ns> nanoseconds takes <fast>.
        """,
        lambda rows, bits, width, us, ns: {
            "mb": rows * bits / 8,
            "values": 2**7 - 1,
            "small": rows,
            "texts": rows * width,
            "slow": rows * us,
            "fast": rows * ns / 1000,
        },
    ),
}
