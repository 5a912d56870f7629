"""The figures of large language models."""

from collections import Counter
from itertools import pairwise
from math import comb, exp, floor, log, log2, log10, sqrt
from statistics import NormalDist
from typing import Final

from decks.figures import Figures, Rough


def merges(a: float, b: float, c: float) -> dict[str, float]:
    """How often pairs stand in three words that are there so often."""
    pairs = Counter[str]()
    for word, times in (("low", a), ("lower", b), ("newest", c)):
        for left, right in pairwise(word):
            pairs[left + right] += int(times)
    assert pairs.most_common(1)[0][0] == "we"
    assert pairs["lo"] == pairs["ow"]
    return {"we": pairs["we"], "lo": pairs["lo"]}


def scaled(ten: float, power: float, ratio: float) -> dict[str, float | Rough]:
    """Billions of weights and tokens for so many operations and tokens a weight."""
    weights = sqrt(ten**power / (6 * ratio))
    return {"factor": 6 * ratio, "n": weights / 1e9, "tokens": ratio * weights / 1e9}


def tuned(
    prompt: float,
    targets: float,
    examples: float,
    passes: float,
    n: float,
    six: float,
    ten: float,
    rate: float,
    power: float,
) -> dict[str, float]:
    """Tokens and operations of a tuning run with n billion weights."""
    tokens = (prompt + targets) * examples * passes
    operations = six * n * 1e9 * tokens
    exponent = floor(log10(operations))
    assert (prompt + targets) / targets == 4
    return {
        "tokens": tokens / 1e6,
        "mantissa": operations / 10**exponent,
        "exponent": exponent,
        "minutes": operations / (rate * ten**power) / 60,
    }


def sigmoid(z: float) -> float:
    """Between 0 and 1."""
    return 1 / (1 + exp(-z))


def preferred(times: float, beta: float, a: float, b: float) -> dict[str, float]:
    """DPO's loss at the start and later, and what a reward model says."""
    argument = beta * log(times) - beta * log(1 / times)
    return {
        "start": -log(sigmoid(0)),
        "argument": argument,
        "later": -log(sigmoid(argument)),
        "wins": sigmoid(a - b),
    }


def pass_at(k: float, n: float, c: float) -> float:
    """The chance that one of k samples is right."""
    return 1 - comb(int(n - c), int(k)) / comb(int(n), int(k))


def won(wins: float, of: float) -> dict[str, float]:
    """A share in per cent and its interval at 95 per cent."""
    p = wins / of
    reach = NormalDist().inv_cdf(0.975) * sqrt(p * (1 - p) / of)
    return {"share": 100 * p, "low": 100 * (p - reach), "high": 100 * (p + reach)}


def fused(c: float, a: float, b: float, d: float) -> dict[str, float]:
    """Reciprocal ranks, joined, of ranks a and b, and of d twice."""
    first, second = 1 / (c + a) + 1 / (c + b), 2 / (c + d)
    assert second > first
    return {"s": first, "t": second}


