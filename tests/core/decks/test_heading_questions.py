"""Headings that ask."""

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind
from flashcards.core.decks.parse import parse_deck


def test_a_heading_with_a_question_mark_and_text_below_is_a_question():
    deck = read("""
        # Statistics

        ## What is a mean?

        The sum by the number.

        ### More

        text

        ## Notes

        text
        """)
    (card,) = deck.cards
    assert card.kind == Kind.HEADING
    assert card.front == "What is a mean?"
    assert card.back == "The sum by the number.\n\n### More\n\ntext"
    assert card.breadcrumb == ("Statistics",)
    assert card.source.line == 3


@pytest.mark.parametrize(
    ("heading", "front"),
    [
        ("## Why ？", "Why ？"),
        ("## \u0644\u0645\u0627\u0630\u0627\u061f", "\u0644\u0645\u0627\u0630\u0627\u061f"),
        ("## 12. Why? ##", "Why?"),
        ("## 3) Why?", "Why?"),
        ("## 1.2. Why?", "Why?"),
        ("## **Why?**", "Why?"),
        ("## 4. __Why?__", "Why?"),
        ("## **5. *Why?***", "Why?"),
        ("## *Why* and *how?*", "*Why* and *how?*"),
        ("## Why `x?`", "Why `x?`"),
        ("## [Why?](url)", "[Why?](url)"),
        ("## Why? {#why}", "Why? {#why}"),
        ("## <b>Why?</b>", "<b>Why?</b>"),
        ("## 2024 why?", "2024 why?"),
        ("Why?\n----", "Why?"),
        ("Why\nnot?\n===", "Why\nnot?"),
    ],
)
def test_number_closing_marks_and_emphasis_around_it_are_no_part_of_the_question(heading, front):
    assert [card.front for card in read(f"{heading}\ntext\n").cards] == [front]


@pytest.mark.parametrize(
    "text",
    [
        "## Why\ntext\n",
        "## Why?\n\n## Notes\ntext\n",
        "## Why?\n",
        "- ## Why?\n\n  text\n",
        "Why?\n---\ntext\n",
        "```\n## Why?\ntext\n```\n",
    ],
)
def test_other_headings_are_no_questions(text):
    deck = read(text)
    assert not deck.cards
    assert not deck.problems


def test_an_answer_ends_at_the_next_heading_of_the_same_or_a_higher_level():
    deck = read("## a?\nb\n### c?\nd\n## e?\nf\n# g\nh\n#### i?\nj\n")
    assert faces(deck) == [("a?", "b\n### c?\nd"), ("e?", "f"), ("i?", "j")]
    assert deck.cards[2].breadcrumb == ("g",)


def test_a_rule_does_not_end_an_answer():
    assert faces(read("## a?\nb\n\n---\n\nc\n")) == [("a?", "b\n\n---\n\nc")]


def test_a_single_leading_h1_is_the_title_if_a_deeper_heading_asks():
    deck = read("# Ready?\n\n## Why?\n\nb\n")
    assert [(card.front, card.breadcrumb) for card in deck.cards] == [("Why?", ("Ready?",))]
    assert faces(read("# Ready?\n\n## Notes\n\nb\n")) == [("Ready?", "## Notes\n\nb")]
    assert len(read("# a?\nb\n## c?\nd\n# e?\nf\n").cards) == 2
    assert faces(read("## a?\nb\n# c?\nd\n")) == [("a?", "b"), ("c?", "d")]


def test_a_section_that_holds_tagged_cards_is_no_question():
    deck = read("## Why?\n\nQ: a\nA: b\n\n### And how?\ntext\n")
    assert [card.front for card in deck.cards] == ["a", "And how?"]
    deck = read("---\ncards: headings\n---\n## a\n\nC: [b]\n\n## c\nd\n")
    assert [card.front for card in deck.cards] == ["[b]", "c"]


def test_a_question_has_the_same_id_with_a_heading_and_with_a_tag():
    (heading,) = read("## 1. **Why?**\n\nBecause\n\nso.\n").cards
    (tagged,) = read("Q: Why?\nA: Because\n\nso.\n").cards
    assert heading.id == tagged.id


def test_cards_headings_takes_every_heading_of_the_level_in_list_items_too():
    deck = read("""
        ---
        cards: headings
        level: 3
        ---
        # Title?
        ## Part
        1. ### One

            text

            #### deeper
        2. ### Two?
           text
        ## Other
        ### Three
        text
        """)
    assert [card.front for card in deck.cards] == ["One", "Two?", "Three"]
    assert deck.cards[0].back == "text\n\n#### deeper"
    assert deck.cards[2].breadcrumb == ("Title?", "Other")


def test_cards_headings_reports_headings_without_text_above_or_below():
    deck = read("---\ncards: headings\n---\n## a\n\n## b\nc\n##\nd\n")
    assert faces(deck) == [("b", "c")]
    assert mistakes(deck) == [(4, "empty answer"), (8, "empty question")]


def test_a_comment_in_a_heading_is_no_part_of_it():
    deck = read(
        "## Why? <!-- id: why --> \ntext\n\n## <!-- a --> How <!-- b -->?\ntext\n## c <!-- d\n"
    )
    assert (deck.cards[0].front, deck.cards[0].id) == ("Why?", "why")
    assert deck.cards[1].front == "How ?"


def test_a_heading_that_was_emptied_among_questions_is_said():
    deck = parse_deck("## One?\n\nyes\n\n## Two?\n\n## Three?\n\nyes\n", "a.md")
    assert [card.front for card in deck.cards] == ["One?", "Three?"]
    assert mistakes(deck) == [(5, "a heading that asks, but has nothing below it: no card")]


def test_a_heading_that_asks_and_groups_others_is_not_said():
    assert parse_deck("# Why?\n\n## One?\n\nyes\n", "a.md").problems == ()
    assert parse_deck("## Two?\n\n## Three?\n", "a.md").cards == ()
