"""The figures of the transformer block."""

from math import exp, floor, log10, sqrt
from typing import Final

from decks.figures import Figures


def softmax(temperature: float, *scores: float) -> list[float]:
    """Probabilities of scores."""
    powers = [exp(score / temperature) for score in scores]
    return [power / sum(powers) for power in powers]


def model(d: float, blocks: float, tokens: float) -> dict[str, float]:
    """Millions of weights of a decoder without biases."""
    block = (4 + 8) * d * d / 1e6
    embedding = tokens * d / 1e6
    assert abs(blocks * block + embedding - 124) < 1
    return {"block": block, "all": blocks * block, "embedding": embedding}


def rms(a: float, b: float, c: float, d: float) -> dict[str, float]:
    """A vector, its second number below zero, over its root mean square."""
    size = sqrt((a * a + b * b + c * c + d * d) / 4)
    return {"size": size, "x": a / size, "y": b / size, "z": c / size}


def decoded(
    a: float, b: float, c: float, t: float, u: float, v: float, top: float
) -> dict[str, float]:
    """Three scores at three temperatures, and what top-p keeps at the first."""
    first = softmax(t, a, b, c)
    assert first[0] < top <= first[0] + first[1]
    kept = first[0] + first[1]
    shown = {
        f"{name}{i}": p
        for name, temperature in (("t", t), ("u", u), ("v", v))
        for i, p in enumerate(softmax(temperature, a, b, c))
    }
    return shown | {"k0": first[0] / kept, "k1": first[1] / kept}


def trained(
    six: float, n: float, tokens: float, ten: float, power: float, used: float, many: float
) -> dict[str, float]:
    """Operations, days and gigabytes of n and tokens, in billions."""
    operations = six * n * tokens * 1e18
    exponent = floor(log10(operations))
    days = operations / (ten**power * used / 100) / 86400
    return {
        "mantissa": operations / 10**exponent,
        "exponent": exponent,
        "days": days,
        "fewer": days / many,
    }


FIGURES: Final = {
    "What are the parts of a transformer block, and what does each do?": Figures(
        r"""
        With $d = <d>$ that is <block> million a block, and <all> million in <blocks> blocks; an
        embedding of <tokens> tokens adds <embedding> million. That is nearly GPT-2 small, with
        <small> million.
        """,
        model,
        {"small": "published of GPT-2 small; positions, biases and norms are the rest"},
    ),
    "What does the feed-forward network in a block do, and why is it so wide?": Figures(
        r"""
        usually about <four> times as wide

        its hidden layer is <eight>/<three> as wide

        With width <d>, the plain form has <ffn> million weights, attention <attention> million

        the maps $<maps> d^2$; both are equal at $n = 6d$, here <equal> tokens.
        """,
        lambda four, d: {
            "ffn": 2 * four * d * d / 1e6,
            "attention": 4 * d * d / 1e6,
            "eight": 2 * four,
            "three": 3,
            "maps": 2 * (4 + 2 * four),
            "equal": 2 * (4 + 2 * four) * d * d / (4 * d),
        },
    ),
    "Why residual connections, and where does the normalisation go?": Figures(
        r"""
        For (<a>, minus <b>, <c>, <d>) the root mean square is <size>, so the result is (<x>, minus
        <y>, <z>, <z>). If each of <n> branches adds independent noise of variance <v> to a stream
        of variance <v>, it ends at variance <end>.
        """,
        lambda a, b, c, d, n, v: rms(a, b, c, d) | {"end": v + n * v},
    ),
    "How does a language model choose the next token?": Figures(
        r"""
        A temperature below <one> sharpens, above <one> flattens

        With scores <a>, <b> and <c>, temperature <t> gives <t0>, <t1> and <t2>; temperature <u>
        gives <u0>, <u1> and <u2>; temperature <v> gives <v0>, <v1> and <v2>. Top-p with <top>
        keeps the first two at temperature <t>, and shares out <k0> and <k1>.
        """,
        decoded,
        {"one": "the temperature that changes nothing"},
    ),
    "How much computation and memory does a transformer take to train and to run?": Figures(
        r"""
        Training takes about <six> operations for each weight and token, running about <two>, and

        The <two> are one multiplication and one addition

        keeps about <bytes> bytes a weight: <half> each for weight and gradient, <full> for each of

        reaches perhaps <used> per cent

        For <n> billion weights and <tokens> billion tokens that is $<mantissa> \cdot
        <ten>^{<exponent>}$ operations. A device with $<ten>^{<power>}$ a second at <used> per cent
        takes <days> days; <many> of them, <fewer>. The training state is <state> gigabytes before
        activations; to run it in <bits> bits takes <run>.
        """,
        lambda two, half, full, n, tokens, ten, power, used, many, bits: (
            trained(3 * two, n, tokens, ten, power, used, many)
            | {
                "six": 3 * two,
                "bytes": 2 * half + 3 * full,
                "state": n * (2 * half + 3 * full),
                "run": n * bits / 8,
            }
        ),
    ),
    "What is a mixture of experts, and what does it cost?": Figures(
        r"""
        usually <one> or <two> experts

        with <rest> million weights outside the experts and <n> experts of <size> million, of which
        <k> are used. Such a block holds <all> million weights, but a token meets <met> million,
        <share> per cent. With <bits>-bit weights it needs <gb> gigabytes, where a dense one of the
        same computation needs <dense>.
        """,
        lambda rest, n, size, k, bits: {
            "all": rest + n * size,
            "met": rest + k * size,
            "share": 100 * (rest + k * size) / (rest + n * size),
            "gb": (rest + n * size) * bits / 8 / 1e3,
            "dense": (rest + k * size) * bits / 8 / 1e3,
        },
        {"one": "a usual choice", "two": "a usual choice"},
    ),
}
