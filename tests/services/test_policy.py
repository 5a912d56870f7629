"""Schedules follow the policy: settings, what a deck sets itself, and the deck a card stands in."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened

from flashcards.services.log.rebuild import rebuild
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_card

CARD = "Q: one?\nA: 1\n"


def due_on(root):
    """The due day of the only card, as the database has it when opened, and as a rebuild does."""
    with opened(root) as collection:
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before
        with reading(collection.engine) as connection:
            return known_card(connection, ids(collection)[0]).schedule.due_on


@pytest.fixture
def root(tmp_path):
    """A collection of one card, answered Easy twice."""
    deck(tmp_path, CARD)
    with opened(tmp_path) as collection:
        for days in (0, 8):
            answer(collection, at(days=days), ids(collection)[0], Grade(4))
    return tmp_path


def test_a_changed_setting_replays_every_schedule(root):
    before = due_on(root)
    (root / "flash.toml").write_text("retention = 0.97\n")
    assert due_on(root) < before
    (root / "flash.toml").write_text("")
    assert due_on(root) == before


def test_a_changed_front_matter_replays_the_schedules_of_its_deck(root):
    before = due_on(root)
    deck(root, f"---\nretention: .97\n---\n{CARD}")
    sooner = due_on(root)
    assert sooner < before
    deck(root, f"---\nretention: .97\nmaximum_interval_days: 3\n---\n{CARD}")
    assert due_on(root) < sooner
    deck(root, CARD)
    assert due_on(root) == before


def test_a_card_moved_into_another_deck_gets_its_policy(root):
    before = due_on(root)
    deck(root, "", "numbers.md")
    deck(root, f"---\nretention: .97\n---\n{CARD}", "strict.md")
    assert due_on(root) < before


def test_an_orphan_of_a_deck_with_its_own_policy_has_the_collections(root):
    deck(root, f"---\nretention: .97\n---\n{CARD}")
    due_on(root)
    deck(root, "no card any more\n")
    with opened(root) as collection:
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before


def test_a_deck_of_self_assessments_can_do_without_learning_steps(tmp_path):
    deck(tmp_path, "---\nlearning_steps: []\n---\nS: Explain dropout\nwithout notes\n")
    with opened(tmp_path) as collection:
        (card,) = ids(collection)
        assert not answer(collection, at(), card, Grade(3)).schedule.in_steps
