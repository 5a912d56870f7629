"""Every figure of the theory decks follows from those beside it, or is known.

Of the designs, the builds and the exercises, what is calculated is right.
"""

from importlib import import_module

import pytest
from decks.figures import Figures, flaws

from decks.theory import DECKS, THEORY, read

TABLES = {name: import_module(f"decks.numbers.{name.replace('-', '_')}").FIGURES for name in THEORY}
ASKED = [(name, card) for name, deck in THEORY.items() for card in deck.cards]
OTHERS = {
    area: [card for path in sorted((DECKS / folder).glob("*.md")) for card in read(path).cards]
    for folder, area in (("design", "designs"), ("coding", "coding"))
}
CALCULATED = [
    pytest.param(cards, begins, figures, id=begins)
    for name, cards in OTHERS.items()
    for begins, figures in import_module(f"decks.numbers.{name}").FIGURES.items()
]


@pytest.mark.parametrize(("deck", "card"), ASKED, ids=[card.front for _, card in ASKED])
def test_a_figure_is_computed_given_or_known(deck, card):
    assert list(flaws(card, TABLES[deck].get(card.front, Figures()))) == []


@pytest.mark.parametrize(("cards", "begins", "figures"), CALCULATED)
def test_what_a_design_a_build_or_an_exercise_calculates_is_right(cards, begins, figures):
    (card,) = (card for card in cards if card.front.startswith(begins))
    assert list(flaws(card, figures, is_whole=False)) == []


def test_a_table_has_no_question_that_its_deck_does_not_ask():
    for name, table in TABLES.items():
        assert not table.keys() - {card.front for card in THEORY[name].cards}, name
