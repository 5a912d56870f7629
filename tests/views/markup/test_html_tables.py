"""HTML tables are drawn as those of Markdown; broken ones stay text."""

import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.views.markup.blocks import TableBlock
from flashcards.views.markup.document import blocks_of
from flashcards.views.markup.layout import Layout

WORDS = st.from_regex(r"[a-g数]([a-g数 ]{0,6}[a-g数])?", fullmatch=True)
SIDES = st.sampled_from(["left", "center", "right"])
RULES = {"left": ":--", "center": ":-:", "right": "--:"}
TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.tuples(
        st.lists(SIDES, min_size=columns, max_size=columns),
        st.lists(st.lists(WORDS, min_size=columns, max_size=columns), min_size=2, max_size=5),
    )
)
PIECES = st.sampled_from(
    [
        *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<thead>"),
        *("</thead>", "<tbody>", "</tbody>", "<caption>", "</caption>", '<td colspan="2">', "\n"),
        *('<td rowspan="3">', '<td colspan="999">', "ab", "cd", " ", "\n\n", "`", "<!--", "-->"),
        *("<b>", "</b>", "<br>", "- x", "<col>", "<table><tr><td>", "</td></tr></table>", "> "),
    ]
)


def lines(text, width=80):
    """What is shown of a text."""
    return ["".join(one.text for one in line) for line in Layout().lines(blocks_of(text), width)]


def table(text):
    """The one table of a text."""
    (found,) = (one for one in blocks_of(text) if isinstance(one, TableBlock))
    return found


def html(sides, rows, end=""):
    """A table in HTML, its first row the heading; `end` says whether cells are closed."""
    written = "".join(
        "<tr>"
        + "".join(
            f'<{name} align="{side}">{cell}{f"</{name}>" if end else ""}'
            for side, cell in zip(sides, row, strict=True)
        )
        + ("</tr>\n" if end else "\n")
        for name, row in zip(["th", *["td"] * len(rows)], rows, strict=False)
    )
    return f"<table>\n{written}</table>"


def markdown(sides, rows):
    """The same table in Markdown."""
    head, *body = ["|" + "|".join(f" {cell} " for cell in row) + "|" for row in rows]
    return "\n".join([head, "|" + "|".join(RULES[side] for side in sides) + "|", *body])


@given(TABLES, st.booleans(), st.integers(10, 90))
def test_a_table_in_html_looks_as_one_in_markdown(parts, is_closed, width):
    sides, rows = parts
    assert lines(html(sides, rows, is_closed), width) == lines(markdown(sides, rows), width)


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(20, 90))
def test_no_letter_is_lost_in_any_table(text, width):
    text = f"<table>{text}"
    said = Counter(sign for sign in "".join(lines(text, width)) if sign in "abcdx")
    written = text
    for tag in ("table", "thead", "tbody", "caption", "tr", "td", "th", "col", "br", "b"):
        for mark in (f"<{tag}>", f"</{tag}>", f"<{tag} colspan=", f"<{tag} rowspan="):
            written = written.replace(mark, "")
    if "<!--" in text and "-->" in text:
        return
    assert not Counter(sign for sign in written if sign in "abcdx") - said


@pytest.mark.parametrize(
    "broken",
    [
        "<table>\n<tr><td>a</td></tr>\nstray\n<tr><td>b</td></tr>\n</table>",
        "<table>\n<tr><td>a</th></tr>\n</table>",
        "<table>\n<tr></td>a<td>b</td></tr>\n</table>",
        "<table>\n<tr><td colspan=999999>a</td></tr>\n</table>",
        "<table>\n<tr><td>\n\n- a\n- b\n\n</td></tr>\n</table>",
        "<table>\n<tr><td><pre>a\nb</pre></td></tr>\n</table>",
        "<table>\n<tr><td>a",
        "<table>\n<tr>\n</tr>\n</table>",
        "<table>\n" + "<tr><td>a</td></tr>\n" * 99 + "<tr>" + "<td>b</td>" * 99 + "</tr>\n</table>",
    ],
)
def test_a_broken_table_or_one_of_blocks_is_text(broken):
    assert not any(isinstance(one, TableBlock) for one in blocks_of(broken))


def test_headings_are_the_first_rows_and_a_cell_that_is_one_is_bold():
    found = table(
        "<table><thead><tr><td>a<td>b</tr><tr><td>c<td>d</thead>"
        "<tr><th>e</th><td>f</td></tr></table>"
    )
    assert found.headings == 2
    assert [one.style for cell in found.rows[2] for one in cell] == ["bold", ""]


def test_cells_that_take_several_columns_and_rows_leave_the_others_empty():
    text = (
        "<table><tr><td colspan=2>a</td><td rowspan=2>b</td></tr>"
        "<tr><td>c</td><td>d</td></tr><tr><td>e</td><td>f</td><td>g</td></tr></table>"
    )
    assert [line.rstrip() for line in lines(text)] == ["a     b", "c  d", "e  f  g"]


def test_code_that_holds_tags_ends_no_cell_and_a_table_in_a_cell_has_bars():
    text = (
        "<table><tr><td>`</td>`</td><td><!-- </td> -->x</td></tr>"
        "<tr><td><table><tr><td>1</td><td>2</td></tr></table></td><td>y</td></tr></table>"
    )
    assert lines(text) == ["</td>  x", "1 | 2  y"]


def test_a_table_stands_in_an_item_or_a_quote_and_between_words():
    inside = "<table>\n<tr><td>a</td>\n\n<td>b</td></tr>\n</table>"
    assert lines("before\n" + inside + " behind\nmore") == [
        "before",
        "",
        "a  b",
        "",
        "behind",
        "",
        "more",
    ]
    assert lines("- x\n  " + inside.replace("\n", "\n  ")) == ["• x", "  ", "  a  b"]
    assert lines("> " + inside.replace("\n", "\n> ")) == ["▌ a  b"]


def calls(text):
    """How many calls of functions it takes to read a text."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        lines(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "part",
    [
        *("<table>\n", "<table><tr><td>\n", "<table>\n<tr>\n<td>a\n", "</table>\n", "<table>x\n"),
        *("<table>\n<tr><td>a</td></tr>\n</table>\n", "<tr><td colspan=9 rowspan=50>a\n"),
        *("<table><!--\n", "- <table>\n", "<tr><td>`\n", "<table></table>\n"),
    ],
)
def test_the_work_grows_with_the_length(part):
    lines("<table><tr><td>a</table>")
    one, two = (calls(f"<table>\n{part * count}<td>b</td></tr></table>") for count in (100, 200))
    assert two < 2.5 * one
