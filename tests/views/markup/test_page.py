"""What a page gets of a text: formulas, links and pictures as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from flashcards.views.markup.blocks import Look, Marking, StyledText, TextBlock
from flashcards.views.markup.document import blocks_of

PAGE = Look(is_page=True)


def texts(source, marked=None):
    """The texts of the one paragraph that a source is."""
    (block,) = blocks_of(source, PAGE, marked)
    assert isinstance(block, TextBlock)
    return list(block.texts)


@pytest.mark.parametrize("written", ["$a_i^2$", r"\(x\)", r"$$\frac{a}{b}$$", "$a < b & c$"])
def test_a_formula_is_as_it_is_written(written):
    assert texts(written) == [StyledText(written, "formula")]


def test_a_link_leads_where_it_says_and_a_picture_is_called_what_it_says():
    assert texts("[the *paper*](https://a.example) ![a b](x.png 'c')") == [
        StyledText("the ", "link", (), "https://a.example"),
        StyledText("paper", "italic link", (), "https://a.example"),
        StyledText(" "),
        StyledText("a b", "picture", (), "x.png"),
    ]


def test_a_picture_in_a_link_stays_a_picture():
    assert texts("[![a](x.png)](https://a.example)") == [StyledText("a", "picture", (), "x.png")]


@pytest.mark.parametrize("source", ['<img src="x.png" alt="a">', "![a](x.png)", "![](x.png 'a')"])
def test_a_picture_is_the_same_however_it_is_written(source):
    assert texts(source) == [StyledText("a", "picture", (), "x.png")]


def test_an_address_leads_to_itself():
    target = "https://a.example"
    assert texts(f"<{target}>") == [StyledText(target, "address link", (), target)]
    assert texts(f"[]({target})") == [StyledText(target, "address link", (), target)]


def test_raised_text_is_a_style():
    assert texts("x<sup>2</sup><sub>i j</sub>y") == [
        StyledText("x"),
        StyledText("2", "raised"),
        StyledText("i j", "lowered"),
        StyledText("y"),
    ]


def test_a_deletion_in_a_formula_leaves_no_sign_in_it():
    assert texts("$a = b$", Marking(((5, 6),), "found")) == [StyledText("$a = b$", "formula")]


@given(some.text(some.sampled_from("a b$\\*_[]()<>!`|\n^~") | some.sampled_from("<sup></sup>")))
def test_no_text_is_too_odd_for_a_page(source):
    blocks_of(source, PAGE)
