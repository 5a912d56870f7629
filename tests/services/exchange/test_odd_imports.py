"""Sources and folders that an import refuses, or leaves aside, in one sentence."""

import os

import pytest
from collections_on_disk import THREE, at, deck, opened

from flashcards.errors.imports import BadlyNamed
from flashcards.services.exchange.import_.decks import Fate
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources

BANK = THREE.replace("one", "eins")


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        yield collection


@pytest.fixture
def notes(tmp_path):
    """A folder elsewhere."""
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def bring(collection, *sources, minutes=1, **wishes):
    moment = at(minutes=minutes)
    return import_sources(collection, moment, list(map(str, sources)), ImportWishes(**wishes))


def fates(done):
    return {planned.path: planned.fate for planned in done.decks}


def odd(folder, name=b"\xff.md"):
    """A path whose name is not UTF-8; not every file system has such names."""
    path = folder / os.fsdecode(name)
    try:
        path.mkdir() if b"." not in name else path.write_text(BANK)
    except OSError:
        pytest.skip("this file system has no such names")
    return path


def test_a_file_whose_name_is_not_utf_8_is_left_aside_and_the_others_come(collection, notes):
    deck(notes, BANK, "bank.md")
    path = odd(notes)
    done = bring(collection, notes)
    assert fates(done) == {"notes/bank.md": Fate.NEW}
    assert [one.rpartition("/")[2] for one in done.unread] == [
        r"\xff.md (its name is not UTF-8): rename it."
    ]
    with pytest.raises(BadlyNamed):
        bring(collection, path)


def test_a_folder_whose_name_is_not_utf_8_may_be_above_a_source(collection, notes):
    above = odd(notes, b"\xff")
    deck(above, "Q: ?\nA: ![a](a.png)\n", "a.md")
    (above / "a.png").write_bytes(b"picture")
    deck(above, BANK, "bank.md")
    assert fates(bring(collection, above / "bank.md")) == {"bank.md": Fate.NEW}
    assert fates(bring(collection, above / "bank.md")) == {"bank.md": Fate.UNCHANGED}
    assert fates(bring(collection, above)) == {"-xff/a.md": Fate.NEW, "bank.md": Fate.UNCHANGED}
