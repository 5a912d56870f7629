"""`front :: back` and `front ::: back`."""

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind
from flashcards.core.identity import card_id


def test_a_line_with_a_double_colon_is_a_card():
    deck = read("Notes.\n\nmean :: the sum by the number\n")
    (card,) = deck.cards
    assert (card.kind, card.front, card.back) == (Kind.LINE, "mean", "the sum by the number")
    assert card.source.line == 3
    assert card.id == card_id(Kind.QUESTION, "mean", "the sum by the number")


def test_every_line_of_a_paragraph_is_one_or_none():
    assert faces(read("a :: b\n  c :: d\n")) == [("a", "b"), ("c", "d")]
    assert faces(read("a :: b\nand a line of text\n")) == []


def test_a_triple_colon_asks_both_ways_and_the_siblings_share_their_place():
    deck = read("front ::: back\n")
    assert faces(deck) == [("front", "back"), ("back", "front")]
    assert {card.source.line for card in deck.cards} == {1}
    assert faces(read("same ::: same\n")) == [("same", "same")]


@pytest.mark.parametrize(
    "text",
    [
        "`a :: b`",
        "$a :: b$",
        "# a :: b",
        "> a :: b",
        "```\na :: b\n```",
        "x\n\n    a :: b",
        "a :: b\n===",
        "| a :: b |\n|---|\n| c :: d |",
        "::: tip",
        ":::",
        "a :::: b",
        "<div>\na :: b\n</div>",
        "- > # a :: b\n- ## a :: b",
    ],
)
def test_elsewhere_it_is_text(text):
    deck = read(f"{text}\n")
    assert not deck.cards
    assert not deck.problems


def test_the_first_double_colon_outside_code_parts_the_line():
    assert faces(read("`a :: b` :: c :: d\n")) == [("`a :: b`", "c :: d")]


def test_a_whole_list_item_is_a_card_and_nested_blocks_belong_to_its_back():
    deck = read("""
        - a :: b
        - [ ] c :: d
          - nested :: e

          text
        1. f
           - g :: h
        - i :: j
          k
        - l :: m
          n :: o

          p
        """)
    assert faces(deck) == [
        ("a", "b"),
        ("c", "d\n  - nested :: e\n\n  text"),
        ("g", "h"),
        ("l", "m"),
        ("n", "o\n\n  p"),
    ]
    assert [card.source.line for card in deck.cards] == [1, 2, 7, 10, 11]


def test_the_back_may_be_the_nested_blocks_alone():
    assert faces(read("- a ::\n  - b\n")) == [("a", "  - b")]


def test_inside_another_card_it_is_text():
    deck = read("Q: a\nA: b\n\nc :: d\n- e :: f\n\n# Why?\n\ng :: h\n- i :: j\n")
    assert [card.front for card in deck.cards] == ["a", "Why?"]


def test_an_empty_side_is_a_problem():
    deck = read("a ::\n\n:: b\n\nc :: d\n\n- e :::\n")
    assert faces(deck) == [("c", "d")]
    assert mistakes(deck) == [(1, "empty answer"), (3, "empty question"), (7, "empty answer")]


def test_an_item_that_is_empty_or_begins_with_a_block_is_no_card():
    assert not read("-\n- ```\n  a :: b\n  ```\n-\n\n").cards
