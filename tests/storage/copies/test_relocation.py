"""A database moved out of a folder: whole or not at all, whoever is using it."""

import pytest
from histories import review

from flashcards.errors.files import CannotWrite
from flashcards.storage.copies.relocation import move_database
from flashcards.storage.database.engine import open_database, reading, sqlite_url, writing
from flashcards.storage.log.log import all_facts, append


@pytest.fixture
def place(tmp_path):
    """A database with a fact, that nobody has open."""
    place = tmp_path / "here" / "flash.db"
    engine = open_database(sqlite_url(place))
    with writing(engine) as connection:
        append(connection, [review()])
    engine.dispose()
    return place


def test_what_is_in_it_moves_and_the_old_one_goes(place, tmp_path):
    target = tmp_path / "there" / "flash.db"
    move_database(place, target)
    assert [path.name for path in place.parent.iterdir()] == ["moved-flash.db"]
    assert [path.name for path in target.parent.iterdir()] == ["flash.db"]
    with reading(open_database(sqlite_url(target))) as connection:
        assert list(all_facts(connection)) == [review()]


def test_a_half_copy_that_a_crash_left_is_made_anew(place, tmp_path):
    target = tmp_path / "there" / "flash.db"
    target.parent.mkdir()
    target.with_name(".flash.db.part").write_text("half")
    move_database(place, target)
    assert target.exists()


def test_a_damaged_one_stays_where_it_is(place, tmp_path):
    content = bytearray(place.read_bytes())
    content[5_000:9_000] = b"\xff" * 4_000
    place.write_bytes(content)
    with pytest.raises(CannotWrite):
        move_database(place, tmp_path / "there" / "flash.db")
    assert place.exists()
    assert not (tmp_path / "there" / "flash.db").exists()
