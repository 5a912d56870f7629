"""Keys that `flash.toml` binds, at a real pseudo-terminal."""

import re

import pytest
from collections_on_disk import deck
from running import Terminal, failed, flash, ok

KEYS = '[keys]\nsuspend = "x"\nundo = "b"\nagain = "j"\ndown = "n"\nnote = "N"\nquit = "Q"\n'
BOTH = "`j` is the key of both `again` and `down`"
LINES = "".join(f"- line {number}\n" for number in range(60))
CODING = f"---\narea: coding\nlimit: 45m\n---\nQ: Build this.\n\n{LINES}\nA: def stump\n"


@pytest.fixture(autouse=True)
def numbers(root):
    """Two cards, an exercise, and keys of one's own."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")
    deck(root, CODING, "coding.md")
    (root / "flash.toml").write_text(KEYS)
    return root


def test_what_is_bound_acts_and_every_line_of_keys_says_so():
    with Terminal("review") as terminal:
        terminal.shows("one?", "b undo", "Q quit")
        terminal.press("q!u")
        terminal.press("x")
        terminal.shows("Suspend it, so that it is asked no more? x yes")
        terminal.press("x")
        terminal.shows("two?", "suspended · b undoes")
        terminal.press("b")
        terminal.shows("one?", "undone · U does it again")
        terminal.press(" ")
        terminal.shows("j again 1m", "2 hard")
        terminal.press("j")
        terminal.shows("two?", "again: again in 1m · b undoes")
        terminal.press("?")
        screen = terminal.shows("x              suspend", "j 2 3 4", "k n")
        assert "!              " not in screen
        terminal.press(" Q")
        terminal.rest()
        assert terminal.code() == 0
    assert [row["rating"] for row in ok("export", "reviews").json] == [1]


@pytest.mark.parametrize("command", [("practise",), ("mock", "coding")])
def test_exercises_and_mocks_obey_them_too(command):
    with Terminal(*command, lines=14) as terminal:
        terminal.shows("Space starts", "Q ")
        terminal.press(" ")
        terminal.shows("Build this.", "Q ")
        terminal.press("qjnnn")
        assert "Build this." not in terminal.shows("line 9")
        terminal.press("Q")
        terminal.rest()
        assert terminal.code() == 0


def test_what_is_typed_is_typed(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    with Terminal("assess") as terminal:
        terminal.shows("Ridge")
        terminal.press("Nxbj\r")
        terminal.shows("note: xbj")
        terminal.press(" 4")
        terminal.shows("1 answer saved")
        terminal.press("Q")
        terminal.code()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('{ suspnd = "x" }', "there is no act `suspnd`: do you mean `suspend`?"),
        ('{ suspend = "s" }', "`s` is the key of both `skip` and `suspend`"),
    ],
)
def test_what_cannot_be_is_refused_and_the_file_stays(root, said, words):
    assert words in failed("config", "keys", said)
    assert (root / "flash.toml").read_text() == KEYS
    (root / "flash.toml").write_text(f"keys = {said}\n")
    assert words in failed("review")


def test_a_wrong_key_stops_sessions_alone(root):
    wrong = '[keys]\nagain = "j"\n'
    (root / "flash.toml").write_text(wrong)
    for command in ("due --json", "config", "backup", "export cards", "list", "stats", "forecast"):
        assert "both" not in ok(*command.split()).err
    assert ok("config", "keys").out == 'keys = { "again" = "j" }\n'
    for command in ("", "due"):
        with Terminal(*command.split()) as terminal:
            assert "refused" not in terminal.rest()
            assert terminal.code() == 0
    for command in ("review", "practise", "mock coding", "review --plain"):
        assert BOTH in failed(*command.split())
        with Terminal(*command.split()) as terminal:
            assert "is the key of both" in terminal.rest()
            assert terminal.code() == 1
    assert ok("mock", "list").out.count("\n") == 1
    assert BOTH in flash("doctor").out
    assert ok("config", "new_per_day", "7").out == "new_per_day = 7\n"
    assert ok("config", "keys", '{ again = "a" }').out == 'keys = { "again" = "a" }\n'
    assert ok("review", stdin="q\n").code == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("keys = 3", "`keys` in flash.toml is no table"),
        ("[[keys]]\nundo = 'x'", "`keys` in flash.toml is no table"),
        ("[keys]\nundo = 1979-05-27", "the key of `undo` is no text"),
        ("[keys.undo]\nx = [1, inf]", "the key of `undo` is no text"),
    ],
)
def test_keys_that_are_no_texts_stop_sessions_alone_and_can_be_left(root, said, words):
    (root / "flash.toml").write_text(f"{said}\n")
    for command in ("", "due --json", "config", "config keys", "backup", "list", "export cards"):
        assert words not in ok(*command.split()).err
    for command in ("review", "practise", "mock coding"):
        assert words in failed(*command.split())
    assert words in flash("doctor").out
    assert ok("config", "new_per_day", "7").out == "new_per_day = 7\n"
    assert ok("config", "keys", "--default").out == "keys = {}\n"
    assert ok("review", stdin="q\n").code == 0


def test_what_the_manual_shows_can_be_written_as_it_stands(root):
    page = ok("help", "terminal").out
    shown = re.search(r"^[ ]*\[keys\]\n(?:[ ]*\w+ = .*\n)+", page, re.MULTILINE)
    (root / "flash.toml").write_text(shown[0])
    with Terminal("review") as terminal:
        terminal.shows("one?", "Space answer")
        terminal.press(" ")
        terminal.shows("a again 1m")
        terminal.press("a")
        terminal.shows("two?", "again: again in 1m")
        terminal.press("q")
        terminal.code()
    assert [row["rating"] for row in ok("export", "reviews").json] == [1]


def test_they_can_be_set_and_left_again(root):
    (root / "flash.toml").unlink()
    assert ok("config", "keys", '{ suspend = "x" }').out == 'keys = { "suspend" = "x" }\n'
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("x")
        terminal.shows("x yes")
        terminal.press("nq")
        terminal.code()
