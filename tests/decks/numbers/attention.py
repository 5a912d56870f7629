"""The figures of attention."""

from math import exp, sqrt
from typing import Final

from decks.figures import Figures, Rough


def share(first: float, second: float) -> float:
    """The first weight of a softmax over two scores."""
    return 1 / (1 + exp(second - first))


def attention(
    q1: float, q2: float, a1: float, a2: float, b1: float, b2: float, va: float, vb: float
) -> dict[str, float]:
    """A query over two keys and their values."""
    scores = q1 * a1 + q2 * a2, q1 * b1 + q2 * b2
    scaled = scores[0] / sqrt(2), scores[1] / sqrt(2)
    weight = share(*scaled)
    return {
        "sa": scores[0],
        "sb": scores[1],
        "width": len((q1, q2)),
        "ra": scaled[0],
        "rb": scaled[1],
        "wa": weight,
        "wb": 1 - weight,
        "out": weight * va + (1 - weight) * vb,
    }


def saturated(d: float, same: float) -> dict[str, float | Rough]:
    """Weights and slopes of two scores a standard deviation apart, raw and scaled."""
    raw, scaled = share(sqrt(d), same), share(1, same)
    return {
        "root": sqrt(d),
        "raw": raw,
        "rest": 1 - raw,
        "unit": sqrt(d) / sqrt(d),
        "scaled": scaled,
        "left": 1 - scaled,
        "flat": raw * (1 - raw),
        "steep": scaled * (1 - scaled),
        "more": Rough(scaled * (1 - scaled) / (raw * (1 - raw)), 1),
    }


def cache(
    two: float, layers: float, heads: float, width: float, bits: float, tokens: float, few: float
) -> dict[str, float]:
    """Mebibytes a token and gibibytes a sequence."""
    token = two * layers * heads * width * bits / 8
    return {
        "mib": token / 2**20,
        "gib": token * tokens / 2**30,
        "less": token * tokens * few / heads / 2**30,
    }


FIGURES: Final = {
    "How does attention work in a transformer?": Figures(
        r"""
        query is (<q1>, <q2>), the keys are (<a1>, <a2>) and (<b1>, <b2>), the values
        <va> and <vb>. The scores are <sa> and <sb>; divided by root <width>, they are
        <ra> and <rb>. Softmax gives <wa> and <wb>, so the output is <out>.
        """,
        attention,
    ),
    "Why are attention scores divided by the square root of the key dimension?": Figures(
        r"""
        For $d_k = <d>$ the deviation is <root>, so scores that differ by <root> are
        ordinary. Softmax of <root> and <same> gives <raw> and <rest>. After dividing by
        <root>, the scores are <unit> and <same>, and the weights <scaled> and <left>.

        <flat> in the first case and <steep> in the second, nearly <more> times
        """,
        saturated,
    ),
    "Why does a transformer use several attention heads?": Figures(
        r"""
        With width <w> and <h> heads, each head works in <d> dimensions. The <m>
        matrices, for queries, keys, values and output, are each <w> by <w>, together
        <all> million weights without biases: exactly as many as with <one> head of
        width <w>.
        """,
        lambda w, h, m, one: {
            "d": w / h,
            "all": m * w * w / 1e6 if one * w == h * (w / h) else 0,
            "m": len(("queries", "keys", "values", "output")),
        },
    ),
    "Why does a transformer need positional encodings, and which kinds are there?": Figures(
        r"""
        With <step> radians a step, positions <a> and <b> differ by <turn> radians,
        exactly like positions <c> and <d>.
        """,
        lambda step, a, b, c: {"turn": step * (a - b), "d": c - (a - b)},
    ),
    "What is a KV cache, and what does it cost?": Figures(
        r"""
        with <two> for keys and values,

        With <layers> layers, <heads> heads of <width>, and <bits> bits, that is <mib>
        mebibytes a token, or <gib> gibibytes for <tokens> tokens; with <few> key-value
        heads, <less> gibibytes. And <b> billion <bits>-bit weights are <gb> gigabytes,
        so at <speed> terabytes a second each decoding step takes at least <ms>
        milliseconds.
        """,
        lambda two, layers, heads, width, bits, tokens, few, b, speed: (
            cache(two, layers, heads, width, bits, tokens, few)
            | {"gb": b * bits / 8, "ms": b * bits / 8 / speed}
        ),
    ),
    "How do BERT and GPT differ?": Figures(
        r"""
        BERT picks <picked> per cent of the tokens; of these <mask> per cent become a
        mask symbol, <random> per cent a random token, and <stay> per cent stay. So <n>
        tokens give about <targets> training targets, whereas GPT gets <next> from
        """,
        lambda picked, mask, random, n: {
            "targets": n * picked / 100,
            "stay": 100 - mask - random,
            "next": n - 1,
        },
    ),
}
