"""What was asked stands out in its place, whatever surrounds it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.views.markup.blocks import Look, Marking
from flashcards.views.markup.document import blocks_of
from flashcards.views.markup.layout import Layout

SIGNS = "⸢⸣⸤⸥⦑⦒⟬⟭⧼⧽⸨⸩"


def texts(text, stretch="", *, brackets=False):
    """All texts of a source in which a stretch is marked."""
    start = text.index(stretch)
    marked = Marking(((start, start + len(stretch)),), "found") if stretch else None
    blocks = blocks_of(text, Look(brackets=brackets), marked)
    return [one for line in Layout().lines(blocks, 80) for one in line]


def said(text, stretch="", *, brackets=False):
    """What is shown, in one string."""
    return "".join(one.text for one in texts(text, stretch, brackets=brackets))


@pytest.mark.parametrize(
    ("text", "stretch", "found"),
    [
        ("The mean is it.", "mean", "mean"),
        ("The **mean** is it.", "**mean**", "mean"),
        ("**The mean is** it.", "mean", "mean"),
        ("un_believ_able _it_ is", "_it_", "it"),
        ("a `code[0]` b", "`code[0]`", "code[0]"),
        ("a $x^2$ b", "$x^2$", "x²"),
        ("# Title mean", "mean", "mean"),
        ("| a | b |\n|---|---|\n| c | mean |", "mean", "mean"),
        ("- a\n- mean\n\n> c", "mean", "mean"),
        ("a one\ntwo b", "one\ntwo", "one two"),
        ("{漢字|かんじ} is", "かんじ", "かんじ"),
        ("<ruby>漢字<rt>かんじ</rt></ruby>", "かんじ", "かんじ"),
        ("a [link](mean.md) b", "[link](mean.md)", "link (mean.md)"),
        ("```python\nx = {{ mean }} + 1\n```", "mean", "mean"),
        ("⸢ is used ⸣ mean", "mean", "mean"),
    ],
)
def test_what_is_marked_has_its_style_or_brackets(text, stretch, found):
    shown = texts(text, stretch)
    parts = [one.text for one in shown if "found" in one.style.split()]
    assert "".join(parts) == found
    assert "".join(one.text for one in shown) == said(text)
    bracketed = said(text, stretch, brackets=True)
    assert f"[{found}]" in bracketed


WAYS = st.sampled_from(["signs", "ascii", "source"])


SOURCES = st.text("ab *_`$[]<>!-#|\n1.\\{}⸢⸣", max_size=60)


@st.composite
def marked_texts(draw):
    """A text, and spans of it in order, none within another."""
    text = draw(SOURCES)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, tuple(zip(places[::2], places[1::2], strict=False))


@given(marked_texts(), WAYS)
@example(("$ab$", ((2, 3),)), "signs")
@example(("```a\nb\n```", ((2, 3),)), "signs")
@example(("a $b$ ab", ((0, 1), (3, 4), (6, 8))), "signs")
def test_no_sign_of_ours_is_left_and_no_letter_lost(marked, way):
    text, spans = marked
    blocks = blocks_of(text, Look(way), Marking(spans, "found"))
    lines = Layout().lines(blocks, 80)
    shown = "".join(one.text for line in lines for one in line)
    for sign in SIGNS:
        assert shown.count(sign) <= text.count(sign)
    for letter in "ab":
        assert shown.count(letter) >= text.count(letter) - text.count("`") - text.count("~")


def test_each_of_several_stands_out():
    text = "The mean is the sum over `n`, in $x^2$."
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in ("mean", "sum", "`n`"))
    for brackets in (False, True):
        blocks = blocks_of(text, Look(brackets=brackets), Marking(spans, "found"))
        shown = [one for line in Layout().lines(blocks, 80) for one in line]
        parts = [one.text for one in shown if "found" in one.style.split()]
        assert "".join(parts) == ("[mean][sum][n]" if brackets else "meansumn")
