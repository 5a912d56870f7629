"""Where the collection is, and its database, in the order in which they are tried."""

import sqlite3

import pytest
from collections_on_disk import deck
from running import Terminal, failed, flash, ok

ONE = "Q: {}?\nA: 1\n"


def only_card():
    """The front of the only card of the collection that is meant."""
    (row,) = ok("list", "--json").json
    return row["front"].rstrip("?")


@pytest.fixture
def places(world):
    """Folders that hold one card each, named after its folder."""

    def place(name, *, marker=""):
        root = world / name
        deck(root, ONE.format(root.name))
        if marker:
            (root / marker).touch()
        return root

    return place


def test_the_option_comes_before_the_environment(places, monkeypatch):
    monkeypatch.setenv("FLASH_COLLECTION", str(places("second")))
    (row,) = ok("-C", places("first"), "list", "--json").json
    assert row["front"] == "first?"


def test_the_environment_comes_before_the_folders_above(places, monkeypatch):
    monkeypatch.setenv("FLASH_COLLECTION", str(places("named")))
    monkeypatch.chdir(places("here", marker="flash.toml"))
    assert only_card() == "named"


def test_an_empty_environment_variable_names_nothing(places, monkeypatch):
    monkeypatch.setenv("FLASH_COLLECTION", "")
    monkeypatch.setenv("FLASH_DATABASE", "")
    monkeypatch.chdir(places("here", marker="flash.toml"))
    assert only_card() == "here"


@pytest.mark.parametrize("marker", ["flash.toml", ".flash"])
def test_the_nearest_folder_upwards_with_a_marker_is_meant(places, monkeypatch, marker):
    places("outer", marker="flash.toml")
    inner = places("outer/inner")
    (inner / marker).mkdir() if marker == ".flash" else (inner / marker).touch()
    deep = inner / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert only_card() == "inner"


def test_a_folder_above_comes_before_decks_here(places, monkeypatch):
    above = places("above", marker="flash.toml")
    (above / "decks").mkdir()
    monkeypatch.chdir(above)
    assert only_card() == "above"


def test_decks_here_come_before_the_own_collection(places, monkeypatch, world):
    places("work/decks")
    monkeypatch.chdir(world / "work")
    assert only_card() == "decks"


def test_the_own_collection_is_made_on_first_use_and_said_so_in_one_line(world):
    first = flash("list", "--json")
    own = world / "data/flash/decks"
    assert first.code == 0
    assert first.err == f"A new collection with the starter decks is in {own}.\n"
    assert len(first.json) > 10
    assert ok("list", "--json").json == first.json


def test_the_own_collection_is_not_touched_where_another_is_meant(world, root):
    ok("list")
    assert root.is_dir()
    assert not (world / "data").exists()


def test_the_database_is_inside_the_collection_and_only_the_log_is_kept(root):
    ok("due")
    assert (root / ".flash/flash.db").is_file()
    assert (root / ".flash/.gitignore").read_text().split() == ["*", "!log/", "!log/**"]


@pytest.mark.parametrize("by", ["option", "environment"])
def test_another_database_may_be_named_by_its_url(root, world, monkeypatch, by):
    url = f"sqlite:///{world}/elsewhere.db"
    if by == "option":
        ok("--database", url, "answer", "maths:5", 3)
    else:
        monkeypatch.setenv("FLASH_DATABASE", url)
        ok("answer", "maths:5", 3)
        monkeypatch.delenv("FLASH_DATABASE")
    assert (world / "elsewhere.db").is_file()
    assert not (root / ".flash").exists()
    assert ok("--database", url, "due", "--json").json["learning"] == 1
    assert ok("due", "--json").json["learning"] == 0


def test_a_missing_folder_is_named(world):
    said = failed("-C", world / "nowhere", "due")
    assert said.startswith(f"There is no folder {world}/nowhere: create one with `flash init")


def test_a_file_is_no_collection(root):
    assert "There is no folder" in failed("-C", root / "maths.md", "due")


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read", b"x"])
def test_a_database_that_is_none_is_left_alone(world, root, content):
    path = world / "notes.db"
    path.write_bytes(content)
    assert "is not a SQLite database" in failed("--database", f"sqlite:///{path}", "due")
    assert path.read_bytes() == content


def test_a_damaged_collection_database_is_left_alone(root):
    ok("due")
    path = root / ".flash/flash.db"
    path.write_bytes(b"SQLite format 3\0" + b"?" * 5000)
    assert str(path) in failed("due")
    assert path.read_bytes().endswith(b"?" * 5000)


def test_a_database_of_another_program_is_left_alone(world, root):
    path = world / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    assert "is a database of another program" in failed("--database", f"sqlite:///{path}", "due")
    assert path.read_bytes() == before


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("url", ["nonsense", "oracle+nodriver://x", "sqlite:////proc/no/such.db"])
def test_a_database_that_cannot_be_used_is_a_sentence(url):
    failed("--database", url, "due")


def test_decks_that_are_passed_over_for_the_users_own_are_said(world, places, monkeypatch):
    own = world / "data/flash/decks"
    deck(own, ONE.format("own"))
    here = places("here")
    monkeypatch.chdir(here)
    said = (
        f"This folder of decks is no collection: `flash init --empty` makes it one. Used: {own}\n"
    )
    for command in (["add", "new?", "yes"], ["config", "new_per_day", "7"], ["due"], ["sync"]):
        assert flash(*command).err == said
    ok("init", "--empty")
    assert only_card() == "here"


@pytest.mark.parametrize("text", ["# Notes\n\nWhat was said.\n", "a: b\n", "std::vector\n"])
def test_a_folder_of_other_markdown_is_no_folder_of_decks(world, monkeypatch, text):
    deck(world / "data/flash/decks", ONE.format("own"))
    deck(world / "project", text, "README.md")
    (world / "project/folder.md").mkdir()
    monkeypatch.chdir(world / "project")
    assert only_card() == "own"


def test_sync_is_not_turned_on_for_a_collection_that_no_folder_leads_to(world, places, monkeypatch):
    here = places("here")
    monkeypatch.chdir(here)
    said = failed("sync", "--on")
    assert said == (
        f"{here} is no collection: make it one with `flash init --empty`,"
        " or name another one, as in `flash -C DIR sync --on`."
    )
    assert not (world / "data").exists()
    assert [path.name for path in here.iterdir()] == ["numbers.md"]
    assert "Sync is on" in ok("-C", here, "sync", "--on").out


@pytest.mark.parametrize(("answer", "code"), [("\r", 0), ("n\r", 1)])
def test_at_a_terminal_sync_asks_whether_the_folder_is_to_be_a_collection(
    world, places, monkeypatch, answer, code
):
    here = places("here")
    monkeypatch.chdir(here)
    with Terminal("sync", "--on", columns=200) as terminal:
        terminal.shows(f"{here} is no collection yet. Make it one, and sync it? [Y/n]:")
        terminal.press(answer)
        assert terminal.code() == code
    assert (here / "flash.toml").exists() == (code == 0)
    assert not (world / "data/flash/decks").exists()
