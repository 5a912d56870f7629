"""The forgetting curve of a card: it falls between answers, and says what the card's row says."""

import pytest
from collections_on_disk import at, deck, opened
from hypothesis import given
from hypothesis import strategies as some

from flashcards.services.decks.card_names import find_card
from flashcards.services.decks.forgetting import forgetting_curve
from flashcards.services.decks.show import show
from flashcards.services.study.answer import Grade, answer

NAME = "numbers:1"
GAPS = some.lists(some.tuples(some.integers(0, 60), some.integers(1, 4)), min_size=1, max_size=6)


def curve_after(root, answers, later):
    """The curve so many days after answers, each some days after the one before; and the row."""
    deck(root, "Q: one?\nA: 1\n")
    with opened(root) as collection:
        days = 0
        for gap, grade in answers:
            days += gap
            answer(collection, at(days=days), find_card(collection, NAME).card.id, Grade(grade))
        moment = at(days=days + later)
        known, found = find_card(collection, NAME), show(collection, moment, NAME)
        return forgetting_curve(collection, moment, known, found.history), found.row


@given(GAPS, some.integers(0, 90))
def test_it_falls_between_answers_and_agrees_with_the_row(tmp_path_factory, answers, later):
    curve, row = curve_after(tmp_path_factory.mktemp("c"), answers, later)
    assert curve.today.recall == pytest.approx(row.retrievability, abs=2e-3)
    assert len(curve.answers) == len(answers)
    days = [one.days for one in curve.points]
    assert days == sorted(days)
    assert days[-1] >= max(curve.today.days, curve.due.days if curve.due else 0)
    rises = sum(a.recall < b.recall for a, b in zip(curve.points, curve.points[1:], strict=False))
    assert rises <= len(answers) - 1
    assert all(0 < one.recall <= 1 for one in curve.points)


def test_a_card_without_answers_has_none(tmp_path):
    deck(tmp_path, "Q: one?\nA: 1\n")
    with opened(tmp_path) as collection:
        known = find_card(collection, NAME)
        assert forgetting_curve(collection, at(), known, ()) is None
