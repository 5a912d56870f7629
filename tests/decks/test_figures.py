"""Every figure of the theory decks follows from those beside it, or is known."""

from importlib import import_module

import pytest
from decks.figures import Figures, flaws

from decks.theory import THEORY

TABLES = {name: import_module(f"decks.numbers.{name.replace('-', '_')}").FIGURES for name in THEORY}
ASKED = [(name, card) for name, deck in THEORY.items() for card in deck.cards]


@pytest.mark.parametrize(("deck", "card"), ASKED, ids=[card.front for _, card in ASKED])
def test_a_figure_is_computed_given_or_known(deck, card):
    assert list(flaws(card, TABLES[deck].get(card.front, Figures()))) == []


def test_a_table_has_no_question_that_its_deck_does_not_ask():
    for name, table in TABLES.items():
        assert not table.keys() - {card.front for card in THEORY[name].cards}, name
