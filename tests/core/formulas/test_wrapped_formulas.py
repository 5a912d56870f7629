"""A line that has no place is broken before a relation."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.formulas.formula import wrapped


def test_a_line_is_broken_before_the_last_relation_that_fits():
    line = "p = (a − y) · a(1 − a) · x = −0.269 · 2 = −0.106"
    assert wrapped(line, 40) == ["p = (a − y) · a(1 − a) · x = −0.269 · 2", "= −0.106"]
    assert wrapped(line, 30) == ["p = (a − y) · a(1 − a) · x", "= −0.269 · 2 = −0.106"]
    assert wrapped(line, 80) == [line]


def test_a_relation_in_brackets_is_taken_only_if_there_is_no_other():
    assert wrapped("f = g(x ≤ y) + h", 14) == ["f", "= g(x ≤ y) + h"]
    assert wrapped("g(x ≤ y) + h", 8) == ["g(x", "≤ y) + h"]


def test_without_a_relation_the_last_space_is_taken():
    assert wrapped("a + b + c", 6) == ["a + b", "+ c"]
    assert wrapped("abcdef", 3) == ["abcdef"]


@given(st.text("ab = +(≤)中"), st.integers(1, 20))
def test_wrapping_loses_nothing_but_spaces(line, width):
    rows = wrapped(line, width)
    assert rows == [""] or all(rows)
    assert "".join(rows).replace(" ", "") == line.replace(" ", "")
