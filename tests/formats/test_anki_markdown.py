"""Sides of Anki's cards as Markdown: they show what they showed, and hold no script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.anki.markdown import MARKS, side_markdown, without_private


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain words", "plain words"),
        (" <div>a</div><div>b</div> ", "a\n\nb"),
        ("<b>bold</b> <i>it</i> <code>x * y</code>", "**bold** *it* `x * y`"),
        ("a&nbsp;b &amp; c", "a b & c"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<pre>if a &lt; b:\n    `c`</pre>", "```\nif a < b:\n    `c`\n```"),
        ('<img src="a b.png">', "![](<a b.png>)"),
        ("look [sound:a b.mp3]", "look [sound:a b.mp3]"),
        ("\\(x_1 \\le y\\)", "$x_1 \\le y$"),
        ("so \\( a &lt; b \\)", "so $a < b$"),
        ("[$]x[/$] and [$$]y[/$$]", "$x$ and\n\n$$y$$"),
        ("see \\[x<br>y\\] there", "see\n\n$$x y$$\n\nthere"),
        ("<anki-mathjax>z</anki-mathjax>", "$z$"),
        ('<anki-mathjax block="true">z</anki-mathjax>', "$$z$$"),
        ("[latex]$x^2$[/latex]", "$x^2$"),
        ("[latex]\\begin{align}a\\end{align}[/latex]", "$$\\begin{align}a\\end{align}$$"),
        ("<table><tr><td>\\[x\\]</td></tr></table>", "| $x$ |\n| --- |"),
        ("<script>alert(1)</script>x<!-- y -->", "x"),
        ('<a href="javascript:alert(1)">l</a>', "l"),
        ("<a href='https://x.y'>l</a>", "[l](https://x.y)"),
    ],
)
def test_html_is_markdown(html, markdown):
    assert side_markdown(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("*no* emphasis", "\\*no\\* emphasis"),
        ("$5 and $6", "\\$5 and \\$6"),
        ("a &lt;b&gt; c", "a \\<b> c"),
        ("_x_ but a_b_c", "\\_x\\_ but a_b_c"),
        ("`x` ~~y~~", "\\`x\\` \\~~y\\~~"),
        ("a\\*b C:\\Users", "a\\\\\\*b C:\\Users"),
    ],
)
def test_a_sign_that_meant_itself_means_itself(html, markdown):
    assert side_markdown(html) == markdown


def test_in_a_cloze_brackets_are_escaped_and_sounds_are_links():
    begin, between, end = MARKS
    found = side_markdown(
        f"[x] {begin}<b>a</b>{between}hint{end} [sound:s.mp3] <code>[y]</code>", in_cloze=True
    )
    assert found == f"\\[x] {begin}**a**{between}hint{end} [s.mp3](<s.mp3>) `[y]`"


PIECES = [
    *("<b>", "</b>", "<pre>", "</pre>", "\\(", "\\)", "[latex]", "[/latex]", "<br>", "a", "]"),
    *("[sound:", "&lt;", "&", "<", ">", "*", "`", "\\", "$", "<script>", "\ue000", "\n", "|"),
    *("<a href='javascript:x'>", "</a>", "<table>", "<tr>", "<td>", "<li>", "[$$]", "[/$$]"),
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_field_becomes_markdown_without_scripts_and_stand_ins(html):
    found = side_markdown(without_private(html))
    assert found == without_private(found)
    assert "](javascript:" not in found
