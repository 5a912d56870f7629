"""What can be read of a damaged file: every fact on a page that is whole, whatever else is not."""

import gzip
import sqlite3
from contextlib import closing

import pytest
from damage import LONG, damages, execute, facts_in_log, forget_backups, studied
from hypothesis import given, settings

from flashcards.storage.copies import salvage
from flashcards.storage.copies.salvage import (
    facts_of_backup,
    ids_in_index,
    said_about,
    salvaged_facts,
)

PAGE = 4_096
pytestmark = pytest.mark.only_sqlite("pages of a file")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A database with a history on many pages: its bytes, its facts, and the page of each."""
    root = tmp_path_factory.mktemp("whole")
    database = studied(root, days=8)
    facts = facts_in_log(root)
    scratch = tmp_path_factory.mktemp("scratch")
    swept = salvage._swept(database, scratch, 0x0D, f"({', '.join(salvage.COLUMNS)})")
    salvage._lay_out(database, scratch / "work", PAGE)
    pages = list(salvage._pages_of_kind(PAGE, scratch / "work", 0x0D))
    page_of = {
        row[0].decode(): page
        for page, rows in zip(pages, swept, strict=True)
        for row in rows
        if isinstance(row[0], bytes)
    }
    return database.read_bytes(), facts, page_of


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


def saved(database, scratch):
    return {fact.stamp.id: fact for fact in salvaged_facts(database, scratch)}


@settings(max_examples=20)
@given(damage=damages())
def test_every_fact_on_a_page_that_was_not_touched_is_saved_as_it_was(whole, scratch, damage):
    content, facts, page_of = whole
    damaged, changed = damage(content)
    database = scratch / "damaged.db"
    database.write_bytes(damaged)
    touched = {offset // PAGE + 1 for offset in changed}
    safe = {id_ for id_ in facts if page_of[id_] not in touched}
    found = saved(database, scratch)
    assert {id_: found.get(id_) for id_ in safe} == {id_: facts[id_] for id_ in safe}
    assert database.read_bytes() == damaged


def test_facts_are_on_several_pages_so_that_the_law_says_something(whole):
    _, facts, page_of = whole
    assert len({page_of[id_] for id_ in facts}) >= 5


@pytest.mark.parametrize("zeroed", [16, 100, PAGE])
def test_without_header_or_schema_all_is_saved(whole, scratch, zeroed):
    content, facts, _ = whole
    database = scratch / "headless.db"
    database.write_bytes(bytes(zeroed) + content[zeroed:])
    assert saved(database, scratch) == facts
    assert set(said_about(database, scratch, {"machine"}.__contains__)) == {"machine"}


def test_a_page_whose_cells_are_no_longer_whole_gives_those_before_and_after(whole, scratch):
    """A record that claims to be longer than the page holds."""
    content, facts, page_of = whole
    page = max(page_of.values())
    own = [id_ for id_ in facts if page_of[id_] == page]
    assert len(own) > 2
    begin = (page - 1) * PAGE
    first_pointer = begin + 8
    middle = first_pointer + 2 * (len(own) // 2)
    cell = begin + int.from_bytes(content[middle : middle + 2], "big")
    database = scratch / "cell.db"
    database.write_bytes(content[:cell] + b"\xff\xff\x7f" + content[cell + 3 :])
    lost = set(facts) - set(saved(database, scratch))
    assert 1 <= len(lost) < len(own) - 1
    assert lost <= set(own)
    assert lost & set(ids_in_index(database, scratch))


def test_long_texts_go_over_pages_and_are_lost_alone(tmp_path):
    database = studied(tmp_path, LONG, days=1)
    facts = facts_in_log(tmp_path)
    content = database.read_bytes()
    last = content.rindex(b"because of 2 because of 2 because of 2")
    page = last // PAGE * PAGE
    database.write_bytes(content[:page] + b"\xff" * PAGE + content[page + PAGE :])
    found = saved(database, tmp_path)
    assert len(facts) - 2 <= len(found) < len(facts)
    assert all(facts[id_] == fact for id_, fact in found.items())


def test_what_only_the_write_ahead_log_holds_is_saved(tmp_path):
    database = studied(tmp_path / "cards")
    facts = facts_in_log(tmp_path / "cards")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("CREATE TABLE moved AS SELECT * FROM facts")
        connection.commit()
        log = database.with_name("flash.db-wal").read_bytes()
    stale = bytearray(log[32 : 32 + 24 + PAGE])
    stale[8:16] = bytes(8)
    for name, content in (("only.db", b""), ("only.db-wal", log + stale + log[32:40])):
        (tmp_path / name).write_bytes(content)
    assert saved(tmp_path / "only.db", tmp_path) == facts


def test_pages_of_another_size_are_read(tmp_path):
    database = studied(tmp_path / "cards")
    facts = facts_in_log(tmp_path / "cards")
    execute(database, "PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024", "VACUUM")
    assert salvage._page_sizes(database) == {1024, PAGE}
    assert saved(database, tmp_path) == facts


def test_rows_of_other_tables_and_texts_that_are_none_are_no_facts(tmp_path):
    database = studied(tmp_path / "cards")
    facts = facts_in_log(tmp_path / "cards")
    execute(
        database,
        "DROP TRIGGER facts_stay",
        "UPDATE facts SET source = CAST(x'ff' AS TEXT) WHERE kind = 'review'",
    )
    reviews = [id_ for id_, fact in facts.items() if hasattr(fact, "rating")]
    assert set(saved(database, tmp_path)) == set(facts) - set(reviews)


def test_nothing_comes_of_nothing(tmp_path):
    (tmp_path / "empty.db").touch()
    for name in ("empty.db", "gone.db"):
        assert saved(tmp_path / name, tmp_path) == {}
        assert list(ids_in_index(tmp_path / name, tmp_path)) == []


def test_the_index_knows_every_fact_but_those_between_its_pages(whole, scratch):
    content, facts, _ = whole
    (scratch / "index.db").write_bytes(content)
    known = set(ids_in_index(scratch / "index.db", scratch))
    assert known <= set(facts)
    assert len(known) > 0.8 * len(facts)


def test_a_backup_is_read_packed_or_not_and_as_far_as_it_can_be(tmp_path):
    database = studied(tmp_path / "cards")
    facts = facts_in_log(tmp_path / "cards")
    packed = gzip.compress(database.read_bytes())
    (tmp_path / "a.db.gz").write_bytes(packed)
    (tmp_path / "half.db.gz").write_bytes(packed[: len(packed) // 2])
    for path in (database, tmp_path / "a.db.gz"):
        assert {fact.stamp.id: fact for fact in facts_of_backup(path)} == facts
    assert {fact.stamp.id for fact in facts_of_backup(tmp_path / "half.db.gz")} <= set(facts)
    assert list(facts_of_backup(tmp_path / "gone.db.gz")) == []
    forget_backups(tmp_path / "cards")
