"""`S:`, and tables and lists with `cards: self-assessment`."""

from datetime import timedelta

import pytest
from core.decks.deck_text import faces, mistakes, read

from flashcards.core.card import Kind


def assess(text):
    return read(f"---\ncards: self-assessment\n---\n{text}\n")


def test_a_tag_names_a_skill_and_the_lines_below_its_condition():
    deck = read("S: Explain the mean\n\nwithout notes,\nin a minute\n\nS: Alone\n")
    assert {card.kind for card in deck.cards} == {Kind.SELF_ASSESSMENT}
    assert faces(deck) == [("Explain the mean", "without notes,\nin a minute"), ("Alone", "")]


def test_a_skill_without_a_name_is_a_problem():
    assert mistakes(read("S:\nwithout notes\n")) == [(1, "empty skill")]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Skill | Can you? |", "| a | b |"),
        ("| Rating | Skill | Can you explain it? |", "| 3 | a | b |"),
        ("| # | Condition | Topic |", "| 1 | b | a |"),
        ("| Area | 1-5 | Criterion |", "| a | 2 | b |"),
        ("| What | When | Rate |", "| a | b | 3 |"),
        ("| What | Self rating | When |", "| a | 3 | b |"),
        ("| When it counts: criteria | What |", "| b | a |"),
    ],
)
def test_the_columns_of_a_table_are_found_by_their_names(header, row):
    rule = "|---" * (header.count("|") - 1) + "|"
    deck = assess(f"{header}\n{rule}\n{row}\n")
    assert faces(deck) == [("a", "b")]
    assert deck.cards[0].source.line == 6


@pytest.mark.parametrize("cell", ["__/5", "3/5", "_ / 5", "__", "...", "?/5"])
def test_cells_to_rate_oneself_in_are_ignored(cell):
    assert faces(assess(f"| Skill | Mine |\n|---|---|\n| a | {cell} |")) == [("a", "")]


def test_a_table_with_one_column_has_no_conditions():
    assert faces(assess("| Skill |\n|---|\n| a |\n| b \\| c |")) == [("a", ""), ("b | c", "")]
    assert faces(assess("| Rating |\n|---|\n| a |")) == [("a", "")]


def test_a_row_without_skill_is_a_problem_an_empty_one_is_not():
    deck = assess("| Skill | Can you |\n|---|---|\n| \x1c | b |\n| | |\n| c <!-- id: c --> | d |")
    assert mistakes(deck) == [(6, "empty skill")]
    assert [(card.front, card.back, card.id) for card in deck.cards] == [("c", "d", "c")]


def test_each_top_level_item_is_one():
    deck = assess("""
- a \u2014 b
- [ ] c - d
  - nested
- [x] e -- f
  g
1. h-i \u2013 j

   k
-
- ## l
""")
    assert faces(deck) == [
        ("a", "b"),
        ("c", "d\n  - nested"),
        ("e", "f\n  g"),
        ("h-i", "j\n\n   k"),
        ("## l", ""),
    ]
    assert mistakes(deck) == [(13, "empty skill")]


def test_tables_and_items_inside_tagged_cards_are_text():
    deck = assess("S: a\n- b\n\n| skill |\n|---|\n| c |\n---\n- d")
    assert [card.front for card in deck.cards] == ["a", "d"]


@pytest.mark.parametrize(
    ("said", "learning", "relearning"),
    [
        ("", (), ()),
        ("learning_steps: [10m]\n", (timedelta(minutes=10),), ()),
        ("relearning_steps: [5m]\n", (), (timedelta(minutes=5),)),
        ("learning_steps: []\n", (), ()),
    ],
)
def test_a_deck_of_skills_has_no_steps_of_minutes_unless_it_names_some(said, learning, relearning):
    policy = read(f"---\ncards: self-assessment\n{said}---\n- A skill\n").settings.policy
    assert (policy.learning_steps, policy.relearning_steps) == (learning, relearning)


def test_a_skill_among_other_cards_has_the_steps_of_its_deck():
    policy = read("S: a skill\nunder a condition\n").settings.policy
    assert (policy.learning_steps, policy.relearning_steps) == (None, None)


RATED = [
    "| Topic | Rating |\n|---|---|\n| Trees | |\n| Heaps | 3 |\n",
    "| Topic | Your score (1-5) |\n|---|:-:|\n| Trees | __ |\n| Heaps | |\n",
    "| Topic | Now |\n|---|---|\n| Trees | __/5 |\n| Heaps | 3/5 |\n",
]


@pytest.mark.parametrize("table", RATED)
def test_a_table_with_a_column_to_rate_oneself_in_is_one_in_auto_too(table):
    deck = read(table)
    assert faces(deck) == [("Trees", ""), ("Heaps", "")]
    assert not deck.problems
    assert not read(f"---\ncards: tags\n---\n{table}").cards
    assert faces(read(f"## Why?\n\n{table}")) == [("Why?", table.strip())]
    assert [card.kind for card in read(f"Q: a\nA: b\n\n{table}").cards] == [Kind.QUESTION]


@pytest.mark.parametrize(
    "table",
    [
        "| Model | Score |\n|---|---|\n| Trees | 0.93 |\n",
        "| Model | Rating |\n|---|---|\n| Trees | good |\n| Heaps | |\n",
        "| Topic | Can you |\n|---|---|\n| Trees | draw one |\n",
        "| Topic | Ratio |\n|---|---|\n| Trees | 3/4 |\n",
    ],
)
def test_other_tables_are_text_in_auto(table):
    assert not read(table).cards


def test_contents_links_and_badges_are_no_skills():
    deck = assess(
        "- [Contents](#contents)\n  - [More](#more)\n- [![build](a.svg)](b) ![x](y.png)\n"
        "- [A](http://a) \u00b7 [B](http://b \"B\")\n- <img src='x'>\n"
        "- [Two Sum](http://c) in 20 min\n"
        "\n| Topic | Site |\n|---|---|\n| [a](b) | ![c](d) |\n| [a](b) | draw one |\n"
    )
    assert [card.front for card in deck.cards] == ["[Two Sum](http://c) in 20 min", "[a](b)"]
    assert not deck.problems
