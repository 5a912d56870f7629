"""Templates of Anki's note types, and the clozes in their fields."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.formats.anki.deletions import (
    asked,
    deletions_in,
    is_nested,
    marked,
    numbers_in,
    whole,
)
from flashcards.formats.anki.templates import BadTemplate, CardTemplate, is_empty, plain_filter

FIELDS = {"Front": "<b>dog</b>", "Back": "Hund &amp; Co", "Extra": "<div><br></div>"}
PIECES = st.sampled_from(
    ["{{c1::", "{{c2::", "{{c1,3::", "}}", "::", "a", " ", "{{#F}}", "{{/F}}", "{{F}}", "{{"]
)


def rendered(source, **fields):
    return CardTemplate(source).rendered({**FIELDS, **fields}, plain_filter)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{Front}} is {{Back}}", "<b>dog</b> is Hund &amp; Co"),
        ("{{{Front}}}", "<b>dog</b>"),
        ("{{ Front }}{{Missing}}", "<b>dog</b>"),
        ("{{#Front}}yes{{/Front}}{{^Front}}no{{/Front}}", "yes"),
        ("{{#Extra}}yes{{/Extra}}{{^Extra}}no{{/Extra}}", "no"),
        ("{{#Front}}{{^Extra}}both{{/Extra}}{{/Front}}", "both"),
        ("{{text:Front}} {{text:Back}}", "dog Hund &amp; Co"),
        ("{{tts en_US:Front}}|{{tts-voices:}}", "|"),
        ("{{somebodys-own:Front}}", "<b>dog</b>"),
        ("a{{! said to nobody }}b<!-- {{Front}} -->c", "abc"),
        ("{{=<% %>=}}<%Front%>", "<b>dog</b>"),
    ],
)
def test_a_template_shows_its_fields(source, shown):
    assert rendered(source) == shown


@pytest.mark.parametrize(
    ("filter_", "shown"),
    [("furigana", "日本(にほん)語"), ("kanji", "日本語"), ("kana", "にほん語")],
)
def test_readings_of_characters_stand_behind_them_or_alone(filter_, shown):
    assert rendered(f"{{{{{filter_}:Front}}}}", Front=" 日本[にほん]語") == shown


def test_what_a_field_says_is_no_template():
    assert rendered("{{Front}}", Front="{{Back}}{{Front}}") == "{{Back}}{{Front}}"


@pytest.mark.parametrize("source", ["{{#F}}", "{{/F}}", "{{#F}}{{#G}}{{/F}}{{/G}}", "{{#F}}" * 999])
def test_sections_that_are_not_closed_in_order_are_refused(source):
    with pytest.raises(BadTemplate):
        CardTemplate(source)


@given(st.lists(PIECES).map("".join))
def test_any_text_is_a_template_or_is_refused(source):
    with suppress(BadTemplate):
        CardTemplate(source).rendered({"F": "x"}, plain_filter)


@given(st.lists(PIECES).map("".join))
def test_any_text_is_a_text_with_deletions_and_shows_each_of_its_words_once(text):
    parts = deletions_in(text)
    assert whole(parts).count("a") <= text.count("a")
    if not list(numbers_in(parts)):
        assert whole(parts) == text
    for number in (1, 2, 3):
        assert marked(parts, number, ("<", "|", ">")).count("<") <= text.count("{{c")


def test_a_card_asks_what_bears_its_number_by_a_gap_or_a_hint():
    parts = deletions_in("{{c1::Paris::city}} lies in {{c2::France}}, not {{c1::Rome}}")
    assert list(numbers_in(parts)) == [1, 2, 1]
    assert asked(parts, 1) == "[city] lies in France, not [...]"
    assert asked(parts, 2) == "Paris lies in [...], not Rome"
    assert whole(parts) == "Paris lies in France, not Rome"
    assert marked(parts, None, ("[", " :: ", "]")) == (
        "[Paris :: city] lies in [France], not [Rome]"
    )
    assert not is_nested(parts)


def test_deletions_stand_in_one_another_and_belong_to_several_cards():
    parts = deletions_in("{{c1::all {{c2::of}} it::what}} {{c1,2::end}}")
    assert is_nested(parts)
    assert asked(parts, 1) == "[what] [...]"
    assert asked(parts, 2) == "all [...] it [...]"
    assert marked(parts, 2, ("[", " :: ", "]")) == "all [of] it [end]"


def test_what_is_opened_and_never_closed_is_text():
    assert whole(deletions_in("{{c1::a {{c2::b}} c")) == "{{c1::a b c"
    assert whole(deletions_in("}} a")) == "}} a"


@pytest.mark.parametrize(
    ("value", "empty"), [("", True), ("<br>\n<DIV></div> ", True), ("&nbsp;", True), ("0", False)]
)
def test_a_field_is_empty_where_nothing_is_seen(value, empty):
    assert is_empty(value) is empty