FIGURES: Final = {
    "How does byte-pair tokenising work, and what can go wrong with it?": Figures(
        r"""
        In the words "low" <a> times, "lower" <b> times and "newest" <c> times, the pair "we"
        stands <we> times, "lo" and "ow" <lo> times each,

        At <many> characters a token, a page of <page> characters is <short> tokens; at <few> it is
        <long>, and costs
        """,
        lambda a, b, c, many, page, few: (
            merges(a, b, c) | {"short": page / many, "long": page / few}
        ),
    ),
    "What does pre-training optimise, and how do you choose the size of model and data?": Figures(
        r"""
        About <ratio> tokens a weight gave

        A loss of <loss> nats a token is a perplexity of <ppl>; at <chars> characters a token it is
        <bits> bits a character. With $<ten>^{<power>}$ operations and <ratio> tokens a weight,
        $<factor> N^2 = <ten>^{<power>}$ gives <n> billion weights and <tokens> billion tokens.
        """,
        lambda ratio, loss, chars, ten, power: (
            scaled(ten, power, ratio) | {"ppl": exp(loss), "bits": loss * log2(exp(1)) / chars}
        ),
    ),
    "When would you prompt, retrieve or fine-tune?": Figures(
        r"""
        lengthen a prompt from <short> to <long> tokens cost, at <price> dollar a million tokens,
        <more> dollars more a call, and <month> dollars more for <calls> calls a month. A tuning
        run of <run> dollars that makes them needless pays for itself in <days> days.
        """,
        lambda short, long, price, calls, run: {
            "more": (long - short) * price / 1e6,
            "month": (long - short) * price / 1e6 * calls,
            "days": Rough(run / ((long - short) * price / 1e6 * calls / 30), 1),
        },
    ),
    "How does supervised fine-tuning turn a language model into an assistant?": Figures(
        r"""
        An example of <prompt> prompt and <targets> answer tokens gives <targets> training targets,

        <examples> such examples, <passes> times, are <tokens> million tokens. At <six> for each
        weight and token, <n> billion weights take $<mantissa> \cdot <ten>^{<exponent>}$
        operations: <minutes> minutes on one device with $<rate> \cdot <ten>^{<power>}$ a second.
        """,
        tuned,
    ),
    "How does LoRA adapt a large model cheaply?": Figures(
        r"""
        base in <bits> bits

        For a matrix of <d> by <d> and rank <r>, that is <few> weights instead of <all> million,
        <share> per cent. With <m> such matrices in each of <blocks> blocks there are <total>
        million. At <bytes> bytes each they need <gb> gigabytes of training state; tuning all of
        <n> billion takes <full>.
        """,
        lambda d, r, m, blocks, bytes, n: {  # noqa: A006  what the figure counts
            "few": 2 * d * r,
            "all": d * d / 1e6,
            "share": 100 * 2 * r / d,
            "total": 2 * d * r * m * blocks / 1e6,
            "gb": 2 * d * r * m * blocks * bytes / 1e9,
            "full": n * bytes,
        },
        {"bits": "how QLoRA was published"},
    ),
    "How does training on preferences work, with RLHF and with DPO?": Figures(
        r"""
        At the start both ratios are <one>, so the loss is <start>. If the better answer has become
        <times> times as likely and the worse one half as likely, then with $\beta = <beta>$ the
        argument is <argument>, and the loss <later>. A reward model that gives <a> and <b> says
        that the first wins with <wins>.
        """,
        preferred,
        {"one": "a model over itself"},
    ),
    "How would you evaluate a language model for a product?": Figures(
        r"""
        With <c> of <n> right, pass@<one> is <first> and pass@<k> <more>. If a new model wins
        <wins> of <of> comparisons, that is <share> per cent, with an interval from <low> to
        <high>. If judge and people agree on <agree> per cent, where chance alone would give
        <chance>, kappa is <kappa>.
        """,
        lambda c, n, one, k, wins, of, agree, chance: (
            won(wins, of)
            | {
                "first": pass_at(one, n, c),
                "more": pass_at(k, n, c),
                "kappa": (agree - chance) / (100 - chance),
            }
        ),
    ),
    "How does retrieval-augmented generation work, and how do you improve it?": Figures(
        r"""
        \frac{1}{<c> + \text{rank}(d)}

        A passage at ranks <a> and <b> scores <s>; one at <d> and <d> scores <t>, and comes first.
        If the right passage is found in <found> per cent of cases, and then used well in <used>,
        then <right> per cent of answers are right. Perfect generation would give <found>, recall
        of <better> per cent <then>.
        """,
        lambda c, a, b, d, found, used, better: (
            fused(c, a, b, d) | {"right": found * used / 100, "then": better * used / 100}
        ),
        {"c": "the usual constant"},
    ),
    "How do you serve a large language model fast and at low cost?": Figures(
        r"""
        Quantise weights to <eight> or <low> bits

        With $a = <a>$ and <k> drafts that is <tokens>. With <n> billion weights, <high> bits are
        <gb> gigabytes and <low> bits <less>; at <speed> terabytes a second a step takes at least
        <ms> or <fast> milliseconds, so one request gets at most <rate> or <quick> tokens a second.
        """,
        lambda a, k, n, high, low, speed: {
            "tokens": (1 - a ** (k + 1)) / (1 - a),
            "gb": n * high / 8,
            "less": n * low / 8,
            "ms": n * high / 8 / speed,
            "fast": n * low / 8 / speed,
            "rate": 1000 / (n * high / 8 / speed),
            "quick": 1000 / (n * low / 8 / speed),
        },
        {"eight": "a usual width"},
    ),
    "Why do language models make things up, and what helps?": Figures(
        r"""
        and a right one gains <gain>, answer

        With a cost of <c> that is <cut>. If a model is right on <right> per cent of all questions,
        answering all gains minus <all> a question. Answering only the <some> per cent on which it
        is <sure> per cent right gains <selected>. And <claims> claims, each right with <each>,
        independently, are all right with only <every>.
        """,
        lambda gain, c, right, some, sure, claims, each: {
            "cut": c / (gain + c),
            "all": (right * gain - (100 - right) * c) / 100,
            "selected": some / 100 * (sure * gain - (100 - sure) * c) / 100,
            "every": each**claims,
        },
    ),
}
