"""The grammar of references to pictures, sounds and films."""

import pytest

from flashcards.core.decks.media import media_reference, media_references

FOUND = {
    "![a](b.png)": "b.png",
    '![a](b.png "a title")': "b.png",
    "![a](b.png 'a title')": "b.png",
    "![a\nb](c.png)": "c.png",
    "![a [b] c](<two words.png>)": "two words.png",
    "![a](two%20words.png)": "two words.png",
    "![a](two words.png)": "two words.png",
    "![a](plot(1).png)": "plot(1).png",
    r"![a](b\_c.png)": "b_c.png",
    "![a](b&amp;c.png)": "b&c.png",
    "![a](b.png#page)": "b.png",
    "![a](b.png?raw=true)": "b.png",
    "![a](b.unknown)": "b.unknown",
    "![a](../b/c.png)": "../b/c.png",
    "[hear](a.mp3)": "a.mp3",
    "[see](<a b.PDF>)": "a b.PDF",
    "[a]: b.png": "b.png",
    "[a]: <b c.png> 'title'": "b c.png",
    "![[a.png]]": "a.png",
    "![[a b.png|300]]": "a b.png",
    "| ![[a.png\\|300]] |": "a.png",
    "![[b/a.pdf#page=2]]": "b/a.pdf",
    "![[100%25.png]]": "100%25.png",
    "[sound:a b.mp3]": "a b.mp3",
    '<img alt="x" src="a.png">': "a.png",
    "<IMG\n  src = 'a b.png' />": "a b.png",
    "<img src=a.png>": "a.png",
    '<audio src="a.mp3"></audio>': "a.mp3",
    "<video controls><source src='a.mp4'></video>": "a.mp4",
    '<a href="a.mp3">hear</a>': "a.mp3",
}
NONE = [
    *("![a](https://b/c.png)", "![a](//b/c.png)", "![a](data:image/png;base64,AA==)", "![a](#b)"),
    *("![a]()", "![a](<>)", "[a](b.md)", "[a](b.md?c=d.png)", "[a]: b.md", "[^a]: b.png"),
    *("[[a.png]]", "![[a]]", "![[a.md]]", "`![a](b.png)`", "```\n![a](b.png)\n```"),
    *("a\n\n    ![a](b.png)\n", "<!-- ![a](b.png) -->", "a <!-- ![a](b.png) --> b", r"\![[a.png]]"),
    *('<img data-src="a.png">', '<a href="a.html">', "a.png", "![a](b", r"\[sound:a.mp3]"),
]  # fmt: skip


def paths(text):
    return [one.path for one in media_references(text.split("\n"))]


@pytest.mark.parametrize("text", FOUND)
def test_a_file_is_named_however_it_is_written(text):
    assert paths(text) == [FOUND[text]]
    assert paths(f"`code` *a*\n{text}\n") == [FOUND[text]]


@pytest.mark.parametrize("text", NONE)
def test_what_is_on_the_web_in_code_or_no_media_is_none(text):
    assert paths(text) == []


def test_a_picture_that_is_a_link_is_one_beside_what_it_leads_to():
    assert paths("[![a](small.png)](large.png)") == ["small.png", "large.png"]
    assert paths("[![a](small.png)](page.md) ![b](c.png)") == ["small.png", "c.png"]


def test_each_stands_on_its_line():
    text = "![a](a.png)\n\n```\n![b](b.png)\n```\n<!-- ![c]\n(c.png) -->\nd ![d](d.png) `e`\n"
    found = list(media_references(text.split("\n")))
    assert [(one.line, one.path) for one in found] == [(0, "a.png"), (7, "d.png")]


def test_an_address_is_tried_as_it_is_written_last():
    assert media_reference("a%20b.png#c").names[-1] == "a b.png"
    assert media_reference("a%20b.png#c").names[0] == "a%20b.png#c"
    assert media_reference("a%20b.png", is_name=True).names[-1] == "a%20b.png"
    assert media_reference("https://a.b/c.png") is None
