"""A card's text at a terminal: whatever it is made of, no word of it vanishes."""

import re
import subprocess
from collections import Counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import PYTHON
from wcwidth import wcwidth

from flashcards.cli.terminal.markdown import markdown_lines, page_of
from flashcards.views.markup.blocks import Marking

STYLE = re.compile(r"\x1b\[[0-9;]*m")
KNOWN = (
    "a|abbr|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt"
    "|em|figcaption|figure|font|h1|h2|h3|h4|h5|h6|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|rb|rp|rt|rtc"
    "|ruby|s|samp|small"
    "|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr"
)
UNSAID = re.compile(
    rf"""<!--.*?--> | </?(?:{KNOWN})(?:\s[^<>]*)?/?> | &\#?\w+;""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Comments, known tags, entities: these may be shown, or not."""
MARKS_OF_BLOCKS = re.compile(
    r"^(?:[\s>*+-]|\d{1,9}[.)])*(?:(?:```+|~~~+)[^\S\n]*\S*)?", re.MULTILINE
)
"""Numbers of lists and languages of code are marks too, but whoever sees them minds not."""

COMMANDS = re.compile(r"\\\\?(?:begin|end|[A-Za-z]+)(?:\{cases\})?")
"""What formulas say by other signs."""

WORDS = st.sampled_from(["git", "x1", "wörter", "数学", "نص", "e\u0301", "2026", "w" * 30, "И"])
MARKS = st.sampled_from(
    [
        *("*", "**", "_", "__", "~~", "`", "``", "```", "~~~", "#", "## ", ">", "> ", "- ", "* "),
        *("1. ", "7) ", "    ", "\t", " ", "  \n", "\\", "\\\n", "|", "|--|:-:|\n", "| a | b |\n"),
        *("---", "===", "***", "[", "]", "(", ")", "![", "](", "](u v)", "](u 'v')", "[x]", "[^1]"),
        *("[x]: http://e.org", '[y]: u "v w"', "[^1]: ", "[ ] ", "<https://e.org/a_b>", "<a@b.c>"),
        *("<", ">", "</", "<!--", "-->", "<!-- c -->", "$", "$$", "$a_i$", "\\(", '"', "'"),
        *("&amp;", "&lt;", "&#27;", "&#x202e;", "&nbsp;", "&", ";", "\x1b", "\u202e", "\u200b"),
        *("<C-v>", "<branch>", "<T>", "<b and c>", "<br>", "<br/>", "<BR>", "<hr>", "<wbr>"),
        *("<b>", "</b>", "<sub>", "</sub>", "<sup>", "</sup>", "<code>", "</code>", "<s>"),
        *("<ul>", "</ul>", '<ol start="3">', "</ol>", "<li>", "</li>", "<p>", '<div class="x">'),
        *("<table><tr><td>", "<td>x<tr>", "<tr><td align='right'>y</td></tr></table>"),
        *("<table>", "<tr>", "<td>", "</td>", "<th>", "</table>", "<details>", "<summary>"),
        *("<pre>", "</pre>", "<script>", "</script>", '<img src="p.png" alt="d">', "<img>"),
        *('<a href="u">', "</a>", "<h2>", "</h2>", "<q>", "</q>", "\n<!--\n", "\n-->\n", "🌆", "•"),
        *("<ruby>", "<rt>", "</rt>", "<rp>(</rp>", "</ruby>", "{数学|すう}", "{", "}", "x^2"),
        *(r"\frac{a}{b}", r"\hat", "\n\\[\n", "\n\\]\n", "\n$$\n", r"\sum_i", "\\)", "_"),
        *(r"\begin{cases}", r"\end{cases}", r"\\\\", r"\left(", r"\right)", r"\alpha"),
    ]
)
LINE_ENDS = st.sampled_from(["\n", "\n\n"])
TEXTS = st.lists(WORDS | MARKS | MARKS | LINE_ENDS, max_size=40).map("".join)
WIDTHS = st.integers(20, 200)


def shown(text, width=80, math="signs"):
    """The lines without their colours."""
    return [STYLE.sub("", line) for line in markdown_lines(text, width, math=math)]


def cell_len(line):
    """The columns of a terminal that a line takes."""
    return sum(max(0, wcwidth(sign)) for sign in line)


def letters(text):
    """The letters and digits of a text, in their order."""
    return "".join(character for character in text if character.isalnum())


def is_within(part, whole):
    """Whether all characters of the part are in the whole, in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)


@given(TEXTS, WIDTHS)
def test_every_letter_of_any_text_is_shown(text, width):
    said = letters(MARKS_OF_BLOCKS.sub("", UNSAID.sub("", text)))
    lines = shown(text, width, "source")
    assert not Counter(said) - Counter(letters("".join(lines)))
    assert re.search(r"[|]|<table", text) or is_within(said, letters("".join(lines)))


@given(TEXTS, WIDTHS, st.sampled_from(["signs", "ascii"]))
def test_a_formula_loses_no_letter_of_its_own_or_of_its_neighbours(text, width, math):
    said = normalize("NFKD", COMMANDS.sub("", MARKS_OF_BLOCKS.sub("", UNSAID.sub("", text))))
    lines = normalize("NFKD", "".join(shown(text, width, math)))
    assert not Counter(letters(said)) - Counter(letters(lines))


@given(TEXTS, WIDTHS)
def test_no_letter_is_shown_that_is_not_in_the_text(text, width):
    lines = "".join(shown(text, width, "source"))
    assert not Counter(filter(str.isalpha, lines)) - Counter(filter(str.isalpha, text))


@given(TEXTS, WIDTHS, st.integers(0, 400), st.integers(0, 80))
def test_what_is_found_or_scrolled_aside_leaves_the_screen_within_its_width(
    text, width, aside, start
):
    marked = Marking(((min(start, len(text)), min(start + 9, len(text))),), "found")
    page = page_of(text, width, marked=marked, aside=aside)
    lines = [STYLE.sub("", line) for line in page.lines]
    assert max(map(cell_len, lines)) <= width
    assert page.place < len(lines)
    assert "".join(lines).strip() or not text.strip()


@given(TEXTS | st.text(), WIDTHS)
def test_no_screen_is_blank_or_too_wide_or_steers_the_terminal(text, width):
    lines = shown(text, width)
    assert "".join(lines).strip() or not text.strip()
    assert max(map(cell_len, lines)) <= width
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        *("git checkout <branch>", "List<T>", "a<b and c>d", "<C-v>", "x <- y", "if a<b: c>d"),
        *("Map<b, i>", "an <i> of its own", "What does <details> do?", "std::vector<p> v;"),
        *("a <b>bold</b> and <b>open", "</i>first, then <i>last"),
        *("<https://", "<!-- never closed", "a --> b", "$5/$10", "$$ open"),
        *("f[x]()", "[x][y]", "[^1]: a note", "[x]: http://e.org 'a title'", "![[an embed]]"),
        *(
            "*",
            "#",
            "##",
            ">>",
            "-",
            "+",
            "1.",
            "---",
            "***",
            "```",
            "```python",
            "~~~",
            "|",
            "&nbsp;",
        ),
        *("<br>", "<b>", "<li>", "</details>", "<img>", "<!-- only a comment -->", "[]()", "![]()"),
    ],
)
def test_what_is_no_markup_or_would_show_nothing_is_shown_as_it_is_written(text):
    assert shown(text) == [text]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("`git checkout <branch>` and `<b>`", ["git checkout <branch> and <b>"]),
        ("```\n<b>x</b>\n<!-- kept -->\n```", ["<b>x</b>", "<!-- kept -->"]),
        ("text\n\n    <li> indented", ["text", "<li> indented"]),
        ("one<br>two<BR/>three", ["one", "two", "three"]),
        ("**H<sub>2</sub>O** is <i>x<sup>n+1</sup></i>", ["H₂O is xⁿ⁺¹"]),
        ('<a href="https://e.org">here</a>', ["here (https://e.org)"]),
        ("[here](https://e.org 'a title')", ["here (https://e.org) “a title”"]),
        ("<https://e.org/a_b_c>, <a@b.c>", ["https://e.org/a_b_c, a@b.c"]),
        ("A word ![a tree](art/tree.png)beside it.", ["A word 🌆 a tree (art/tree.png)beside it."]),
        ('<img width=9 src="a.png" alt="a tree">!', ["🌆 a tree (a.png)!"]),
        ("![](a.png) <img src='b.png'>", ["🌆 a.png 🌆 b.png"]),
        (f"<img src='data:image/png;base64,{'A' * 99}'>", ["🌆 data:image/png;base64…"]),
        ("<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>", ["• one", "• two"]),
        ('<ol start="3"><li>c<li>d<ul><li>e</ul></ol>f', ["3. c", "4. d", "• e", "f"]),
        ("<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1<td>2</table>", ["a  b", "────", "1  2"]),
        ("<table><tr><th>a</th><th>b</th></tr> <tr>- 1<td>2</table>", ["a | b", "- 1 | 2"]),
        ("<details>\n<summary>More</summary>\n\nof *it*\n\n</details>", ["More", "of it"]),
        ("<p>one</p><p align='right'>two</p>", ["one", "two"]),
        ("<h2>Title</h2>text<hr>end", ["Title", "text", "───", "end"]),
        ("<pre>\n a &lt; <b>b</b>\n\n# c\n</pre>", ["a < b", "# c"]),
        ("&lt;b&gt; &amp; &#27;[2J", ["<b> & �[2J"]),
        ("a <!-- hidden --> b\n\n<!--\nhidden\n\n# too\n-->\nc", ["a  b", "c"]),
        ("<!-- two\n\nlines --> c", ["c"]),
        ("$$\n- a\n# b\n$$", ["$$", "- a", "# b", "$$"]),
        ("[x]: http://e.org\n[y]: http://f.org", ["[x]: http://e.org", "[y]: http://f.org"]),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ["a  b", "────────", "1  2 | 3"]),
        ("```python title=fit.py\nx = 1\n```", ["python title=fit.py", "x = 1"]),
        ("3. c\n3. d\n   - e\n\n- f", ["3. c", "4. d", "• e", "• f"]),
        ("1.\n2. b", ["1.", "2. b"]),
    ],
)
def test_known_markup_is_unwrapped_and_its_words_are_shown(text, lines):
    assert [line.strip() for line in shown(text) if line.strip()] == lines


def test_a_table_too_wide_for_its_columns_is_a_line_a_row():
    text = "| a long heading | b |\n|---|---|\n| unbreakable | indivisible |"
    assert shown(text, 20) == ["a long heading | b", "unbreakable |", "indivisible"]


def test_deep_nesting_keeps_room_for_words():
    for mark in ("- ", "> ", "1. ", ">- "):
        for line in ("", "\n"):
            text = "".join(f"{line}{'  ' * depth * bool(line)}{mark}" for depth in range(60))
            assert "words" in "".join(shown(f"{text}words", 20))


def test_styles_end_with_their_paragraph():
    first, second = markdown_lines("<b>one</b> <i>two\n\nthree</i>", 40)[::2]
    assert first.startswith("\x1b[1mone")
    assert second == "three"


def test_a_plain_question_loads_nothing_for_code_tables_formulas_or_html():
    code = (
        "import sys; from flashcards.cli.terminal.markdown import markdown_lines as lines\n"
        "lines('What is **this** `x`, $5 and [that](z)?', 80)\n"
        "parts = {f'flashcards.views.markup.{part}' for part in ('columns', 'formulas', 'html')}\n"
        "print(*{'pygments', 'rich', 'flashcards.core.formulas', *parts} & sys.modules.keys())"
    )
    ran = subprocess.run([PYTHON, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout == "\n"
