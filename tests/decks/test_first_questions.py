"""The questions that came first are asked word for word: an edited answer keeps its history."""

from pathlib import Path

from decks.theory import cards

FIRST = Path(__file__).with_name("first_questions.txt").read_text(encoding="utf-8").splitlines()


def test_the_first_49_questions_are_still_asked():
    assert len(set(FIRST)) == 49
    assert set(FIRST) - {card.front for card in cards()} == set()
