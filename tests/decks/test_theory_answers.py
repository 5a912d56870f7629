"""The form of theory answers: a core, points to say, an example; short enough to be told."""

import re
from itertools import pairwise

import pytest

from decks.theory import (
    CORE,
    DECKS,
    NUMBER,
    THEORY,
    answer,
    cards,
    split,
    spoken_words,
    written_words,
)
from flashcards.core.decks.points import points_of

SECONDS = 120
WORDS_A_MINUTE = 140
NEEDS = [
    ("probability-and-bayes", "statistics-and-evaluation", "confidence-and-tests"),
    ("statistics-and-evaluation", "linear-models", "optimisation", "neural-networks"),
    ("linear-algebra", "linear-models"),
    ("linear-algebra", "unsupervised"),
    ("optimisation", "trees-and-ensembles", "data-and-features", "sql-and-data"),
    ("optimisation", "ranking-and-recommenders"),
    ("neural-networks", "attention", "transformer-block", "large-language-models"),
    ("probability-and-bayes", "large-language-models"),
    ("ranking-and-recommenders", "deployment"),
    ("large-language-models", "deployment"),
]
"""Decks of which the later ones use what the earlier ones explain."""

every_card = pytest.mark.parametrize("card", list(cards()), ids=lambda card: card.front)


@every_card
def test_an_answer_is_a_bold_sentence_then_three_to_five_points_then_more(card):
    parts = CORE.match(answer(card) + "\n")
    assert parts
    core, points, rest = parts.groups()
    assert re.fullmatch(r"[^\n].*\.", core, re.DOTALL)
    assert not re.search(r"\.\s", core), "one sentence"
    items = re.findall(r"^- ", points, re.MULTILINE)
    assert 3 <= len(items) <= 5
    assert len(points_of(card)) == len(items)
    assert rest.strip()
    assert "\n- " not in rest
    assert "**" not in rest


@every_card
def test_an_answer_shows_a_formula_or_code_and_an_example_with_figures(card):
    _, formulas = split(answer(card))
    assert formulas or "```" in card.back
    assert len(re.findall(NUMBER, CORE.match(answer(card) + "\n")[3])) >= 2


@every_card
def test_an_answer_has_90_to_170_words(card):
    assert 90 <= written_words(answer(card)) <= 170


@every_card
def test_an_answer_is_told_in_two_minutes_its_formulas_spoken(card):
    assert spoken_words(answer(card)) <= WORDS_A_MINUTE * SECONDS / 60


def test_words_are_counted_as_the_module_says():
    text = "**It is 0.25.** Then\n\n- $\\frac{a}{b} = 12.5$ is (so) – `x` said.\n\n| a | b |\n"
    assert written_words(text) == 10
    assert spoken_words("It is 0.25, or 312.06, or 10,000") == 2 + 4 + 1 + 7 + 1 + 2
    assert spoken_words("$\\frac{a}{b} = 12.5$") == 3 + 1 + 3
    assert spoken_words("A well-known $\\text{softmax}(QK^\\top)$") == 3 + 2 + 4
    assert spoken_words("$\\sum_{i=1}^n \\beta_i x_i^2 \\le 1$") == 8 + 3 + 5 + 2


def test_exactly_thirty_questions_are_core_and_ninety_stand_in_all():
    assert sum("core" in card.tags for card in cards()) == 30
    assert len(list(cards())) >= 90


def order(name):
    text = (DECKS / "theory" / f"{name}.md").read_text(encoding="utf-8")
    return int(re.search(r"\A---\n(?:.+\n)*?order: (\d+)\n", text)[1])


def test_what_a_card_needs_first_stands_in_a_deck_of_a_lower_order():
    orders = {name: order(name) for name in THEORY}
    assert len(set(orders.values())) == len(THEORY)
    for chain in NEEDS:
        assert all(orders[first] < orders[second] for first, second in pairwise(chain)), chain
