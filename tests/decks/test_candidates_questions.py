"""What candidates ask: nine questions, one by one, each with sentences that one would say."""

import re
from pathlib import Path

import pytest

from decks.theory import CORE, DECKS, read
from flashcards.core.decks.matching.face import faces
from flashcards.core.decks.matching.reconcile import matched
from flashcards.core.decks.matching.similarity import similar
from flashcards.core.decks.parse import parse_deck

CARDS = read(DECKS / "candidates-questions.md").cards
FIRST = Path(__file__).with_name("first_candidates_questions.md").read_text(encoding="utf-8")
SUBJECTS = (
    *("hours a day", "company I want most", "PhD", "LeetCode", "Python", "do not know"),
    *("take-home", "offers", "rejection"),
)


def test_the_nine_questions_are_asked_in_their_order():
    assert len(CARDS) == 9
    assert all(subject in card.front for subject, card in zip(SUBJECTS, CARDS, strict=True))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.front[:40])
def test_an_answer_is_a_sentence_then_points_then_what_one_would_say(card):
    core, points, rest = CORE.match(card.back + "\n").groups()
    assert not re.search(r"\.\s", core)
    assert 3 <= len(re.findall(r"^- ", points, re.MULTILINE)) <= 5
    assert re.search(r'"[^"]+[.?…]"', rest)


def test_each_question_that_was_asked_first_goes_on_in_the_one_in_its_place():
    first = parse_deck(FIRST, "candidates-questions.md").cards
    pairs = matched(list(faces(first)), list(faces(CARDS)), (), similar)
    went_on = {pair.old.question: pair.new.question for pair in pairs}
    assert went_on == {was.front: now.front for was, now in zip(first, CARDS, strict=True)}
