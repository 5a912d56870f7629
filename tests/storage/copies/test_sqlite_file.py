"""Copies of files to look at, and files put in the place of others."""

from itertools import count

import pytest
from damage import studied
from running import no_file_larger_than

from flashcards.errors.databases import DatabaseFailure
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.copies import salvage, sqlite_file
from flashcards.storage.copies.sqlite_file import copied, file_at, put_in_place

pytestmark = pytest.mark.only_sqlite("files")


def test_an_address_that_names_no_file_has_none(tmp_path):
    assert file_at(f"sqlite:///{tmp_path}/a.db") == tmp_path / "a.db"
    for address in ("", "no address", "sqlite://", "sqlite:///:memory:", "postgresql://x/y"):
        assert file_at(address) is None


def test_a_copy_has_what_the_file_has_and_goes_afterwards(tmp_path):
    database = studied(tmp_path)
    with copied(database) as copy:
        assert copy.read_bytes() == database.read_bytes()
        assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert not copy.exists()


def test_a_file_that_somebody_keeps_writing_to_is_not_looked_at(tmp_path, monkeypatch):
    """Each look at its size and time finds others."""
    database = studied(tmp_path)
    looks = count()
    monkeypatch.setattr(sqlite_file, "_seen", lambda _: next(looks))
    with (
        pytest.raises(DatabaseFailure, match="another program is writing to it"),
        copied(database),
    ):
        pass


def test_without_room_a_copy_and_a_sweep_say_where(tmp_path):
    database = studied(tmp_path)
    with no_file_larger_than(5_000):
        with pytest.raises(CannotWrite, match="/flash-"), copied(database):
            pass
        with pytest.raises(CannotWrite, match="swept"):
            list(salvage.salvaged_facts(database, tmp_path))
    salvage._lay_out(database, tmp_path / "work", 4_096)
    with (
        no_file_larger_than((tmp_path / "work").stat().st_size),
        pytest.raises(CannotWrite, match="work"),
    ):
        salvage._declare(tmp_path / "work", range(2, 400), "(a)")


def test_what_is_no_file_cannot_be_copied_or_replaced(tmp_path):
    (tmp_path / "folder/inside").mkdir(parents=True)
    (tmp_path / "new").touch()
    with pytest.raises(CannotRead), copied(tmp_path / "folder"):
        pass
    with pytest.raises(CannotWrite):
        put_in_place(tmp_path / "new", tmp_path / "folder")
