"""`flash check`: problems as file:line: message (hint), and exit codes."""

import json
import os

import pytest
from collections_on_disk import deck
from running import failed, flash, ok, powerless


def json_of(*words):
    """The document of a command, whatever its exit code."""
    return json.loads(flash(*words, "--json").out)


WARNING = "---\nlevels: red\n---\nQ: a?\nA: b\n"
ERROR = "Q: no answer\n"


@pytest.mark.usefixtures("root")
def test_decks_without_problems_are_fine():
    assert ok("check").lines == ["5 cards in 2 decks: no problems."]


def test_warnings_only_are_fine(root):
    deck(root, WARNING, "odd.md")
    lines = ok("check").lines
    assert lines[0].startswith("odd.md:2: warning: ")
    assert lines[0].endswith(")")
    assert lines[1:] == ["6 cards in 3 decks: 1 problem."]


def test_an_error_is_exit_code_1_and_the_other_cards_still_count(root):
    deck(root, WARNING, "odd.md")
    deck(root, ERROR, "broken.md")
    ran = flash("check")
    assert (ran.code, ran.err) == (1, "")
    assert [line.split(" ")[0] for line in ran.lines[:2]] == ["broken.md:1:", "odd.md:2:"]
    assert ran.lines[2:] == ["6 cards in 3 decks: 2 problems."]
    assert flash("check", "--json").code == 1


