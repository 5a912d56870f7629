"""What the designs, cards and prompts, calculate; a question is named by its beginning."""

from math import log, sqrt
from typing import Final

from decks.figures import Figures, Rough

DAY: Final = 86400


def half_width(share: float, n: float) -> float:
    """Of an interval at 95 per cent, in points, around a share in per cent."""
    return 1.96 * sqrt(share * (100 - share) / n)


def assistant(
    turns: float,
    articles: float,
    chunks: float,
    width: float,
    items: float,
    right: float,
    a: float,
    b: float,
    c: float,
    read: float,
    write: float,
    p: float,
    q: float,
    peak: float,
    long: float,
    speed: float,
    day: float,
    week: float,
    low: float,
) -> dict[str, float]:
    """Turns, chunks, tokens and dollars of a day."""
    return {
        "turns": 4 * 200_000,
        "mean": turns / DAY,
        "all": articles * chunks,
        "gb": articles * chunks * width * 4 / 1e9,
        "wide": half_width(right, items),
        "read": a + b + c,
        "billions": turns * read / 1e9,
        "out": turns * write / 1e6,
        "x": turns * read / 1e6 * p,
        "y": turns * write / 1e6 * q,
        "sum": turns * (read * p + write * q) / 1e6,
        "cents": turns * (read * p + write * q) / 1e4 / 200_000,
        "flight": peak * long,
        "takes": write / speed,
        "week": 7 * day,
        "fine": half_width(low, week),
    }


