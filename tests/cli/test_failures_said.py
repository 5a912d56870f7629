"""Bad input of every kind: one sentence on standard error, the right exit code, nothing lost."""

import os
import subprocess

import pytest
from collections_on_disk import deck
from running import FLASH, failed, flash, ok, powerless, process, sentence

MANY = "".join(f"Q: {number}{' long' * 90}?\nA: 1\n\n" for number in range(200))
"""A deck of cards that fill every buffer."""


@pytest.fixture
def answered(root):
    """A collection with one answer in it, which must survive."""
    ok("answer", "maths:5", 3)
    yield root
    for path in (root, root / ".flash", *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(ok("export", "reviews").json) == 1


def test_a_collection_without_permission_is_named(world):
    (world / "locked/cards").mkdir(parents=True)
    (world / "locked").chmod(0o000)
    for folder in (world / "locked", world / "locked/cards"):
        ran = powerless("-C", folder, "due")
        assert ran.code == 1
        assert str(folder) in sentence(ran.err)
    (world / "locked").chmod(0o755)


def test_a_deck_without_permission_is_a_problem_and_its_cards_keep_their_history(answered):
    (answered / "maths.md").touch()
    (answered / "maths.md").chmod(0o000)
    ran = powerless("check")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("maths.md:1: error: cannot be read: permission denied (")


def test_a_folder_that_cannot_be_written_is_said(root):
    root.chmod(0o555)
    ran = powerless("due")
    assert ran.code == 1
    assert "Cannot write" in sentence(ran.err)
    ran = powerless("add", "q", "a", "--deck", "maths")
    assert ran.code == 1
    sentence(ran.err)


def test_a_deck_that_cannot_be_written_is_said_and_stays_as_it_is(answered):
    before = (answered / "maths.md").read_text()
    answered.chmod(0o555)
    ran = powerless("add", "q", "a", "--deck", "maths")
    assert ran.code == 1
    assert "maths.md (Permission denied)" in sentence(ran.err)
    assert (answered / "maths.md").read_text() == before


def test_a_database_that_cannot_be_written_is_said(answered):
    (answered / ".flash/flash.db").chmod(0o444)
    (answered / ".flash").chmod(0o555)
    ran = powerless("answer", "maths:5", "3")
    assert (ran.code, ran.out) == (1, "")
    sentence(ran.err)


def test_an_output_file_that_cannot_be_written_is_said(answered, world):
    (world / "closed").mkdir(mode=0o555)
    ran = powerless("export", "cards", "-o", world / "closed/cards.csv")
    assert ran.code == 1
    assert sentence(ran.err).startswith(
        f"Cannot write {world}/closed/cards.csv (Permission denied)"
    )
    assert answered.is_dir()


@pytest.mark.parametrize("target", ["nowhere/cards.json", "cards.md/x", ".", ""])
def test_an_output_path_that_is_no_place_for_a_file_is_said(root, target, monkeypatch):
    monkeypatch.chdir(root)
    (root / "cards.md").write_text("notes\n")
    assert failed("export", "cards", "-o", target).startswith("Cannot write ")
    assert not list(root.glob("*.part"))


def test_a_deck_that_is_not_utf_8_is_a_problem_on_its_line(answered):
    (answered / "latin.md").write_bytes(b"Q: a\nA: b\n\nQ: \xe9t\xe9\nA: c\n")
    ran = flash("check")
    assert ran.code == 1
    assert ran.out.startswith("latin.md:4: error: not UTF-8 from here on (save the file as UTF-8)")


def test_broken_front_matter_is_a_problem_and_the_cards_still_load(answered):
    deck(answered, "---\ncards: [\n---\nQ: a?\nA: b\n", "broken.md")
    ran = flash("check", "--json")
    assert ran.code == 1
    assert [problem["file"] for problem in ran.json["problems"]] == ["broken.md"]
    assert ok("list", "deck:broken", "--json").json[0]["front"] == "a?"


def test_a_directory_named_like_a_deck_is_a_folder(answered):
    deck(answered, "Q: in a folder?\nA: yes\n", "folder.md/inner.md")
    assert flash("list", "in a folder", "--json").json[0]["file"] == "folder.md/inner.md"
    ok("check")


def test_a_file_without_cards_or_nothing_in_it_is_fine(answered):
    deck(answered, "", "empty.md")
    deck(answered, "# Notes\n", "notes.md")
    assert ok("check").lines == ["5 cards in 2 decks: no problems."]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("retention = ", "is not valid TOML ("),
        ("retention = 2.0", "`retention` must be a number from 0.70 to 0.99"),
        ("retention = true", "`retention` must be a number from 0.70 to 0.99"),
        ("new_per_day = -1", "`new_per_day` must be a whole number from 0 to 9999"),
        ("rollover_hour = 24", "`rollover_hour` must be a whole number from 0 to 23"),
        ("learning_steps = ['soon']", "`learning_steps` must be a list of durations"),
        ("colour = 'red'", "there is no setting `colour`: choose one of retention,"),
    ],
)
def test_a_broken_settings_file_is_named_and_left_as_it_is(answered, text, said):
    file = answered / "flash.toml"
    file.write_text(text)
    for command in (("due",), ("review",), ("config",), ("config", "maximum_interval_days", "5")):
        message = failed(*command)
        assert message.startswith(str(file))
        assert said in message
    assert file.read_text() == text
    file.unlink()


def test_settings_that_are_not_utf_8_are_said(answered):
    file = answered / "flash.toml"
    file.write_bytes(b"# \xff\n")
    assert failed("due").startswith(f"Cannot read {file}")
    file.unlink()


def test_a_reader_that_goes_away_is_no_failure(root):
    deck(root, MANY, "many.md")
    for command in ("list stump", "list --json", "--help"):
        assert _with_output_closed(*command.split()) == (0, "")


def _with_output_closed(*arguments):
    """The exit code and errors of a run whose output nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    ran = process(*arguments, stdout=writer)
    os.close(writer)
    return ran.code, ran.err


def test_a_full_disk_is_a_sentence(root):
    deck(root, MANY, "many.md")
    for query in ("stump", "long"):
        with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
            ran = process("list", query, "--json", stdout=full)
        assert ran.code == 1
        assert sentence(ran.err).startswith("The system refused (No space left on device): check")


def test_closed_streams_are_nothing_to_read_and_nothing_to_see(root):
    closed = ["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', FLASH]
    assert subprocess.run([*closed, "review"], check=False).returncode == 0
    assert root.is_dir()


def test_output_is_utf_8_whatever_the_locale(root, monkeypatch):
    deck(root, "Q: Größe?\nA: 数\n", "words.md")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = process("list", "deck:words", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert '"front": "Größe?", "back": "数"' in ran.out


def test_a_current_folder_that_is_gone_is_a_sentence(world, monkeypatch):
    gone = world / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert failed("due") == "The current folder is gone: change to another one."
    monkeypatch.chdir(world)


def test_control_characters_are_shown_as_such_everywhere(root):
    deck(
        root,
        '---\ndeck: "e\\evil"\n---\nQ: \x1b[2J?\nA: \x9b2J\x07\n\nQ: no \x1b answer\n',
        "odd.md",
    )
    (card,) = [row for row in ok("list", "--json").json if row["line"] == 4]
    for command in (("list",), ("show", card["id"]), ("due",), ("check",), ("review",), ("stats",)):
        ran = flash(*command)
        assert not set("\x1b\x9b\x07") & set(ran.out + ran.err), command
    ok("answer", card["id"], 4)
    assert "\x1b" not in ok("undo").out
    assert card["front"] == "\x1b[2J?"
