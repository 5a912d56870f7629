r"""Formulas become MathML that is safe by what it is made of, and no formula is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from flashcards.core.decks.markdown.formulas import formulas
from flashcards.web.markup.formulas import UnsafeMarkup, checked, formula

DECKS = Path(__file__).parents[2] / "decks"
TAG = re.compile(r"<[^<>]*>")
HARMLESS = re.compile(r"</?(?:math|m[a-z]+|span|code|pre)(?: [a-z]+=\"[^\"<>]*\")*/?>")
FRAGMENTS = [
    *(r"\frac{a}{b}", r"\text{", r"\href{", r"\class{", r"\style{", "<script>", "onclick="),
    *('"', "'", "&", "<", ">", "{", "}", "^", "_", r"\\", "x", r"\sqrt", r"\left(", r"\right)"),
    *(r"\begin{array}{c|c}", r"\end{array}", r"\color{red}", "javascript:", r"\url{"),
]


@given(some.lists(some.sampled_from(FRAGMENTS) | some.text(max_size=4)).map("".join))
def test_nothing_but_formulas_comes_of_a_formula(source):
    markup = str(formula(f"${source}$"))
    assert all(HARMLESS.fullmatch(tag) for tag in TAG.findall(markup))
    assert " style=" not in "".join(TAG.findall(markup))
    assert not re.search(r"<(?:[^<>]*<|[^<>]*$)", markup)


@pytest.mark.parametrize(
    "made",
    [
        "<math><script>alert(1)</script></math>",
        '<math onclick="alert(1)"></math>',
        '<mi href="javascript:alert(1)">x</mi>',
        "<math><mi onclick=alert(1)>x</mi></math>",
        '<a href="https://evil.example">x</a>',
        "<!-- x -->",
    ],
)
def test_what_no_formula_needs_is_refused_whoever_made_it(made):
    with pytest.raises(UnsafeMarkup):
        checked(made)


def sources():
    """Every formula of the decks that come along."""
    for file in sorted(DECKS.rglob("*.md")):
        text = file.read_text("utf-8")
        yield from (text[one.start : one.end] for one in formulas(text))


def test_every_formula_of_our_decks_is_math():
    lost = [source for source in set(sources()) if "<math" not in str(formula(source))]
    assert lost == []


@pytest.mark.parametrize(
    "source",
    [
        r"$$\begin{align} a &= b \\ c &= d \end{align}$$",
        r"\begin{equation}a\end{equation}",
        r"\begin{alignat}{2}a&=b\end{alignat}",
        r"\begin{alignat*}{2}a&=b\end{alignat*}",
        r"$\begin{split}a&=b\end{split}$",
        r"$\begin{smallmatrix}a&b\end{smallmatrix}$",
        r"$a &= b \\ c &= d$",
        r"$\boldsymbol{\theta} \mathds{1}$",
    ],
)
def test_what_cards_write_is_math_without_a_number(source):
    markup = str(formula(source))
    assert "<math" in markup
    assert "(1)" not in markup


def test_what_stands_in_elements_is_classes():
    markup = str(formula(r"$\begin{array}{l|r} a & b \\ \hline c & d\end{array}$"))
    assert 'class="l brs"' in markup
    assert 'class="bts r"' in markup


def test_a_colour_stays():
    assert 'mathcolor="#FF0000"' in str(formula(r"$\color{red}{x}$"))


def test_what_it_does_not_know_is_drawn_as_at_a_terminal():
    markup = str(formula(r"$\substack{i \\ j}$"))
    assert "<math" not in markup
    assert "i" in markup
    assert "<pre" not in markup


@pytest.mark.parametrize(
    "source", [r"$\href{javascript:alert(1)}{x}$", r"$\nonsense{a<b}$", "$" + "x" * 5000 + "$"]
)
def test_what_nobody_knows_is_its_source(source):
    markup = str(formula(source))
    assert "<math" not in markup
    assert markup.count("x") + markup.count("nonsense") > 0
