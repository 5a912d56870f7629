"""What is not understood whole is not said at all, in none of the forms."""

import pytest

from flashcards.core.formulas.formula import said

REFUSED = [
    "",
    "   ",
    "{}",
    r"\unknown",
    r"\newcommand{\x}{y}",
    r"\href{a}{b}",
    r"\includegraphics{a}",
    r"\begin{tabular}{c} a \end{tabular}",
    r"\begin{matrix} a \end{pmatrix}",
    r"\begin{matrix} a",
    r"a \end{matrix}",
    "{a",
    "a}",
    "(a",
    "a)",
    "[a}",
    r"\{a",
    r"\left( a",
    r"\left( a \right.",
    r"a \right)",
    r"(\left) a",
    "x_1_2",
    "x^1^2",
    "x^1'",
    "x^",
    "_",
    r"\frac{a}",
    r"\sqrt",
    r"\text{a",
    r"\text{\unknown}",
    r"\text{a $x b}",
    "a & b",
    "50% of a",
    r"\text{50% of a}",
    "a $ b",
    "a\x1b[31mb",
    "a\u200bb",
    "a\x1cb",
    "x" * 2_001,
    "{" * 13 + "x" + "}" * 13,
    "(" * 40 + "x" + ")" * 40,
    r"\hat" * 100 + "x",
]
ACCEPTED = [
    r"50\% of a",
    "x" * 2_000,
    "{" * 12 + "x" + "}" * 12,
    r"\text{50\% of $a$}",
    "f'^2",
    "{x_1}_2",
    "(0, 1] + [0, 1)",
    r"\left] 0, 1 \right[",
    r"a \label{eq} b \nonumber",
    "a\t\n\r\u00a0b",
]


@pytest.mark.parametrize("source", REFUSED, ids=ascii)
def test_what_is_not_understood_is_refused_in_every_form(source):
    assert said(source) is None
    assert said(source, is_display=True) is None
    assert said(source, is_display=True, is_ascii=True) is None


@pytest.mark.parametrize("source", ACCEPTED, ids=ascii)
def test_what_is_odd_but_right_is_said(source):
    assert said(source) is not None
    assert said(source, is_display=True) is not None
    assert said(source, is_ascii=True) is not None


def test_a_block_that_has_no_place_is_a_line():
    formula = r"\frac{a + b}{c}"
    assert said(formula, is_display=True, width=5).block is not None
    assert said(formula, is_display=True, width=4).block is None
    assert said(formula, width=80).block is None


def test_what_looks_like_an_option_is_shown_where_latex_shows_it():
    assert said(r"\begin{pmatrix} [b] \\ c \end{pmatrix}").line == "[[b]; c]"
    assert said(r"\begin{aligned}[b] a \\ c \end{aligned}").line == "a; c"
    assert said(r"\begin{pmatrix} a \\ [b] \end{pmatrix}").line == "[a; [b]]"
    assert said(r"\begin{pmatrix} a \\[2pt] b \end{pmatrix}").line == "[a; b]"


def test_a_script_of_t_keeps_its_own_script():
    assert said(r"\sum_{k=1}^{T_x} A^{T}").line == "∑ₖ₌₁^(Tₓ) Aᵀ"
