"""Blocks of a text laid out in lines: wrapping, tables, lists, code; no terminal is needed."""

import pytest

from flashcards.views.markup.document import blocks_of
from flashcards.views.markup.layout import Layout


def laid_out(text, width, aside=None):
    """The lines of a text, without styles."""
    lines = Layout(aside=aside).lines(blocks_of(text), width)
    return ["".join(one.text for one in line).rstrip() for line in lines]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 20, ["one two three"]),
        ("one two three", 10, ["one two", "three"]),
        ("one two", 10, ["one two"]),
        ("a supercalifragilistic word", 10, ["a", "supercalif", "ragilistic", "word"]),
        ("一二三四五六七八", 10, ["一二三四五", "六七八"]),
        ("一二三四五。六七", 10, ["一二三四", "五。六七"]),
        ("ab一二三 cd四五", 10, ["ab一二三", "cd四五"]),
        ("שלום עולם וברכה", 10, ["שלום עולם", "וברכה"]),
        ("e\u0301" * 11, 10, ["e\u0301" * 10, "e\u0301"]),
        ("- one two three\n- four", 12, ["• one two", "  three", "• four"]),
        ("9. a\n9. b", 20, [" 9. a", "10. b"]),
        ("- a\n\n- b\n\n  c", 20, ["• a", "• b", "", "  c"]),
        ("a\n\n- b\n  - c\n- d\n\ne", 20, ["a", "", "• b", "  • c", "• d", "", "e"]),
        ("> one two three\n> - a", 14, ["▌ one two", "▌ three", "▌", "▌ • a"]),
        ("# Title\ntext", 20, ["Title", "", "text"]),
        ("a\n\n---\nb", 10, ["a", "", "─" * 10, "", "b"]),
        ("<ul><li>one two three</ul>", 10, ["• one two", "  three"]),
        ("$$\\frac{a}{b}$$", 20, ["  a", "  ─", "  b"]),
        ("so $$x = \\frac{a}{b}$$. And", 20, ["so", "      a", "  x = ─.", "      b", "And"]),
        ("$$x = \\frac{a + b + c + d}{2}$$", 19, ["x", "= (a + b + c + d)/2"]),
        ("in $a = b + c$ we", 11, ["in a", "= b + c we"]),
        ("a $\\nope{x}$ b", 20, ["a $\\nope{x}$ b"]),
        ("$\\begin{pmatrix} a \\\\ b \\end{pmatrix}$", 20, ["[a; b]"]),
        (
            "\\[\nx\n+ \\frac{1}{2}\n\\]",
            20,
            ["      1", "  x + ─", "      2"],
        ),
    ],
)
def test_a_text_in_lines_of_a_width(text, width, lines):
    assert laid_out(text, width) == lines


def test_a_table_keeps_its_sides_and_wraps_in_its_cells():
    text = "| name | n |\n|:--|--:|\n| one two three four | 1 |\n| b | 20.5 |"
    assert laid_out(text, 40) == [
        *("name                   n", "────────────────────────"),
        *("one two three four     1", "b                   20.5"),
    ]
    assert laid_out(text, 16) == [
        *("name           n", "────────────────", "one two        1"),
        *("three four", "b           20.5"),
    ]
    assert laid_out(text, 10) == ["name | n", "one two", "three four", "| 1", "b | 20.5"]


CODE = "```\nshort\nlong = 0123456789abcdefghij\n\n```"


def test_code_that_is_too_wide_goes_on_behind_a_mark():
    assert laid_out(CODE, 18) == ["  short", "  long = 012345678", "› 9abcdefghij"]


def test_code_that_is_too_wide_is_cut_with_a_mark_and_moves_aside():
    assert laid_out(CODE, 18, aside=0) == ["  short", "  long = 01234567›"]
    assert laid_out(CODE, 18, aside=4) == ["  ‹", "  ‹= 0123456789ab›"]
    assert laid_out(CODE, 18, aside=99) == ["  ‹", "  ‹56789abcdefghij"]
    assert laid_out("```\nfits\n```", 18, aside=99) == ["  fits"]
