"""Where formulas stand in a text, and where dollars are money or belong to a shell."""

import itertools

import pytest
from core.decks.deck_text import read
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.markdown.formulas import formulas
from flashcards.core.decks.markdown.inline import code_and_math

NONE = [
    "It costs $5 and $10.",
    "$5/$10",
    "US$5, A$6",
    r"\$5 and \$10",
    "$ x$",
    "$x $",
    "echo $HOME and $PATH",
    "PATH=$HOME/bin:$PATH",
    "cd $dir/$file",
    '"$HOME"/"$USER"',
    "${A} ${B}",
    "$(this) and $(that)",
    "$x$$y$",
    "$$$$",
    "$n$the",
    "a$x$",
    "$x$2",
    r"\\$x$",
    r"\\(x\\)",
    r"a \[x\]",
    r"\[x\] a",
    r"\begin{itemize} x \end{itemize}",
    "$a\n\nb$",
    "$$a\n \nb$$",
    "\\(a\n\nb\\)",
    "$a\t$",
    "$",
    "$$",
]
FOUND = [
    ("pay $5, then solve $x + 1$", ["x + 1"]),
    ("the $n$th of $k$-means, two $x$s", ["n", "k", "x"]),
    ("($x$)", ["x"]),
    ("**$a*b*c$**", ["a*b*c"]),
    (r"$\$5 \cdot n$", [r"\$5 \cdot n"]),
    ("$a\nb$", ["a\nb"]),
    ("$$a$$ and $$b\nc$$", ["a", "b\nc"]),
    ("a $$x$$ b", ["x"]),
    (r"\(x\) and \(y\)", ["x", "y"]),
    (r"\[x\]", ["x"]),
    ("text\n\\[\nx\n\\]\ntext", ["\nx\n"]),
    (r"- \[x\].", ["x"]),
    (r"> \[x\]", ["x"]),
    (r"\begin{align} x \\ y \end{align}", [r"\begin{align} x \\ y \end{align}"]),
    (r"$\text{a \$}$", [r"\text{a \$}"]),
    ("设$x$为", ["x"]),
    ("${x}$", ["{x}"]),
    ("$x$.", ["x"]),
    ("$5 \\cdot x$", ["5 \\cdot x"]),
]
CODE_FIRST = [
    ("`$x$`", ["`$x$`"]),
    ("$a `b$ c`", ["`b$ c`"]),
    ("$a `b` c$", ["`b`"]),
    (r"\`$x$\`", ["$x$"]),
    ("<!-- $x$ --> $y$", ["$y$"]),
    ("[a](http://b/$c$/d) $y$", ["$y$"]),
    ("[a $x](b) y$", []),
    ("[$x$](b)", ["$x$"]),
    ("https://a.org/$b$/$c$ $y$", ["$y$"]),
    ("<https://a.org/$b$> $y$", ["$y$"]),
    (r"$\mathcal{F}[f](\xi)$", [r"$\mathcal{F}[f](\xi)$"]),
    (r"\(x\) `y`", [r"\(x\)", "`y`"]),
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_formula(text):
    assert list(formulas(text)) == []


@pytest.mark.parametrize(("text", "sources"), FOUND)
def test_what_is_one(text, sources):
    assert [text[place.source_start : place.source_end] for place in formulas(text)] == sources


@pytest.mark.parametrize(("text", "spans"), CODE_FIRST)
def test_code_comments_and_addresses_are_found_first(text, spans):
    assert [text[start:end] for start, end in code_and_math(text)] == spans


def test_display_formulas_are_known():
    text = "$a$ $$b$$ \\(c\\)\n\\[d\\]\n\\begin{gather} e \\end{gather}"
    assert [place.is_display for place in formulas(text)] == [False, True, False, True, True]


@given(st.text("$`\\()[]ab1 \n<!->_"))
def test_places_are_in_order_apart_and_hold_their_source(text):
    reached = 0
    for place in formulas(text):
        assert reached <= place.start <= place.source_start < place.source_end <= place.end
        assert "\n\n" not in text[place.start : place.end]
        reached = place.end
    spans = code_and_math(text)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


def test_brackets_between_sums_of_money_are_deletions():
    assert len(read("C: pay $5, then solve [x] $x + 1$ for [y]").cards) == 2
    assert len(read("C: $[a]$ is no [deletion]").cards) == 1
    assert len(read("C: \\(a[1]\\) is no [deletion]").cards) == 1
    assert len(read("C: \\[x[1]\\]\nis no [deletion]").cards) == 1
    assert len(read("C: a \\[x [y] \\] is a [deletion]").cards) == 2