FIGURES: Final = {
    "Design the home feed": Figures(
        r"""
        $<ten>^<nine>$ requests a day, <mean>/s on average, about <peak>/s at a threefold peak

        Item vectors: $<ten>^<seven> \times <width> \times <bytes>$ bytes = <gb> GB;

        features <a>, retrieval <b>, ranking <c>, re-ranking for diversity and policy <d>, network
        and slack <e> = <sum> ms. Ranking scores <peak> × <few> = <scored> million items
        """,
        lambda ten, nine, peak, seven, width, bytes, a, b, c, d, e, few: {  # noqa: A006
            "mean": Rough(ten**nine / DAY, 3),
            "peak": Rough(3 * ten**nine / DAY, 2),
            "gb": ten**seven * width * bytes / 1e9,
            "sum": a + b + c + d + e,
            "scored": peak * few / 1e6,
        },
    ),
    "Design real-time card fraud": Figures(
        r"""
        <millions> million transactions a day, <fraud> of them fraud.

        "All fine" is <fine> % accurate,

        <recall> % recall at a false-positive rate of <rate> % is <hits> hits and <false> false
        alarms, precision <precision> %.

        (<analysts> analysts × <cases> cases = <reviews> a day)

        features <a>, model <b>, rules <c>, network <d>, slack <e> = <sum> ms
        """,
        lambda recall, rate, analysts, cases, a, b, c, d, e: {
            "millions": 1000 * DAY / 1e6,
            "fraud": 1000 * DAY * 0.001,
            "fine": 100 - 0.1,
            "hits": DAY * recall / 100,
            "false": 999 * DAY * rate / 100,
            "precision": 100 * recall / (recall + 999 * rate),
            "reviews": analysts * cases,
            "sum": a + b + c + d + e,
        },
    ),
    "Design product search": Figures(
        r"""
        <queries> queries × <products> products = <pairs> million pairs, to evaluate

        $<five> \cdot <ten>^<seven> \times <width>$ dimensions = <gb> GB in float32, <less> GB in
        int8

        <rate> × <top> = <scored> million pairs a second

        query understanding <a>, retrieval <b> (both in parallel), first ranker <c>, cross-encoder
        <d>, business rules <e>, slack <f> = <sum> ms
        """,
        lambda queries, products, five, ten, seven, width, rate, top, a, b, c, d, e, f: {
            "pairs": queries * products / 1e6,
            "gb": five * ten**seven * width * 4 / 1e9,
            "less": five * ten**seven * width / 1e9,
            "scored": rate * top / 1e6,
            "sum": a + b + c + d + e + f,
        },
    ),
    "Design click prediction": Figures(
        r"""
        At <rate> % the base-rate predictor already scores <nats> nats

        Keeping <keep> % of non-clicks leaves <kept> + <clicks> = <all> million rows

        A true <rate> % looks like <looks> % at $w = <w>$ and comes back as <rate> %

        $<ten>^<eight>$ IDs × <width> × <bytes> bytes = <gb> GB

        features <a>, inference <b>, slack <c> = <sum> ms
        """,
        lambda rate, keep, w, ten, eight, width, bytes, a, b, c: {  # noqa: A006
            "nats": -(rate * log(rate / 100) + (100 - rate) * log(1 - rate / 100)) / 100,
            "kept": (100 - rate) / 100 * 1000 * keep / 100,
            "clicks": rate / 100 * 1000,
            "all": 1000 * (rate + (100 - rate) * keep / 100) / 100,
            "looks": 100 * rate / (rate + (100 - rate) * w),
            "gb": ten**eight * width * bytes / 1e9,
            "sum": a + b + c,
        },
    ),
    "Design moderation": Figures(
        r"""
        <mean> posts a second on average, <bad> million violations a day. <people> reviewers ×
        <each> decisions = <done> million a day, <share> % of posts

        $<z>^2 \cdot <p> \cdot <q> / <within>^2 \approx <labels>{,}<rest>$ labels

        the <unsure> % it is unsure of: <heavy> million a day, <rate>/s
        """,
        lambda people, each, z, p, within, unsure: {
            "mean": Rough(500e6 / DAY, 2),
            "bad": 500 * 0.002,
            "done": people * each / 1e6,
            "share": 100 * people * each / 500e6,
            "q": 1 - p,
            "labels": z * z * p * (1 - p) / within**2 / 1000,
            "heavy": 500 * unsure / 100,
            "rate": Rough(500e6 * unsure / 100 / DAY, 2),
        },
        {"rest": "rounded to thousands"},
    ),
    "Design ETA prediction": Figures(
        r"""
        With <each> predictions per order (browsing, dispatch, updates): $<ten>^<nine>$ a day,
        <mean>/s on average, some <peak>/s at a fourfold dinner peak

        features <a>, routing <b> (cached by zone pair while browsing), model <c>, slack <d> =
        <sum> ms

        promise $<late>/(<late>+<early>)$ = P<p80>
        """,
        lambda ten, nine, a, b, c, d, late, early: {
            "each": ten**nine / 20e6,
            "mean": Rough(ten**nine / DAY, 3),
            "peak": Rough(4 * ten**nine / DAY, 2),
            "sum": a + b + c + d,
            "p80": 100 * late / (late + early),
        },
    ),
    "Design demand forecasting": Figures(
        r"""
        <runs> runs a day × <zones> zones = <all> million forecasts

        to finish in <seconds> s a run needs <rate> zones a second
        """,
        lambda runs, zones, seconds: {
            "runs": 24 * 60 / 5,
            "all": runs * zones / 1e6,
            "rate": Rough(zones / seconds, 2),
        },
    ),
    "Design an LLM assistant": Figures(
        r"""
        Four turns each: <turns> a day, <mean>/s on average

        <articles> articles × <chunks> chunks of about <size> tokens = <all> chunks; vectors of
        <width> floats take <gb> GB

        <items> items at <right> % give ± <wide> points

        A turn reads <read> tokens (<a> instructions, <b> chunks, <c> history) and writes <write>:
        <billions> billion and <out> million a day. At an assumed <p> and <q> US dollars a
        million that
        comes to <x> and <y>, together <sum> dollars a day, <cents> cents a conversation.

        <peak>/s × <long> s = <flight> answers in flight

        <write> tokens at <speed>/s take <takes> s

        audit <day> a day (a week's <week> show <low> % to ± <fine> points)
        """,
        assistant,
        {"size": "a usual size"},
    ),
    "Design a spam filter for an e-mail service with 2 billion messages": Figures(
        said="about <a_second> messages a second",
        so=lambda: {"a_second": Rough(2e9 / DAY, 2)},
    ),
    "Design search by image for a shop: a photo in, similar products out of 20": Figures(
        said="<millions> million vectors of <width> numbers of <bytes> bytes are <gb> GB",
        so=lambda millions, width, bytes: {"gb": millions * width * bytes / 1e3},  # noqa: A006
        known={"millions": "the prompt"},
    ),
    "Design a system that forecasts the demand for 100,000 products in 500": Figures(
        said="<millions> million series, most of them zeros",
        so=lambda: {"millions": 100_000 * 500 / 1e6},
    ),
    "Design the detection of duplicate listings": Figures(
        said=r"All pairs of <millions> million listings are about $<times> \cdot 10^{15}$",
        so=lambda millions: {"times": millions * 1e6 * (millions * 1e6 - 1) / 2 / 1e15},
    ),
    "Design a feature platform": Figures(
        said="<rate> requests a second × <features> features is <millions> million values",
        so=lambda rate, features: {"millions": rate * features / 1e6},
    ),
    "Design the evaluation of an assistant": Figures(
        said="With <tasks> tasks at <passed> per cent the standard error is <error> points",
        so=lambda tasks, passed: {"error": sqrt(passed * (100 - passed) / tasks)},
    ),
}
