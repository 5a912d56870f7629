"""A card's text as HTML: the words of the terminal, in elements, and nothing that runs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some
from web_browser import Page

from flashcards.views.markup.blocks import Marking
from flashcards.web.markup.document import Document

ALLOWED = re.compile(
    r"a|audio|blockquote|br|code|div|em|h[3-6]|hr|img|li|m\w+|ol|p|pre|s|small|span|strong|sub|sup"
    r"|table|tbody|td|th|thead|tr|u|ul|video"
)
ATTRIBUTES = re.compile(r"class|href|rel|target|scope|start|tabindex|[a-z]+")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=//evil.example></iframe>",
    "![x](data:text/html,<script>)",
    "<style>*{display:none}</style>",
    "`</code><script>`",
    "```\n</pre><script>\n```",
    "<b onclick=alert(1)>x</b>",
    "$\\text{</math><script>}$",
    "| <td> | </table> |\n|---|---|\n| a | b |",
]
TEXTS = some.lists(some.sampled_from(HOSTILE) | some.text(some.sampled_from("ab *_$`<>|\n-[](!)")))


def read(text, marked=None):
    """What a browser finds in a card's text."""
    markup = str(Document().shown(text, marked))
    return Page(200, {"content-type": "text/html"}, markup.encode())


@given(TEXTS.map("\n\n".join))
def test_no_text_makes_anything_but_text_of_a_card(text):
    page = read(text)
    assert [tag for tag, _ in page.elements if not ALLOWED.fullmatch(tag)] == []
    attributes = {(name, value) for _, said in page.elements for name, value in said.items()}
    assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]
    assert not [one for name, one in attributes if name in {"href", "src"} and "script" in one[:12]]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_run_is_words(text):
    assert not read(text).all("script")
    assert not read(text).all("iframe")
    assert not [said for _, said in read(text).elements if "javascript" in said.get("href", "")]


def test_styles_are_elements_and_code_has_its_colours():
    markup = str(Document().shown("**a** *b* ~~c~~ `d`\n\n```python\nif x: pass\n```"))
    for one in ("<strong>a</strong>", "<em>b</em>", "<s>c</s>", "<code>d</code>"):
        assert one in markup
    assert '<span class="keyword">if</span>' in markup


def test_what_was_asked_stands_out():
    assert '<mark class="found">mean</mark>' in str(
        Document().shown("the mean is", Marking(((4, 8),), "found"))
    )


def test_a_table_has_headings_for_its_columns():
    page = read("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert page.all("th", scope="col", **{"class": "right"})
    assert page.all("div", tabindex="0")


def test_a_link_to_the_web_opens_by_itself_and_says_nothing_of_us():
    (link,) = read("[a](https://a.example)").all("a")
    assert link == {"href": "https://a.example", "rel": "noreferrer", "target": "_blank"}


def test_a_link_to_what_no_page_opens_says_where_it_leads():
    page = read("[a](other.md)")
    assert page.text == "a (other.md)"
    assert not page.all("a")


def test_a_picture_on_the_web_is_not_fetched():
    page = read("![a](https://a.example/x.png)")
    assert not page.all("img")
    assert page.all("a", href="https://a.example/x.png")
