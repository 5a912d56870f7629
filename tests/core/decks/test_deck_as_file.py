"""What a deck is as a file: its name, its modes, notes."""

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind
from flashcards.core.deck import Deck
from flashcards.core.decks.parse import parse_deck

ALL = """---
cards: {mode}
---
# Title

Q: tagged
A: b

C: [cloze]

S: tagged skill
condition

## Heading?

text

## one line below

front :: back

## Table

| skill | can you |
|---|---|
| row | c |

## List

- item
"""


def found(mode):
    return [(card.kind.value, card.front) for card in read(ALL.format(mode=mode)).cards]


TAGGED = [("question", "tagged"), ("cloze", "[cloze]"), ("self-assessment", "tagged skill")]


@pytest.mark.parametrize(
    ("mode", "others"),
    [
        ("auto", [("heading", "Heading?"), ("line", "front")]),
        ("tags", [("line", "front")]),
        (
            "headings",
            [("heading", text) for text in ("Heading?", "one line below", "Table", "List")],
        ),
        ("self-assessment", [("self-assessment", "row"), ("self-assessment", "item")]),
        (
            "prompts",
            [("prompt", text) for text in ("Heading?", "one line below", "Table", "List")],
        ),
        ("stories", [("story", text) for text in ("Heading?", "one line below", "Table", "List")]),
    ],
)
def test_each_mode_reads_tags_and_its_own_syntaxes(mode, others):
    assert found(mode) == TAGGED + others


def test_none_reads_nothing():
    deck = read("---\ncards: none\nlevels: y\n---\nQ: a\nA: b\n\nQ:\n\n```\n")
    assert not deck.cards
    assert mistakes(deck) == [(3, "unknown key `levels`")]


def test_auto_is_the_mode_without_front_matter():
    assert found("auto") == [(c.kind.value, c.front) for c in read(ALL.split("---\n")[2]).cards]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", "Only notes.\n\n- a list\n", "\r\r\n"])
def test_a_file_without_cards_is_fine(text):
    assert read(text) == Deck("a.md", "a", "a")


def test_text_between_cards_is_ignored():
    deck = read("Intro\n\nQ: a\nA: b\n---\nnotes\n# Part\nmore\n\nQ: c\nA: d\n")
    assert faces(deck) == [("a", "b"), ("c", "d")]


def test_a_deck_is_named_after_its_path_and_its_area_after_the_first_folder():
    assert (read("", "ml/deep/a.md").name, read("", "ml/deep/a.md").area) == ("ml/deep/a", "ml")
    assert (read("", "a.b.md").name, read("", "a.b.md").area) == ("a.b", "a.b")
    assert read("---\ndeck: x/y\n---\n", "a.md").area == "x/y"
    assert read("---\ndeck: x/y\n---\n", "ml/a.md").area == "ml"


def test_cards_are_in_file_order_and_problems_too():
    deck = read("## Why?\nb\n\n## Part\n\nx :: y\n\nQ: a\nA: b\n\nQ:\nA: q\nA: r\n\n```\n")
    assert [card.source.line for card in deck.cards] == [1, 6, 8]
    assert [problem.source.line for problem in deck.problems] == [11, 13, 15]


def test_every_kind_of_card_has_a_line_counted_from_1_with_front_matter():
    lines = [card.source.line for card in read(ALL.format(mode="auto")).cards]
    assert lines == [6, 9, 11, 14, 20]


def test_lists_as_deep_as_can_be_hide_nothing_below():
    deck = read("- " * 3000 + "x\n\nQ: a\nA: b\n" + "> " * 2500 + "c\n# d\n")
    assert faces(deck) == [("a", "b\n" + "> " * 2500 + "c")]
    assert deck.cards[0].kind == Kind.QUESTION


def test_a_long_definition_of_a_link_hides_nothing():
    assert len(read('[a]: b "' + "x\n" * 100 + "Q: a\nA: b\n").cards) == 1


def test_a_hashcards_deck_reads_unchanged():
    """TOML between `---`, question, answer and cloze, and rules between cards."""
    text = (
        '---\nname = "Chemistry"\n---\n\nQ: What is the atomic number of carbon?\nA: 6.\n\n---\n\n'
        "Q: List the noble gases.\nA:\n\n- helium\n- neon\n\n---\n\n"
        "C: The symbol of [gold] is [Au].\n"
    )
    deck = parse_deck(text, "chemistry.md")
    assert (deck.name, deck.problems) == ("Chemistry", ())
    assert [(card.kind.value, card.source.line) for card in deck.cards] == [
        ("question", 5),
        ("question", 10),
        ("cloze", 18),
        ("cloze", 18),
    ]
    assert deck.cards[1].back == "- helium\n- neon"
