"""Markup is a value: no text that is put into it can become markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from flashcards.views.html import Html, element, joined

HOUSE = Path(__file__).parents[2] / "flashcards"
MAY_MAKE_IT = {"views/anki/note_fields.py", "views/html.py", "web/markup/formulas.py"}


class Read(HTMLParser):
    """What a browser would find: elements with their attributes, and text."""

    def __init__(self, markup):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag, attrs):
        """Keep an element."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep text."""
        self.text += data


HOSTILE = some.text() | some.sampled_from(
    ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "</p><p>", "&lt;", "<!--"]
)


@given(HOSTILE, HOSTILE)
def test_a_text_stays_text_wherever_it_is_put(inside, said):
    read = Read(element("p", inside, [inside, None], title=said))
    assert [tag for tag, _ in read.found] == ["p"]
    assert read.found[0][1] == {"title": said}
    assert read.text == inside + inside


@given(HOSTILE)
def test_markup_that_is_put_into_markup_stays_as_it_is(text):
    inner = element("b", text)
    assert joined(element("p", inner)) == Html(f"<p>{inner}</p>")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "//evil.example", "/\\e"]
)
def test_an_address_that_is_no_place_to_go_to_is_left_out(address):
    assert element("a", "x", href=address) == Html("<a>x</a>")


@pytest.mark.parametrize("address", ["/cards", "?page=2", "https://a.example/?b=1", "mailto:a@b.c"])
def test_an_address_that_leads_somewhere_stays(address):
    assert Read(element("a", "x", href=address)).found == [("a", {"href": address})]


def test_what_is_not_said_is_left_out_and_what_is_true_has_no_value():
    made = element("input", value=3, disabled=True, checked=False, title=None, data_limit="9")
    assert str(made) == '<input value="3" disabled data-limit="9">'


def test_only_few_files_may_call_a_text_markup():
    """Each place that does is one to look at for who could have written the text."""
    makes = {
        file.relative_to(HOUSE).as_posix()
        for file in HOUSE.rglob("*.py")
        if re.search(r"\bHtml\(", file.read_text("utf-8").replace("case Html()", ""))
    }
    assert makes == MAY_MAKE_IT
