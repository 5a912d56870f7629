"""Where a machine keeps what belongs to a collection but not into its folder."""

import pytest
from collections_on_disk import MORNING, deck, opened
from platformdirs import user_data_path

from flashcards.services.home import home, home_of
from flashcards.services.opening import open_collection
from flashcards.services.place import Whereabouts


@pytest.mark.only_sqlite("a database in the collection's folder")
def test_it_is_in_the_data_folder_and_says_whose_it_is(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        found = home(collection)
    assert found.parent == user_data_path("flash", appauthor=False) / "collections"
    assert found.name.startswith(f"{tmp_path.name}-"[:40])
    assert found == home_of(str(tmp_path))


def test_two_folders_of_one_name_have_two(tmp_path):
    assert home_of(str(tmp_path / "a" / "decks")) != home_of(str(tmp_path / "b" / "decks"))


@pytest.mark.only_sqlite("relative and absolute paths of files")
def test_a_database_that_was_named_has_its_own_whatever_the_folder(tmp_path, monkeypatch):
    deck(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = []
    for address in ("sqlite:///apart.db", f"sqlite:///{tmp_path}/apart.db"):
        whereabouts = Whereabouts(tmp_path, tmp_path, address)
        with open_collection(whereabouts, MORNING) as collection:
            found.append(home(collection))
    assert found == [home_of(str(tmp_path / "apart.db"))] * 2
