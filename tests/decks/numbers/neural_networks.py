"""The figures of neural networks."""

from math import exp, sqrt
from statistics import fmean, pstdev
from typing import Final

from decks.figures import Figures, Rough


def sigmoid(z: float) -> float:
    """Between 0 and 1."""
    return 1 / (1 + exp(-z))


def neuron(x: float, w: float, y: float, rate: float) -> dict[str, float]:
    """One step of a sigmoid neuron with half squared error."""
    a = sigmoid(w * x)
    slope = (a - y) * a * (1 - a) * x
    step = w - rate * slope
    return {
        "z": w * x,
        "a": a,
        "off": a - y,
        "da": a * (1 - a),
        "slope": slope,
        "step": step,
        "before": (a - y) ** 2 / 2,
        "after": (sigmoid(step * x) - y) ** 2 / 2,
    }


def normalised(
    a: float, b: float, c: float, d: float, e: float, f: float, n: float
) -> dict[str, float]:
    """Two examples of three features, by layer and by batch."""
    layers = [(x - fmean(row)) / pstdev(row) for row in ((a, b, c), (d, e, f)) for x in row]
    assert all(abs(one - two) < 1e-9 for one, two in zip(layers[:3], layers[3:], strict=True))
    columns = [(x - fmean(pair)) / pstdev(pair) for pair in ((a, d), (b, e), (c, f)) for x in pair]
    assert columns[:2] == columns[2:4] == columns[4:]
    assert n == len(columns[:2])
    return {"low": layers[0], "mid": layers[1], "minus": columns[0], "plus": columns[1]}


def xor(x: float, y: float) -> float:
    """By two ReLU units."""
    return max(0, x + y) - 2 * max(0, x + y - 1)


FIGURES: Final = {
    "How does backpropagation work?": Figures(
        r"""
        with input <x>, weight <w>, no bias, target <y>, and half squared error. The
        weighted input is <z>, the output $a$ is <a>.

        = -<off> \cdot <da> \cdot <x> = -<slope>

        A step with learning rate <rate> takes it to <step>, and the loss falls from
        <before> to <after>.
        """,
        neuron,
    ),
    "Why do gradients vanish or explode, and what can you do about it?": Figures(
        r"""
        derivative is at most <s>. Through a chain of <n> units with weights of <w>, the
        factor is at most $<s>^{<n>}$, about <one> in <in>,

        <r> at each of <steps> recurrent steps makes <big> million
        """,
        lambda n, w, r, steps: {
            "s": sigmoid(0) * (1 - sigmoid(0)),
            "one": 1,
            "in": Rough((w * 0.25) ** -n, 1),
            "big": Rough(r**steps / 1e6, 2),
        },
    ),
    "How do batch normalisation and layer normalisation differ?": Figures(
        r"""
        (<a>, <b>, <c>) and (<d>, <e>, <f>). Layer normalisation maps each on its own to
        minus <low>, <mid> and plus <low>.

        with only <n> examples every column becomes minus <minus> and plus <plus>,
        """,
        normalised,
    ),
    "What does dropout do, and how is it used at inference?": Figures(
        r"""
        With $p = <p>$, an activation of <a> becomes <up> with probability <kept>, and
        <zero> otherwise: the mean is still <mean>. I start between <low> and <high>.
        """,
        lambda p, a: {
            "up": a / (1 - p),
            "kept": 1 - p,
            "zero": 0 * a / (1 - p),
            "mean": (1 - p) * a / (1 - p),
        },
        {"low": "a usual rate", "high": "a usual rate"},
    ),
    "Why does weight initialisation matter, and how do you choose it?": Figures(
        r"""
        With <n> inputs and ReLU, He's standard deviation is the root of <two> over <n>,
        or <he>. With <s> instead, each layer would scale the signal by <scale> in root
        mean square, and <layers> layers by <all>;
        """,
        lambda n, two, s, layers: {
            "he": sqrt(two / n),
            "scale": s / sqrt(two / n),
            "all": (s / sqrt(two / n)) ** layers,
        },
    ),
    "Why do networks need non-linear activations, and why is ReLU a common choice?": Figures(
        r"""
        slope is at most <slope>,

        The inputs (<a>, <b>), (<c>, <d>), (<e>, <f>) and (<g>, <h>) give <ab>, <cd>,
        <ef> and <gh>.
        """,
        lambda a, b, c, d, e, f, g, h: {
            "slope": sigmoid(0) * (1 - sigmoid(0)),
            "ab": xor(a, b),
            "cd": xor(c, d),
            "ef": xor(e, f),
            "gh": xor(g, h),
        },
    ),
}
