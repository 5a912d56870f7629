"""Where a collection and all that belongs to it is, found once; nothing is made or moved by it."""

from itertools import count
from operator import attrgetter

import pytest
from collections_on_disk import MORNING, deck, opened
from damage import look_of
from hypothesis import given
from hypothesis import strategies as st
from platformdirs import user_data_path

from flashcards.errors.servers import DatabaseNotServed, NoDatabaseUrl, ReservedSchema
from flashcards.services.opening.open import open_collection
from flashcards.services.own_database import database_file, missing_database
from flashcards.services.place import Place, home_of, own_folder, passes_over
from flashcards.storage.database.engine import address_at, address_of

PATHS = ("settings_file", "hidden", "logs", "inside", "outside", "home", "backups", "recordings")
NAMES = st.sampled_from(["a", "b", "decks", "übung", "x y"])
FOLDERS = st.lists(NAMES, max_size=3)
MARKS = st.sampled_from(["flash.toml", ".flash/flash.db", "decks/one.md", "one.md"])
DATABASES = st.sampled_from(["sqlite:///{}/apart.db", "postgresql://anna@nowhere/cards"])


@st.composite
def worlds(draw):
    """Files below a folder, by their paths, and the folder in it that one is in."""
    files = draw(st.lists(st.builds(lambda below, mark: [*below, mark], FOLDERS, MARKS)))
    return ["/".join(file) for file in files], "/".join(draw(FOLDERS))


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A new folder whenever one is asked for."""
    return (tmp_path_factory.mktemp("world") / str(number) for number in count())


@given(worlds(), st.none() | DATABASES)
def test_finding_a_place_makes_and_moves_nothing(folders, world, database):
    files, below = world
    root = next(folders)
    (root / below).mkdir(parents=True)
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("Q: one?\nA: 1\n" if file.endswith(".md") else "")
    before = look_of(root, user_data_path())
    for named in (None, root):
        place = Place.found(root / below, named, database and database.format(root))
        attrgetter(*PATHS)(place)
        passes_over(place, root / below)
        missing_database(place)
        for synced in (False, True):
            place.database(synced=synced)
    assert look_of(root, user_data_path()) == before


@given(st.sampled_from(["flash.toml", ".flash/flash.db"]), FOLDERS)
def test_from_every_folder_inside_a_collection_its_place_is_the_same(folders, mark, below):
    root = next(folders)
    (root / mark).parent.mkdir(parents=True)
    (root / mark).touch()
    inside = root.joinpath(*below)
    inside.mkdir(parents=True, exist_ok=True)
    place = Place.found(inside)
    assert place == Place.found(root) == Place.found(inside, named=root) == Place.at(root)
    assert place == Place.at(inside.joinpath(*(".." for _ in below)))


def test_where_no_folder_leads_the_users_own_collection_is_meant(tmp_path):
    place = Place.found(tmp_path)
    assert (place.root, place.is_default) == (own_folder(), True)
    assert not passes_over(place, tmp_path)
    deck(tmp_path)
    assert passes_over(place, tmp_path)
    assert not passes_over(Place.at(tmp_path), tmp_path)


@pytest.mark.parametrize("there", ["", "inside", "outside", "inside outside"])
@pytest.mark.parametrize("synced", [False, True])
def test_the_own_database_is_where_it_is_or_else_where_it_belongs(tmp_path, there, synced):
    place = Place.at(tmp_path)
    for name in there.split():
        getattr(place, name).parent.mkdir(parents=True)
        getattr(place, name).touch()
    belongs = "outside" if synced else "inside"
    expected = belongs if belongs in there.split() else (there or belongs)
    assert place.database(synced=synced) == getattr(place, expected)


@pytest.mark.only_sqlite("a database in the collection's folder")
def test_it_is_in_the_data_folder_and_says_whose_it_is(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        found = collection.place.home
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
        place = Place.at(tmp_path, address)
        with open_collection(place, MORNING) as collection:
            found.append(collection.place.home)
    assert found == [home_of(str(tmp_path / "apart.db"))] * 2


def test_the_home_is_known_before_the_database_is_opened(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        place, address = collection.place, address_of(collection.engine)
    named = place.address or f"sqlite:///{database_file(place)}"
    assert address_at(named) == address
    assert Place.at(tmp_path, named).home == home_of(address)


def test_the_home_of_a_server_knows_no_password_and_needs_no_server():
    addresses = [f"postgresql://anna{word}@nowhere/cards" for word in ("", ":s3cret")]
    plain, secret = map(address_at, addresses)
    assert plain == secret == address_at("postgresql+psycopg://anna@nowhere/cards?schema=flash")
    assert "s3cret" not in plain


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("nonsense", NoDatabaseUrl),
        ("sqlite://", NoDatabaseUrl),
        ("mysql+pymysql://there/cards", DatabaseNotServed),
        ("postgresql://there/cards?schema=pg_mine", ReservedSchema),
    ],
)
def test_a_wrong_address_has_no_home(tmp_path, address, refused):
    place = Place.at(tmp_path, address)
    with pytest.raises(refused):
        _ = place.home
