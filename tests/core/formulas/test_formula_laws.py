"""Laws of formulas: nothing of the source is lost, nothing is invented, nothing breaks."""

import re
from collections import Counter
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from flashcards.core.cells import cells
from flashcards.core.formulas.alphabet import UNICODE
from flashcards.core.formulas.block import Drawer
from flashcards.core.formulas.commands import READERS
from flashcards.core.formulas.formula import _read, said
from flashcards.core.formulas.line import LineWriter
from flashcards.core.formulas.signs import CHARACTERS, COMMANDS

GREEK = ["alpha", "beta", "lambda", "sigma", "Omega"]
LETTERS = st.sampled_from("abcdefgijkmnqstuwxyzABDFGHKLMPQSTUW")
ATOMS = st.one_of(
    LETTERS,
    st.integers(0, 999).map(str),
    st.sampled_from(GREEK).map(lambda name: f"\\{name} "),
    st.sampled_from(["loss", "precision", "KV heads"]).map(lambda text: f"\\text{{{text}}}"),
    st.sampled_from([r"\infty ", r"\log ", r"\max ", r"\sum ", r"\dots "]),
)
SIGNS = st.sampled_from(["+", "-", " = ", r"\cdot ", ", ", r" \le ", " / ", r"\,", " "])
BRACKETS = [("(", ")"), ("[", "]"), (r"\{", r"\}"), (r"\left(", r"\right)"), (r"\|", r"\|")]


def larger(inner):
    """Formulas made of smaller ones."""
    rows = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(inner, SIGNS, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"\\frac{{{two[0]}}}{{{two[1]}}}"),
        st.tuples(inner, inner).map(lambda two: f"\\binom{{{two[0]}}}{{{two[1]}}}"),
        st.tuples(inner, inner, inner).map(lambda it: f"{{{it[0]}}}_{{{it[1]}}}^{{{it[2]}}}"),
        st.tuples(LETTERS, inner).map(lambda two: f"{two[0]}^{{{two[1]}}}"),
        st.tuples(inner, inner).map(lambda two: f"x^{{T_{{{two[0]}}}}}y^{{-T^{{{two[1]}}}}}"),
        st.tuples(inner, inner).map(lambda two: f"\\sum_{{{two[0]}}}^{{{two[1]}}} "),
        st.tuples(st.sampled_from(BRACKETS), inner).map(lambda it: it[0][0] + it[1] + it[0][1]),
        st.tuples(st.sampled_from(["hat", "bar", "sqrt", "boxed"]), inner).map(
            lambda two: f"\\{two[0]}{{{two[1]}}}"
        ),
        st.tuples(st.sampled_from(["pmatrix", "cases", "aligned"]), rows, rows).map(
            lambda it: (
                f"\\begin{{{it[0]}}}{{}}{'&'.join(it[1])}\\\\{'&'.join(it[2])}\\end{{{it[0]}}}"
            )
        ),
        st.tuples(inner, LETTERS).map(lambda two: f"\\underbrace{{{two[0]}}}_{{{two[1]}}}"),
    )


FORMULAS = st.recursive(ATOMS, larger, max_leaves=10)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(sorted(READERS)).map(lambda name: f"\\{name} "),
        st.sampled_from(sorted(CHARACTERS)),
        st.sampled_from([*list("{}()[]|^_&'!.,:/%$ax1"), "\\\\", "{a}", r"\begin{cases}"]),
        st.sampled_from([r"\end{cases}", r"\left(", r"\right)", "\u0302", "中", "²", "\n"]),
    )
)


def shown(text):
    """The letters and digits of a text, raised and lowered and accented ones as plain ones."""
    return Counter(sign for sign in normalize("NFKD", text) if sign.isalnum())


def meant(source):
    """The letters and digits a source wants shown, Greek as signs."""
    source = re.sub(r"\\(begin|end)\{\w+\}", " ", source)
    for name in GREEK:
        source = source.replace(f"\\{name} ", COMMANDS[name].text)
    return shown(re.sub(r"\\(?!log|max)[a-z]+", " ", source))


@given(FORMULAS, st.sampled_from([".", "?", ",", ";", r"\,.", r" \; ,"]))
def test_a_mark_stands_close_to_whatever_it_ends(formula, mark):
    for is_ascii in (False, True):
        alone = said(formula, is_display=False, is_ascii=is_ascii)
        ended = said(formula + mark, is_display=False, is_ascii=is_ascii)
        assert alone is None or ended.line == alone.line + mark[-1]


@settings(max_examples=100)
@given(FORMULAS)
def test_each_letter_and_digit_stands_in_the_line_and_in_the_block(source):
    formula = said(source, is_display=True)
    assert formula is not None
    assert not meant(source) - shown(formula.line)
    assert not meant(source) - shown("".join(formula.block or (formula.line,)))


@settings(max_examples=100)
@given(FORMULAS)
def test_each_letter_and_digit_stands_in_ascii(source):
    line = said(source, is_ascii=True).line
    assert line.isascii()
    named = "".join(
        next((name for name in GREEK if COMMANDS[name].text == sign), sign)
        for sign in meant(source).elements()
    )
    assert not shown(named) - shown(line)


@settings(max_examples=100)
@given(FORMULAS)
def test_brackets_are_balanced(source):
    for is_ascii in (False, True):
        line = said(source, is_ascii=is_ascii).line
        opened = []
        for sign in line:
            if sign in "([{":
                opened.append(sign)
            elif sign in ")]}":
                assert {"(": ")", "[": "]", "{": "}"}[opened.pop()] == sign
        assert not opened


@settings(max_examples=100)
@given(FORMULAS)
def test_a_block_is_a_rectangle_without_spaces_at_its_rows_ends(source):
    tree = _read(source)
    box = Drawer(LineWriter(UNICODE, tree)).block(tree)
    block = said(source, is_display=True).block
    assert (box is None) == (block is None)
    if box is not None:
        assert {cells(row) for row in box.rows} == {box.width}
        assert block == tuple(row.rstrip() for row in box.rows)
        assert said(source, is_display=True, width=box.width).block == block
        assert said(source, is_display=True, width=box.width - 1).block is None


@settings(max_examples=100)
@given(FORMULAS)
def test_more_space_in_the_source_says_nothing(source):
    spaced = source.replace(" ", " \n ").join(" \t")
    assert said(spaced) == said(source)


@settings(max_examples=100)
@given(FORMULAS)
def test_a_line_is_as_wide_as_a_terminal_makes_it(source):
    line = said(source).line
    assert cells(line) == wcswidth(line)
    assert line == line.strip()


@given(st.one_of(PIECES.map("".join), st.text()))
def test_any_text_is_said_or_refused_alike_in_every_form(source):
    forms = (said(source), said(source, is_display=True), said(source, is_ascii=True))
    assert len({form is None for form in forms}) == 1
    if forms[0] is not None:
        assert "\n" not in forms[0].line
        assert forms[0].line == forms[1].line


def test_every_sign_of_the_tables_is_one_cell_wide():
    for sign in [*COMMANDS.values(), *CHARACTERS.values()]:
        assert wcswidth(sign.text) == cells(sign.text) == len(sign.text)
        assert sign.plain.isascii()
