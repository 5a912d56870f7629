"""The words of `flash list`."""

from dataclasses import replace
from datetime import date

import pytest

from flashcards.core.card import Card, Kind, Source
from flashcards.core.deck import DeckSettings
from flashcards.core.decks.query import Query
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule, State

TODAY = date(2026, 1, 5)
CARD = Card(
    "ab12", Kind.QUESTION, "What is Bias?", "An error.", Source("t/s.md", 3), tags=("exam",)
)
NEW = KnownCard(CARD, "theory/stats", "theory", DeckSettings(tags=("ml",)))
DUE = replace(NEW, schedule=Schedule(State.REVIEW, due_on=TODAY))
LATER = replace(NEW, schedule=Schedule(State.REVIEW, due_on=date(2026, 1, 6)))
LEARNING = replace(NEW, schedule=Schedule(State.LEARNING, due_on=TODAY))
SUSPENDED = replace(DUE, schedule=replace(DUE.schedule, suspended=True))
BURIED = replace(DUE, schedule=replace(DUE.schedule, buried_on=TODAY))
IN_SUSPENDED_DECK = replace(DUE, settings=DeckSettings(suspended=True))


def admitted(word):
    """The cards that a word admits, by name."""
    cards = {"new": NEW, "due": DUE, "later": LATER, "learning": LEARNING,
             "suspended": SUSPENDED, "buried": BURIED, "resting": IN_SUSPENDED_DECK}  # fmt: skip
    return {name for name, known in cards.items() if Query((word,)).admits(known, TODAY)}


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("is:new", {"new"}),
        ("is:learning", {"learning"}),
        ("is:due", {"due"}),
        ("is:review", {"due", "later", "suspended", "buried", "resting"}),
        ("is:suspended", {"suspended", "resting"}),
        ("is:buried", {"buried"}),
    ],
)
def test_states_admit_their_cards(word, names):
    assert admitted(word) == names


@pytest.mark.parametrize(
    "word",
    ["bias", "BIAS", "error", "deck:theory", "deck:theory/stats", "area:theory", "tag:exam",
     "tag:ml", "kind:question"],
)  # fmt: skip
def test_words_that_hold(word):
    assert Query((word,)).admits(NEW, TODAY)


@pytest.mark.parametrize(
    "word", ["variance", "deck:theo", "area:design", "tag:exa", "kind:cloze", "deck:", "is:"]
)
def test_words_that_do_not_hold(word):
    assert not Query((word,)).admits(NEW, TODAY)


def test_all_words_must_hold():
    assert Query(("bias", "tag:exam")).admits(NEW, TODAY)
    assert not Query(("bias", "tag:other")).admits(NEW, TODAY)
    assert Query().admits(NEW, TODAY)


def test_states_that_mean_nothing_are_named():
    assert Query(("is:new", "is:old", "word")).unknown_words() == ("old",)


def test_a_card_has_its_decks_tags_and_limit_unless_it_has_its_own():
    assert NEW.tags == ("ml", "exam")
    slow = replace(NEW, settings=DeckSettings(limit_s=60))
    assert (NEW.limit_s, slow.limit_s) == (None, 60)
    assert replace(slow, card=replace(CARD, limit_s=5)).limit_s == 5


def test_self_assessments_are_graded_to_five_and_prompts_are_not_asked():
    skill = replace(NEW, card=replace(CARD, kind=Kind.SELF_ASSESSMENT))
    assert (NEW.highest_rating, skill.highest_rating) == (4, 5)
    assert NEW.is_asked
    assert not replace(NEW, card=replace(CARD, kind=Kind.PROMPT)).is_asked
