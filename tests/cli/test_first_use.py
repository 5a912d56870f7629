"""Looking makes nothing: the whole world before and after, where there is no collection."""

import pytest
from collections_on_disk import deck
from running import flash, ok, process

LOOKS = [
    *("--help", "--version", "due --help", "nonsense", "review --limit many", "completion bash"),
    *("help", "help glossary", "help bury", "help nonsense"),
    *("config", "config retention", "config --json", "config nonsense", "plan file 8"),
    *("doctor", "doctor --json", "backup list", "backup list --json", "restore", "copy nix nax"),
    *("plan", "plan --json", "mock list", "mock list --json", "mock show", "mock export"),
    *("interview", "interview --json", "interview show Acme", "deadline", "deadline --json"),
    *("break", "break --json", "export reviews", "export reviews --format csv", "due --quiet"),
    *("check stray.md", "check stray.md --json", "check .", "check nix.md", "check notes.txt"),
]
"""Commands that say what is, or that something is not."""

USES = ["", "due", "list", "show 0", "stats", "forecast", "ready", "check", "add q a", "review"]
"""Commands that need cards, or write."""


@pytest.fixture
def everything(world):
    """What the world holds: every path below it, and the contents of files."""
    deck(world / "desk", "Q: a?\nA: b\n", "stray.md")
    deck(world / "desk", "Notes.\n", "notes.txt")
    (world / "home").mkdir()
    return lambda: {
        path.relative_to(world).as_posix(): path.read_bytes() if path.is_file() else None
        for path in world.rglob("*")
    }


@pytest.mark.parametrize("command", LOOKS)
def test_what_only_looks_makes_nothing(everything, command):
    before = everything()
    ran = flash(*command.split())
    assert "Traceback" not in ran.err
    assert "A new collection" not in ran.err
    assert everything() == before


def test_nor_does_a_process_of_its_own(everything):
    before = everything()
    for command in ("mock list", "check stray.md", "due --quiet"):
        assert process(*command.split()).err == ""
    assert everything() == before


@pytest.mark.parametrize("command", USES)
def test_first_use_makes_the_own_collection_and_says_so_once(everything, world, command):
    before = everything()
    said = flash(*command.split()).err
    assert said.count("A new collection with the starter decks is in") == 1
    made = everything().keys() - before.keys()
    assert made
    assert all(path.startswith("data") for path in made)
    assert (world / "data/flash/decks/.flash/flash.db").is_file()


def test_a_look_where_nothing_is_says_what_a_look_at_an_empty_collection_says(world, monkeypatch):
    looks = (
        "plan --json",
        "mock list --json",
        "interview --json",
        "deadline --json",
        "break --json",
    )
    nowhere = [ok(*look.split()).out for look in looks]
    ok("init", world / "empty", "--empty")
    monkeypatch.setenv("FLASH_COLLECTION", str(world / "empty"))
    assert [ok(*look.split(), "--json").out for look in looks] == nowhere
