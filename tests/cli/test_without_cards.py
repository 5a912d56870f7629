"""A collection, a deck or an area without a card, without a backup: each screen says the same."""

import pytest
from collections_on_disk import deck
from running import failed, ok

NOTHING = "There are no cards yet. Next: flash add, or flash import FILE.md"


@pytest.fixture
def bare(root):
    """A collection of a folder without a card."""
    for file in root.rglob("*.md"):
        file.unlink()
    return root


def test_the_day_what_is_due_and_a_session_say_that_there_are_no_cards(bare):
    assert ok().lines[1:] == ok("due").lines == ok("review").lines == [NOTHING]
    assert ok("due", "--json").json["decks"] == []
    deck(bare, "Just text.\n")
    assert ok("due").lines == ok("review").lines == [NOTHING]


def test_a_session_of_what_is_not_due_does_not_say_so(root):
    assert ok("review", "--limit", 1, "--minutes", 0).out == "Nothing to review now.\n"
    assert root.is_dir()


def test_an_empty_collection_begins_with_writing_a_card(world):
    there = world / "new"
    assert ok("init", there, "--empty").lines[-1] == f"Next: flash -C {there} add"
    deck(there, "Q: one?\nA: 1\n")
    assert ok("init", there, "--empty").lines[-1] == f"Next: flash -C {there} review"


@pytest.mark.parametrize("name", ["area:theory", "deck:theory/plans", "deck:theory"])
def test_a_name_without_a_card_is_not_taken_for_a_slip(root, name):
    deck(root, "---\ntags: idle\n---\nJust text.\n", "theory/plans.md")
    said = f"No card matches `{name}`: it is there, but it has no cards."
    assert ok("list", name).lines == [said]


def test_where_no_backup_was_made_the_command_that_makes_one_is_named(root):
    assert ok("backup", "list").lines == ["There is no backup yet. Next: flash backup"]
    assert len(ok("backup", "list", "--format", "table").lines) == 1
    assert ok("backup", "list", "--json").json == []
    assert root.is_dir()


def test_a_mock_without_questions_says_what_brings_some(bare):
    assert failed("mock", "theory") == (
        "There are no theory questions to ask: bring some with `flash import starter`, or write"
        " `area: theory` at the top of a deck of yours."
    )
    assert bare.is_dir()
