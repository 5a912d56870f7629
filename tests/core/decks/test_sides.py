"""What a card shows."""

import pytest

from flashcards.core.decks.parse import parse_deck
from flashcards.core.decks.sides import Sides, sides


def shown(text):
    """The sides of every card in a deck."""
    return [sides(card) for card in parse_deck(text, "deck.md").cards]


def test_a_question_shows_both_sides_as_they_are_written():
    answer = "| a | b |\n|---|---|\n\n```py\nx = 1\n```\n\n- [link](x) and $a_b$"
    assert shown(f"Q: one?\nA: {answer}\n") == [Sides("one?", answer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A [mean] or [median]", ["A […] or median", "A mean or […]"]),
        ("See [a](b), [x^2] and $[1]$.", ["See [a](b), […] and $[1]$."]),
        ("Code [`a[0]`] here", ["Code […] here"]),
    ],
)  # fmt: skip
def test_a_cloze_shows_a_gap_for_what_is_asked_and_the_text_of_the_others(text, expected):
    assert [one.question for one in shown(f"C: {text}\n")] == expected


def test_a_cloze_answers_with_all_of_its_text():
    assert {one.answer for one in shown("C: The [mean] or [median].\n")} == {"The mean or median."}


def test_the_section_of_a_heading_in_a_list_item_is_not_shown_as_code():
    text = "---\ncards: headings\nlevel: 3\n---\n10. ### Why?\n\n    Because.\n\n        code\n"
    assert shown(text) == [Sides("Why?", "Because.\n\n    code")]
