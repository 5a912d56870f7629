"""A collection copied between databases, and what proves that nothing changed."""

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened, place_of
from databases import database_at
from histories import histories
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text

from flashcards.errors.copies import CopyDiffers, CopyingOntoItself, NotEmpty
from flashcards.errors.databases import NoDatabaseThere, NotADatabase
from flashcards.errors.files import CannotWrite
from flashcards.errors.servers import CannotConnect, NoDatabaseUrl
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.opening import copy as copying
from flashcards.services.opening.copy import copy
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import (
    open_database,
    open_existing,
    reading,
    sqlite_url,
    writing,
)
from flashcards.storage.log import log
from flashcards.storage.log.log import all_facts, machine


@pytest.fixture
def root(tmp_path):
    """A collection with three cards and two answers."""
    root = tmp_path / "cards"
    deck(root)
    with opened(root) as collection:
        for card in ids(collection)[:2]:
            answer(collection, at(), card, Grade(3))
    return root


def source_of(root):
    """How the collection is named to `copy`: by its folder, or by the run's database."""
    return place_of(root).address or str(root)


def facts_in(address):
    engine = open_existing(address)
    with reading(engine) as connection:
        found = list(all_facts(connection))
    engine.dispose()
    return found


def test_a_copy_has_every_fact_and_schedule_and_its_own_machine(root, tmp_path):
    target = database_at(tmp_path / "copy.db")
    done = copy(source_of(root), str(target), MORNING)
    assert (done.facts, done.schedules) == (4, 2)
    there = open_collection(Place.at(root, str(target)), MORNING)
    with opened(root) as one, there as other:
        assert dump(one, "schedules", "cards", "facts") == (
            dump(other, "schedules", "cards", "facts")
        )
        before = dump(other)
        rebuild(other)
        assert dump(other) == before
        with reading(one.engine) as mine, reading(other.engine) as theirs:
            assert machine(mine) != machine(theirs)
        undo(other, at(minutes=1))
        answer(one, at(minutes=1), ids(one)[2], Grade(1))
        assert len(facts_in(target)) == 5


def test_facts_come_back_bit_for_bit_from_copy_to_copy(tmp_path_factory):
    @settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(histories())
    def come_back(facts):
        folder = tmp_path_factory.mktemp("copies")
        there, back = database_at(folder / "there.db"), sqlite_url(folder / "back.db")
        first = open_database(sqlite_url(folder / "first.db"))
        with writing(first) as connection:
            log.append(connection, facts)
        first.dispose()
        done = copy(str(folder / "first.db"), str(there), MORNING)
        again = copy(str(there), str(folder / "back.db"), MORNING)
        assert (done.digest, done.facts) == (again.digest, again.facts)
        assert facts_in(back) == facts_in(sqlite_url(folder / "first.db"))

    come_back()


def test_progress_is_told_to_the_end(root, tmp_path):
    told = []
    copy(source_of(root), str(tmp_path / "copy.db"), MORNING, lambda *said: told.append(said))
    assert told[-1][0] == told[-1][1] > 4
    assert told == sorted(told)


def test_a_folder_gets_its_own_database(root, tmp_path):
    (tmp_path / "empty").mkdir()
    done = copy(source_of(root), str(tmp_path / "empty"), MORNING)
    assert done.target == str(tmp_path / "empty/.flash/flash.db")
    back = copy(str(tmp_path / "empty"), str(tmp_path / "copy.db"), MORNING)
    assert back.digest == done.digest


def test_what_the_copy_knew_of_decks_gives_way(root, tmp_path):
    target = database_at(tmp_path / "copy.db")
    deck(tmp_path / "other", "Q: else?\nA: x\n", "other.md")
    with open_collection(Place.at(tmp_path / "other", str(target)), MORNING):
        pass
    copy(source_of(root), str(target), MORNING)
    with open_collection(Place.at(root, str(target)), MORNING) as collection:
        assert len(ids(collection)) == 3


def test_a_database_with_a_history_is_not_copied_into(root, tmp_path):
    other = tmp_path / "other"
    deck(other)
    with opened(other) as collection:
        answer(collection, at(), ids(collection)[0], Grade(1))
    before = facts_in_folder(other)
    with pytest.raises(NotEmpty, match="log of 2 facts already: join both with `flash merge`"):
        copy(source_of(root), source_of(other), MORNING)
    assert facts_in_folder(other) == before


def facts_in_folder(root):
    with opened(root) as collection, reading(collection.engine) as connection:
        return list(all_facts(connection))


def test_a_database_is_not_copied_onto_itself(root):
    with pytest.raises(CopyingOntoItself, match="name another one to copy it to"):
        copy(source_of(root), source_of(root), MORNING)


@pytest.mark.parametrize("place", ["nowhere", "nowhere.db", "empty"])
def test_what_is_not_there_cannot_be_copied_and_is_not_made(tmp_path, place):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoDatabaseThere, match="There is no database of flash at"):
        copy(str(tmp_path / place), str(tmp_path / "copy.db"), MORNING)
    assert {path.name for path in tmp_path.iterdir()} == {"empty"}


def test_what_is_no_database_cannot_be_copied(root, tmp_path):
    (tmp_path / "notes.txt").write_text("dear diary")
    (tmp_path / "nothing.db").write_bytes(b"")
    with pytest.raises(NotADatabase):
        copy(str(tmp_path / "notes.txt"), str(tmp_path / "copy.db"), MORNING)
    with pytest.raises(NoDatabaseThere):
        copy(str(tmp_path / "nothing.db"), str(tmp_path / "copy.db"), MORNING)
    with pytest.raises(NoDatabaseUrl):
        copy("nonsense://x", str(tmp_path / "copy.db"), MORNING)
    with pytest.raises(CannotWrite):
        copy(source_of(root), str(tmp_path / "notes.txt/x.db"), MORNING)


def test_a_server_that_is_not_there_is_told(root, tmp_path):
    pytest.importorskip("psycopg")
    with pytest.raises(CannotConnect):
        copy(source_of(root), f"postgresql://x@/x?host={tmp_path}", MORNING)


def test_a_failure_in_the_middle_leaves_the_copy_empty(root, tmp_path):
    def fails(done, total):
        raise ZeroDivisionError

    target = database_at(tmp_path / "copy.db")
    with pytest.raises(ZeroDivisionError):
        copy(source_of(root), str(target), MORNING, fails)
    assert facts_in(target) == []
    assert copy(source_of(root), str(target), MORNING).facts == 4


def test_a_copy_that_would_differ_is_not_kept(root, tmp_path, monkeypatch):
    def forgets(source, target, progress):
        copy_tables(source, target, progress)
        target.execute(text("UPDATE schedules SET stability = stability * 1.0000001"))

    copy_tables = copying.copy_tables
    monkeypatch.setattr(copying, "copy_tables", forgets)
    target = database_at(tmp_path / "copy.db")
    with pytest.raises(CopyDiffers, match="so nothing was written"):
        copy(source_of(root), str(target), MORNING)
    assert facts_in(target) == []
