"""The decks that come with flash: how many, how long, and nothing wrong in them."""

import re
from pathlib import Path

import pytest

from flashcards.core.card import Kind
from flashcards.core.decks.parse import parse_deck

DECKS = Path(__file__).parents[1] / "decks"
READ = {
    path.relative_to(DECKS).as_posix(): parse_deck(
        path.read_text(encoding="utf-8"), path.relative_to(DECKS).as_posix()
    )
    for path in sorted(DECKS.rglob("*.md"))
}


def of_area(area):
    """All cards of an area's decks."""
    return [card for deck in READ.values() if deck.area == area for card in deck.cards]


@pytest.mark.parametrize("file", READ)
def test_a_starter_deck_has_cards_and_no_problems(file):
    assert READ[file].cards
    assert READ[file].problems == ()


def test_no_card_stands_twice():
    ids = [card.id for deck in READ.values() for card in deck.cards]
    assert len(ids) == len(set(ids))


def test_each_deck_says_where_it_stands_among_new_cards_theory_first():
    begins = re.compile(r"\A---\n(?:.+\n)*?order: (\d+)\n")
    orders = {
        name: int(begins.match((DECKS / name).read_text(encoding="utf-8"))[1]) for name in READ
    }
    assert len(set(orders.values())) == len(orders)
    assert sorted(orders, key=orders.get)[:16] == sorted(
        (name for name in orders if name.startswith("theory/")), key=orders.get
    )


def test_there_are_theory_questions_of_every_subject_to_be_answered_in_two_minutes():
    theory = {name: deck for name, deck in READ.items() if deck.area == "theory"}
    assert len(theory) == 16
    assert {deck.settings.limit_s for deck in theory.values()} == {120}


def test_there_is_something_to_build_to_design_to_tell_and_to_rate():
    assert len(of_area("coding")) >= 8
    assert len(of_area("design")) >= 6
    assert {card.kind for card in of_area("behavioural")} == {Kind.PROMPT}
    skills = of_area("self-assessment")
    assert (len(skills), {card.kind for card in skills}) == (10, {Kind.SELF_ASSESSMENT})
    assert all(card.back for card in skills)
    assert skills[0].front.startswith("explain the bias")
    assert "gradient descent from scratch" in skills[1].front
    assert len(of_area("candidates-questions")) == 9


@pytest.mark.parametrize("card", of_area("design"), ids=lambda card: card.front[:40])
def test_a_design_is_walked_through_in_four_steps(card):
    assert re.findall(r"^(?:- )?\*\*([1-4])\b", card.back, re.MULTILINE) == ["1", "2", "3", "4"]
