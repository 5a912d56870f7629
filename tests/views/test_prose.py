"""Prose for Anki without a parser: what the parser makes of it, or nothing at all."""

from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.views.anki import note_fields
from flashcards.views.anki.prose import prose_html

PIECES = st.sampled_from(
    ["word", "Ünd", "漢", "12", " ", " ", ",", ".", "?", "(x)", "a/b", "5%", "it's", "—", "-", "**",
     "**bold**", " **two words** ", "**a b**.", "\n", "\n\n", "\n- ", "\n\n- ", "- ", "\n1. ", "*",
     "=", "#", "  \n", "\n\n\n", "_", "|", "--", "\n---", "\n-"]
)  # fmt: skip


class Nowhere:
    """There is no file."""

    def named(self, _reference, _deck):
        """No name."""
        return


def parsed(text):
    """What the parser makes of it."""
    card = None
    return unescape(note_fields._html(text, card, Nowhere()))


@given(st.lists(PIECES, max_size=14).map("".join).map(str.strip))
@example("a\n- b")
@example("- a\n\n- b")
@example("a **b** **c d**.\n\n- e **f**\n- g\n\nh\ni")
def test_prose_is_what_the_parser_makes_of_it(text):
    made = prose_html(text)
    if made is not None:
        assert unescape(made) == parsed(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("What is it?", "What is it?"),
        ("a **b c**.", "a <strong>b c</strong>."),
        ("one\ntwo\n\nthree", "<p>one two</p><p>three</p>"),
        ("it is\n\n- this\n- that", "<p>it is</p><ul><li>this\n</li><li>that\n</li></ul>"),
    ],
)
def test_what_is_prose(text, html):
    assert prose_html(text) == html


@pytest.mark.parametrize(
    "text", ["", "a `b`", "1. one", "- a\n  - b", "a\n===", "a **b*", "<b>", "a  \nb", "x: [y](z)"]
)
def test_what_is_more_than_prose(text):
    assert prose_html(text) is None
