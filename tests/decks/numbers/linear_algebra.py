"""The figures of linear algebra."""

from math import acos, degrees, hypot, sqrt
from typing import Final

from decks.figures import Figures


def eigenvalues(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """Of a matrix of two rows, the larger first."""
    middle, wide = (a + d) / 2, sqrt((a - d) ** 2 / 4 + b * c)
    return middle + wide, middle - wide


def projection(a1: float, a2: float, b1: float, b2: float) -> dict[str, float]:
    """Of b on a."""
    dot, length, other = a1 * b1 + a2 * b2, hypot(a1, a2), hypot(b1, b2)
    share = dot / length**2
    p1, p2 = share * a1, share * a2
    return {
        "dot": dot,
        "la": length,
        "lb": other,
        "cos": dot / length / other,
        "angle": degrees(acos(dot / length / other)),
        "p1": p1,
        "p2": p2,
        "e1": b1 - p1,
        "e2": b2 - p2,
        "zero": (b1 - p1) * a1 + (b2 - p2) * a2,
    }


def dependent(c: tuple[float, ...], n: tuple[float, ...]) -> dict[str, float]:
    """Three columns of which one is the sum of the others, and a vector that they make zero."""
    first, second, third = c[:3], c[3:6], c[6:]
    assert all(x == y + z for x, y, z in zip(first, second, third, strict=True))
    assert second[0] * third[1] != second[1] * third[0]
    signs = (n[0], -n[1], -n[2])
    rows = zip(first, second, third, strict=True)
    assert not any(sum(s * x for s, x in zip(signs, row, strict=True)) for row in rows)
    return {"rank": 2, "null": 3 - 2}


def powers(a: float, b: float, c: float, d: float, x: float, y: float) -> dict[str, float]:
    """Eigenvalues, trace, determinant, and two steps of power iteration."""
    big, small = eigenvalues(a, b, c, d)
    one = a * x + b * y, c * x + d * y
    two = a * one[0] + b * one[1], c * one[0] + d * one[1]
    return {
        "big": big,
        "small": small,
        "v1": 1,
        "v2": (big - a) / b,
        "w1": 1,
        "w2": (small - a) / b,
        "trace": a + d,
        "det": a * d - b * c,
        "x1": one[0],
        "y1": one[1],
        "x2": two[0],
        "y2": two[1],
        "ratio": (big - a) / b,
    }


def singular(a: float, b: float, c: float, d: float) -> dict[str, float]:
    """Squared and plain singular values, and what the first keeps."""
    big, small = eigenvalues(a * a + c * c, a * b + c * d, a * b + c * d, b * b + d * d)
    return {
        "big": big,
        "small": small,
        "s": sqrt(big),
        "t": sqrt(small),
        "all": a * a + b * b + c * c + d * d,
        "share": 100 * big / (big + small),
    }


def definite(
    a: float, b: float, c: float, d: float, x1: float, x2: float, lift: float
) -> dict[str, float]:
    """Eigenvalues of the two matrices, and the form that is below zero."""
    first, second = eigenvalues(a, b, b, a), eigenvalues(c, d, d, c)
    form = c * x1 * x1 - 2 * d * x1 * x2 + c * x2 * x2
    return {
        "a1": first[0],
        "a2": first[1],
        "b1": second[0],
        "b2": second[1],
        "form": form,
        "most": 1,
        "l1": second[0] + lift,
        "l2": second[1] + lift,
    }


def condition(e: float, r: float, s: float, q: float) -> dict[str, float]:
    """Of the rows (1, 1) and (1, e), with right sides (r, s) and (r, q)."""
    big, small = eigenvalues(2, 1 + e, 1 + e, 1 + e * e)
    first, second = (s - r) / (e - 1), (q - r) / (e - 1)
    change = abs(q - s) / hypot(r, s)
    assert abs(hypot(second - first, first - second) / hypot(r - first, first) - 1) < 1e-6
    return {
        "x": r - first,
        "y": first,
        "u": r - second,
        "v": second,
        "kappa": sqrt(big / small),
        "change": change,
    }


def step(
    a: float, b: float, c: float, d: float, w: float, y: float, z: float, rate: float
) -> dict[str, float]:
    """One step of gradient descent on half squared error from the weights (w, w)."""
    r, s = (a + b) * w - y, (c + d) * w - z
    g, h = a * r + c * s, b * r + d * s
    assert g == h
    new = w - rate * g
    after = (((a + b) * new - y) ** 2 + ((c + d) * new - z) ** 2) / 2
    return {"r": r, "s": s, "half": (r * r + s * s) / 2, "g": g, "h": h, "new": new, "after": after}


FIGURES: Final = {
    "What do dot products, norms and projections tell?": Figures(
        r"""
        cosine of the angle: <alike> alike, <right> orthogonal.

        Take $a = (<a1>, <a2>)$ and $b = (<b1>, <b2>)$. The dot product is <dot>, the
        lengths <la> and <lb>, so the cosine is <cos> and the angle <angle> degrees. The
        projection of $b$ on $a$ is (<p1>, <p2>); the error is (<e1>, minus <e2>), and
        its dot product with $a$ is <zero>.
        """,
        projection,
        {"alike": "cosine of 0 degrees", "right": "cosine of 90 degrees"},
    ),
    "What are the rank and the null space of a matrix, and why do they matter?": Figures(
        r"""
        The columns (<c1>, <c2>, <c3>), (<c4>, <c5>, <c6>) and (<c7>, <c8>, <c9>) have
        rank <rank>,

        dimension <null>, spanned by (<n1>, minus <n2>, minus <n3>). A matrix of <m> by
        <m> and rank <r> needs <few> numbers instead of <many>.
        """,
        lambda c1, c2, c3, c4, c5, c6, c7, c8, c9, n1, n2, n3, m, r: (
            dependent((c1, c2, c3, c4, c5, c6, c7, c8, c9), (n1, n2, n3))
            | {"few": 2 * m * r, "many": m * m}
        ),
    ),
    "What are eigenvalues and eigenvectors, and where do you meet them?": Figures(
        r"""
        largest one: above <one> in size

        \begin{pmatrix} <a> & <b> \\ <c> & <d> \end{pmatrix}

        has eigenvalues <big> and <small>, with eigenvectors (<v1>, <v2>) and (<w1>,
        minus <w2>): their sum is the trace, <trace>, and their product the determinant,
        <det>. Power iteration from (<x>, <y>) gives (<x1>, <y1>), then (<x2>, <y2>):
        the ratio tends to <ratio>.
        """,
        powers,
        {"one": "what multiplies without changing"},
    ),
    "What is the singular value decomposition, and what do you use it for?": Figures(
        r"""
        \begin{pmatrix} <a> & <b> \\ <c> & <d> \end{pmatrix}

        has eigenvalues <big> and <small>, so the singular values are <s> and <t>. The
        first alone keeps <big> of <all> units of squared size, <share> per cent.
        """,
        singular,
    ),
    "What does it mean that a matrix is positive definite, and where does it matter?": Figures(
        r"""
        A = \begin{pmatrix} <a> & <b> \\ <b> & <a> \end{pmatrix} \qquad B =
        \begin{pmatrix} <c> & <d> \\ <d> & <c> \end{pmatrix}

        $A$ has eigenvalues <a1> and <a2> and is positive definite. $B$ has <b1> and
        minus <b2>: for $x = (<x1>, -<x2>)$ we get $x^\top B x = -<form>$,

        a correlation beyond <most> would be needed. $B + <lift>I$ has <l1> and <l2>.
        """,
        definite,
    ),
    "What is the condition number, and why do you not invert a matrix to solve a system?": Figures(
        r"""
        With condition number $<ten>^k$

        \begin{pmatrix} 1 & 1 \\ 1 & <e> \end{pmatrix}

        With the right side (<r>, <s>) the solution is (<x>, <y>); with (<r>, <q>) it is
        (<u>, <v>). The condition number is <kappa>, so a change of <change> of the
        right
        """,
        condition,
        {"ten": "the base of digits"},
    ),
    "How do you take gradients of expressions with vectors and matrices?": Figures(
        r"""
        Take rows (<a>, <b>) and (<c>, <d>), $w = (<w>, <w>)$ and targets <y> and <z>.
        The residuals are <r> and minus <s>, half the squared error is <half>, and the
        gradient is (minus <g>, minus <h>). A step against it with rate <rate> gives
        weights of <new> each, and half the squared error is <after>.
        """,
        step,
    ),
}
