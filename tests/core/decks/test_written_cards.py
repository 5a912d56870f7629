"""Cards written as Markdown and read back."""

from dataclasses import replace

import pytest
from core.decks.deck_text import read
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.card_markdown import written
from flashcards.core.identity import card_id

HERE = Source("a.md", 1)
LINES = st.lists(
    st.sampled_from(
        [
            "text",
            "Q: like a tag",
            "\\A:",
            "C:\\Users",
            "  indented",
            "    code",
            "",
            "- item",
            "1. item",
            "```python title",
            "```",
            "~~~",
            "$$",
            "<div>",
            "</div>",
            "<pre>",
            "</pre>",
            "| a | b |",
            "|---|---|",
            "===",
            "> quote",
            "<!-- a thought -->",
            "a [deletion] `[code]`",
        ]
    ),
    min_size=1,
    max_size=7,
)


def question(front: str, back: str, **settings: object) -> Card:
    return Card(card_id(Kind.QUESTION, front, back), Kind.QUESTION, front, back, HERE, **settings)


def test_a_question_is_written_with_its_tags():
    card = question("Why?", "Because\n\nso.")
    assert written(card) == "Q: Why?\nA: Because\n\nso.\n"
    assert read(written(card)).cards == (card,)


def test_settings_are_written_in_a_comment():
    card = replace(
        question("Why?", "So."), tags=("exam", "ml theory"), limit_s=90, id=CardId("why.so")
    )
    assert written(card) == (
        "Q: Why?\nA: So.\n<!-- limit: 90s; tags: exam, ml theory; id: why.so -->\n"
    )
    assert read(written(card)).cards == (card,)


@pytest.mark.parametrize(("limit_s", "text"), [(1, "1s"), (120, "2m"), (7200, "2h"), (5400, "90m")])
def test_a_limit_is_written_in_the_largest_whole_unit(limit_s, text):
    assert f"limit: {text} " in written(question("a", "b", limit_s=limit_s))


def test_an_id_that_no_comment_can_hold_is_left_out():
    assert "id:" not in written(replace(question("a", "b"), id=CardId("no id")))
    assert "id:" not in written(replace(read("C: [a]\n").cards[0], span=(7, 9)))


def test_what_looks_like_a_tag_is_escaped_outside_of_code():
    card = question("Q: a\nA: b", "c\nS:\n\\\\Q: d\n```\nA: e\n```")
    assert written(card) == "Q: Q: a\n\\A: b\nA: c\n\\S:\n\\\\\\Q: d\n```\nA: e\n```\n"
    assert read(written(card)).cards == (card,)


def test_a_text_that_begins_with_a_block_stands_below_its_tag():
    card = question("    code", "```text and more\nQ: x\n```")
    assert written(card) == "Q:\n    code\nA:\n```text and more\nQ: x\n```\n"
    assert read(written(card)).cards == (card,)


def test_a_text_stands_where_it_is_read_as_what_it_was():
    card = question("</pre>\n```text and more", "</pre>\n```\n\n---\n```\n<div>")
    assert written(card) == "Q:\n\n</pre>\n```text and more\nA:\n</pre>\n```\n\n---\n```\n<div>\n"
    assert read(written(card)).cards == (card,)


def test_a_text_that_would_be_a_rule_below_its_tag_stands_behind_it():
    card = question("---\na", "--- b")
    assert written(card) == "Q: ---\na\nA: --- b\n"
    assert read(written(card)).cards == (card,)


@pytest.mark.parametrize("rule", ["***", "* * *", "- ---", "-----", "___", " ---"])
def test_a_rule_that_ends_no_card_is_written_as_it_is(rule):
    for card in (question(f"{rule}\na", "b"), question("a", f"b\n\n{rule}\n\nc\n{rule}")):
        assert "\\" not in written(card)
        assert read(written(card)).cards == (card,)


def test_rules_and_headings_get_a_backslash():
    (card,) = read("## Why?\na\n\n---\n### b\n- # c\n").cards
    text = written(card)
    assert text == "Q: Why?\nA: a\n\n\\---\n\\### b\n- # c\n"
    assert len(read(text).cards) == 1


def test_a_comment_does_not_close_what_only_looks_like_one():
    card = question("a", "b <!-- c", tags=("x",))
    assert written(card) == "Q: a\nA: b <!-- c\n\n<!-- tags: x -->\n"
    assert read(written(card)).cards == (card,)


@pytest.mark.parametrize(
    "text",
    [
        "C: a [b] c [d]\n",
        "C: a [b] c [d] <!-- id: x; limit: 1h -->\n",
        "C: [b] <!-- id: x.1 -->\n",
        "S: a\nb\n\nc\n",
        "S: a <!-- tags: b -->\n",
        "a ::: b <!-- id: x -->\n",
    ],
)
def test_cards_of_other_tags_are_written_too(text):
    for card in read(text).cards:
        kind = Kind.QUESTION if card.kind == Kind.LINE else card.kind
        assert replace(card, kind=kind) in read(written(card)).cards


@given(LINES, LINES, st.sampled_from(["", "<!-- tags: a; limit: 2m -->"]))
def test_what_is_read_can_be_written_and_read_again(front, back, settings):
    text = "\n".join(["Q:", *front, "A:", *back, settings, "---", "C:", *front, *back])
    deck = read(text)
    if not deck.problems:
        for card in deck.cards:
            assert replace(card, source=HERE) in read(written(card)).cards


@given(st.text(), st.text())
def test_any_text_can_be_written(front, back):
    for card in (question(front, back), replace(question(front, ""), kind=Kind.CLOZE)):
        read(written(card))
