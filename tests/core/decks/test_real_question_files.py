"""Decks that others wrote."""

from pathlib import Path

import pytest
from core.decks.deck_text import mistakes, read

from flashcards.core.deck import Deck

DATA = Path(__file__).parents[4] / "shared" / "data"


def real_deck(name: str, front_matter: str) -> Deck:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is missing")
    return read(front_matter + path.read_text(encoding="utf-8"))


def test_headings_with_numbers_give_33_questions():
    deck = real_deck("questions-headings.md", "---\ncards: headings\n---\n")
    assert len(deck.cards) == 33
    assert deck.cards[0].front == "Why do you use feature selection?"
    assert "#### Filter Methods" in deck.cards[0].back
    assert deck.cards[-1].source.line == 607 + 3
    assert not deck.problems


def test_headings_in_list_items_give_a_question_each_where_there_is_text_below():
    deck = real_deck("questions-list-512k.md", "---\ncards: headings\nlevel: 3\n---\n")
    empty = [line for line, message in mistakes(deck) if message == "empty answer"]
    assert len(deck.cards) + len(empty) == 415 + len(["Table of Contents"] * 2)
    assert deck.cards[2].front == "What is React?"
    assert deck.cards[2].breadcrumb == (
        "React Interview Questions & Answers",
        "Core React",
    )
    assert deck.cards[2].back.startswith("React (aka React.js or ReactJS)")


def test_answers_in_details_are_whole_though_a_higher_heading_stands_in_them():
    """All 155 ask; three headings say what to do, and do so without a question mark."""
    deck = real_deck("questions-details.md", "---\ncards: headings\nlevel: 6\n---\n")
    assert not deck.problems
    assert len(deck.cards) == 155
    for card in deck.cards:
        assert card.breadcrumb == ()
        assert card.back.count("<details>") == card.back.count("</details>") == 1
        assert card.back.count("#### Answer: ") == 1
    assert len(real_deck("questions-details.md", "").cards) == 152
