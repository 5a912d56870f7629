"""The doctor where the database is a file and where it is on a server."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened, place_of
from sqlalchemy import text

from flashcards.services.doctor.examination import examine
from flashcards.services.doctor.finding import Check
from flashcards.services.doctor.repair import repair
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import writing

NOW = at(days=2)


@pytest.fixture
def root(tmp_path):
    """A collection with a history."""
    deck(tmp_path)
    with opened(tmp_path) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(3))
    return tmp_path


def problems(report):
    return [one.message for one in report.findings if one.is_problem]


def harm(root, statement):
    with opened(root) as collection, writing(collection.engine) as connection:
        connection.execute(text(statement))


def test_all_is_well_and_every_check_is_made(root):
    report = examine(place_of(root), NOW)
    assert problems(report) == []
    assert report.checked == tuple(Check)
    assert repair(place_of(root), NOW).repairs == ()


def test_a_collection_that_was_never_used_is_well(tmp_path):
    deck(tmp_path)
    report = repair(place_of(tmp_path), NOW)
    assert problems(report) == []
    assert any("there is no database yet" in one.message for one in report.findings)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM schedules",
        "UPDATE schedules SET reps = 7",
        "UPDATE cards SET front = 'else'",
        "INSERT INTO edges (old, new) VALUES ('a', 'b')",
        "DELETE FROM about WHERE key = 'machine'",
    ],
)
def test_what_was_changed_by_hand_is_put_right(root, statement):
    with opened(root) as collection:
        before = dump(collection, "schedules", "cards", "edges")
    harm(root, statement)
    assert len(problems(examine(place_of(root), NOW))) >= 1
    assert problems(repair(place_of(root), NOW)) == []
    with opened(root) as collection:
        assert dump(collection, "schedules", "cards", "edges") == before
    assert repair(place_of(root), NOW).repairs == ()


def test_a_look_changes_nothing(root):
    with opened(root) as collection:
        harm(root, "UPDATE schedules SET reps = 7")
        tables = ("facts", "schedules", "cards", "files", "about")
        before = dump(collection, *tables)
        deck(root, "Q: new?\nA: yes\n", "new.md")
        examine(place_of(root), NOW)
        assert dump(collection, *tables) == before