def test_the_name_of_a_deck_or_folder_is_taken_and_no_name_is_one_sentence(
    root, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    assert ok("check", "maths").lines == ["4 cards in 1 deck: no problems."]
    assert ok("check", "skills/regression").lines == ok("check", "skills").lines
    ran = flash("check", "mathz")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "mathz" in ran.err
    assert root.is_dir()


def test_a_path_narrows_the_check(root, monkeypatch):
    deck(root, ERROR, "skills/broken.md")
    assert ok("check", root / "maths.md").lines == ["4 cards in 1 deck: no problems."]
    assert flash("check", root / "skills").code == 1
    monkeypatch.chdir(root)
    assert flash("check", "skills/broken.md").code == 1
    assert flash("check", ".").code == 1


def test_decks_elsewhere_may_be_checked(root, world):
    elsewhere = deck(world / "other", ERROR + "\nQ: a?\nA: b\n", "notes.md")
    for path in (elsewhere, elsewhere.parent):
        ran = flash("check", path)
        assert ran.code == 1
        assert ran.lines[-1] == "1 card in 1 deck: 1 problem."
    assert ok("list", "deck:notes", "--json").json == []
    assert root.is_dir()


def test_a_path_that_is_not_there_is_a_sentence(root):
    assert "there is no such file" in failed("check", root / "nothing.md")


def everything(world):
    """Every file and folder below a folder, and what they hold."""
    return {
        path.relative_to(world).as_posix(): path.read_bytes() if path.is_file() else None
        for path in world.rglob("*")
    }


@pytest.fixture
def strays(world):
    """A folder of decks that is no collection."""
    deck(world / "strays", ERROR + "\nQ: a?\nA: b\n", "notes.md")
    deck(world / "strays", WARNING, "sub/more.md")
    deck(world / "strays", "C: no deck\n", "notes.txt")
    return world / "strays"


@pytest.mark.parametrize("options", [(), ("--json",), ("--verbose",)])
@pytest.mark.parametrize("where", ["strays/notes.md", "strays", "strays/sub/more.md"])
def test_a_check_outside_a_collection_makes_nothing_anywhere(world, strays, where, options):
    before = everything(world)
    ran = flash("check", world / where, *options)
    assert (ran.code, ran.err) == (int("more" not in where), "")
    assert everything(world) == before
    assert strays.is_dir()


@pytest.mark.usefixtures("strays")
def test_a_check_of_what_is_no_deck_is_a_sentence_and_makes_nothing(world):
    os.mkfifo(world / "strays/pipe.md")
    before = everything(world)
    for name in ("notes.txt", "pipe.md"):
        said = failed("check", world / "strays" / name)
        assert said.endswith(f"{name} is not a Markdown file or a folder: give a `.md` file.")
    assert "no such file" in failed("check", world / "strays/nix.md")
    assert "no such file" in failed("check", world / "strays/notes.md", world / "nix.md")
    assert everything(world) == before


def test_a_check_of_what_cannot_be_read_says_so_and_makes_nothing(world, strays):
    before = everything(world)
    (strays / "notes.md").chmod(0o000)
    (strays / "sub").chmod(0o000)
    try:
        file, folder = powerless("check", strays / "notes.md"), powerless("check", strays / "sub")
        both = powerless("check", strays)
    finally:
        (strays / "sub").chmod(0o755)
        (strays / "notes.md").chmod(0o644)
    assert file.lines[0].startswith("notes.md:1: error: cannot be read: permission denied")
    assert folder.err.startswith(f"flash: Cannot read {strays}/sub (Permission denied)")
    assert [line.split(":")[0] for line in both.lines[:2]] == ["notes.md", "sub"]
    assert (file.code, folder.code, both.code) == (1, 1, 1)
    assert everything(world) == before


@pytest.mark.parametrize("marker", ["flash.toml", ".flash/flash.db"])
def test_a_check_in_another_collection_touches_neither(world, root, marker):
    ok("list")
    other = deck(world / "other", ERROR, "notes.md").parent
    (other / marker).parent.mkdir(exist_ok=True)
    (other / marker).touch()
    before = everything(world)
    for path in (other, other / "notes.md"):
        assert flash("check", path).lines[0].startswith("notes.md:1: error: question without")
    assert everything(world) == before
    assert root.is_dir()


def test_a_check_below_a_folder_that_has_no_database_yet_makes_none(world):
    deck(world / "desk/decks", ERROR, "notes.md")
    before = everything(world)
    assert flash("check", "decks").lines[0].startswith("notes.md:1: error: ")
    assert everything(world) == before
    ok("list", "--json")
    assert flash("check", "decks/notes.md").lines[0].startswith("notes.md:1: error: ")
    assert (world / "desk/decks/.flash/flash.db").is_file()


def test_several_paths_outside_are_named_as_they_are_given_and_compared(world, monkeypatch):
    for folder in ("one", "two"):
        deck(world / folder, "Q: a?\nA: b\n\nQ: id?\nA: " + folder + "\n<!-- id: x -->\n", "a.md")
    monkeypatch.chdir(world)
    ran = flash("check", "one", "two/a.md", "two", "./one/a.md")
    assert ran.lines == [
        "two/a.md:1: warning: the same card as one/a.md:1 (remove one)",
        "two/a.md:4: error: the same id `x` as one/a.md:4 (give one of them another id)",
        "2 cards in 2 decks: 2 problems.",
    ]


def test_what_is_outside_the_collection_is_told_to_be_only_checked(root, world):
    ok("list")
    notes = deck(world / "strays", "Q: a\nA: b\n", "notes.md")
    for options in ((), ("--json",)):
        ran = flash("check", notes, root, *options)
        assert ran.code == 0
        assert ran.err == f"{notes} is not in the collection {root}: only checked.\n"
    ran = flash("check", notes, notes.parent)
    assert ran.err == f"2 paths are not in the collection {root}: only checked.\n"
    assert flash("check", notes).lines == ["1 card in 1 deck: no problems."]
    assert ok("check").err == ok("check", root).err == ""
    assert "notes" not in {row["deck"] for row in json_of("list")}


def test_of_paths_inside_and_outside_both_are_checked(root, world):
    stray = deck(world / "strays", ERROR, "notes.md")
    ok("list")
    assert flash("check", root, stray).lines == [
        "notes.md:1: error: question without an answer (put a line starting with `A:` below it)",
        "5 cards in 2 decks: 1 problem.",
    ]


def test_a_question_with_two_answers_is_a_warning(root):
    deck(root, "Q: what is a stump?\nA: What is left of a tree.\n", "z.md")
    (line,) = ok("check").lines[:-1]
    assert line == (
        "z.md:1: warning: the same question as maths.md:5, with another answer "
        "(write in one of them what is different, or make them one card)"
    )


def test_headings_that_ask_alike_below_others_are_told_apart_by_these(world):
    (world / "apart.md").write_text("# A\n\n## Why?\n\nOne.\n\n# B\n\n## Why?\n\nTwo.\n")
    (world / "alike.md").write_text("# A\n\n## Why?\n\nOne.\n\n## Why?\n\nTwo.\n")
    assert ok("check", world / "apart.md").lines[-1].endswith("no problems.")
    assert "alike.md:7: warning: the same question as" in ok("check", world / "alike.md").out


def test_a_vault_gets_a_screen_each_sentence_with_its_first_files(root):
    for number in range(40):
        deck(root / "vault", "key:: value\n\n" * 50 + "- Q: a\n- A: b\n", f"{number:02}.md")
        deck(root / "vault", ERROR, f"broken{number:02}.md")
    lines = flash("check", root / "vault").lines
    told = [line for line in lines if "error" not in line]
    assert [line.split(":")[0] for line in told[:-3]] == ["vault/00.md"] * 3 + [
        *["vault/01.md"] * 3,
        *["vault/02.md"] * 3,
    ]
    assert told[-3] == "and in 37 more files: warning: no blanks around `::`"
    assert told[-2] == "and in 37 more files: warning: `- Q: a` is not a tag"
    assert len([line for line in lines if "error" in line]) == 40
    assert len(json_of("check", root / "vault")["problems"]) == 40 * 4


MEDIA = """Q: What is this?
A: ![a](pictures/there.png) ![b](gone.png "b")
<img alt="c" src='pictures/gone.jpg'> ![d](https://x/y.png) `![e](z.png)`
[hear](gone.mp3) [read](gone.md) ![[there.png|200]] ![[gone.png]] [sound:gone.wav]
![f](<pictures/with blank.png>) ![g](pictures/with%20blank.png) ![h](#x) ![i](/pictures/there.png)
"""


@pytest.mark.parametrize("where", ["cards", "."])
def test_a_picture_or_sound_that_is_not_there_is_a_warning_with_its_line(root, world, where):
    here = root if where == "cards" else world / "other"
    deck(here, MEDIA, "media.md")
    for name in ("there.png", "with blank.png"):
        deck(here / "pictures", "", name)
    problems = json_of("check", here / "media.md")["problems"]
    assert [(one["line"], one["severity"]) for one in problems] == [(2, "warning")]
    assert problems[0]["message"] == ("there is no file `gone.png`; 5 times, in lines 2, 3, 4")
    deck(here, "# Notes\n\n![a](gone.png)\n", "media.md")
    assert json_of("check", here / "media.md")["problems"] == []
    deck(here, "Q: a\nA: ![a](cafe\u0301.png)\n", "media.md")
    assert len(json_of("check", here / "media.md")["problems"]) == 1
    deck(here, "", "caf\u00e9.png")
    assert json_of("check", here / "media.md")["problems"] == []


EVERY_KIND = """# Notes

Q: no answer
---
Q: twice?
A: one
---
Q: twice?
A: two ![a](gone.png)
---
- Q: in a list
- A: of items

C: no deletion
---
a:: b

**Why?**
"""
STORIES = "# Mine\n\n## Led\n\n### Task\n\nx ![a](gone.png)\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("where", ["cards", "strays"])
def test_a_check_names_lines_of_the_file_whatever_ends_them(root, world, where, end, mark):
    here = root if where == "cards" else world / where
    lines = {}
    for name, text in (("all.md", EVERY_KIND), ("told.md", STORIES)):
        front = "---\ndeck: x\n---\n" if name == "all.md" else "---\ncards: stories\n---\n"
        deck(here, mark + (front + text).replace("\n", end), name)
        told = json_of("check", here / name)["problems"]
        lines[name] = [(one["line"], one["message"].split("`")[0][:22]) for one in told]
    assert lines["all.md"] == [
        (6, "question without an an"),
        (11, "the same question as a"),
        (12, "there is no file "),
        (14, ""),
        (15, ""),
        (17, "cloze without a deleti"),
        (19, "no blanks around "),
        (21, "a bold paragraph looks"),
    ]
    assert {line for line, _ in lines["told.md"]} == {6, 10}


def test_a_folder_of_the_settings_that_holds_no_deck_is_named_with_the_nearest(root):
    deck(root, "Q: a?\nA: b\n", "theory/trees.md")
    said = "# new_per_folder = {}\nretention = 0.9\n[new_per_folder]\ntheory = 5\nteory = 3\n"
    (root / "flash.toml").write_text(said)
    line = "no deck is in 'teory', which `new_per_folder` names"
    assert ok("check").lines[0] == f"flash.toml:5: warning: {line} (did you mean 'theory'?)"
    (problem,) = json_of("check")["problems"]
    assert (problem["file"], problem["line"], problem["severity"]) == ("flash.toml", 5, "warning")
    assert ok("check", root / "theory").lines == ["1 card in 1 deck: no problems."]
    folders = '{ trees = 2, "theory/trees" = 1, xyz = 0 }'
    assert ok("config", "new_per_folder", folders).lines[1:] == [
        "No deck is in 'trees', which `new_per_folder` names: did you mean 'theory/trees'?",
        "No deck is in 'xyz', which `new_per_folder` names: `flash due` lists the decks",
    ]
    assert len(ok("config", "new_per_folder", "{ theory = 2 }").lines) == 1
