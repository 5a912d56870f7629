"""`flash import`: what is read, how it is said, what comes of it, and again."""

import os
import shutil

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import failed, flash, no_file_larger_than, ok, powerless

BANK = """\
# Questions about trees

- [Stumps](#stumps)
- [Forests](#forests)

#### What is a stub?

A tree of one split.

#### What is a forest?

Many trees. ![a forest](img/forest.png)

#### Explain bagging

## License

MIT
"""


@pytest.fixture
def notes(world):
    """A folder of decks elsewhere."""
    folder = world / "notes"
    deck(folder, "Q: one?\nA: 1\n", "one.md")
    deck(folder, "Q: two?\nA: 2\n", "deep/two.md")
    return folder


@pytest.fixture
def bank(world):
    """A list of questions as code hosts have them, with its picture."""
    path = deck(world / "bank", BANK, "trees.md")
    (world / "bank" / "img").mkdir()
    (world / "bank" / "img" / "forest.png").write_bytes(b"a forest")
    return path


def test_a_file_goes_by_its_name(root, notes):
    assert ok("import", notes / "one.md").out == "1 file copied: 1 card.\n"
    assert (root / "one.md").read_text() == "Q: one?\nA: 1\n"
    assert len(ok("list", "deck:one", "--json").json) == 1


def test_a_folder_keeps_its_name_and_what_is_below_it(root, notes):
    (notes / "a.exe").touch()
    said = ok("import", notes).out
    assert said == "Not imported: 1 .exe file.\n2 files copied: 2 cards.\n"
    found = sorted(str(path.relative_to(root)) for path in root.glob("notes/**/*.*"))
    assert found == ["notes/deep/two.md", "notes/one.md"]


@pytest.mark.parametrize("option", ["--into", "--to"])
def test_into_puts_it_below_a_folder(root, notes, option):
    ok("import", notes / "one.md", notes / "deep", option, "theory/new")
    assert (root / "theory/new/one.md").is_file()
    assert (root / "theory/new/deep/two.md").is_file()
    assert "--to " not in ok("import", "--help").out


def test_an_area_that_the_plan_does_not_count_is_named(root, bank):
    (root / "small.toml").write_text(SMALL.replace('["skills"]', '["coding"]'))
    said = "Your plan does not count the area bank."
    assert said not in ok("import", bank, "--into", "bank", "--deck", "one").out
    ok("plan", "start", root / "small.toml", "--interview", "2026-01-19")
    assert said not in ok("import", bank, "--into", "maths", "--overwrite").out
    other = bank.with_name("other.md")
    other.write_text("#### What is new?\n\nThis is.\n\n#### And what is old?\n\nThat is.\n")
    assert ok("import", other, "--into", "bank").lines[-1].startswith(said)
    assert said not in ok("import", other, "--into", "bank").out


def test_what_is_there_already_is_left_and_said(root, notes):
    ok("import", notes / "one.md")
    deck(notes, "Q: three?\nA: 3\n", "three.md")
    said = ok("import", notes / "one.md", notes / "three.md").out
    assert said == "1 file copied, 1 already there: 2 cards.\n"
    assert (root / "three.md").is_file()


def test_a_file_that_differs_is_refused_and_nothing_is_copied(root, notes):
    deck(root, "Q: mine?\nA: yes\n", "one.md")
    said = failed("import", notes / "deep/two.md", notes / "one.md")
    assert said == "one.md is already there and differs: use --overwrite to replace it."
    assert not (root / "two.md").exists()
    assert (root / "one.md").read_text() == "Q: mine?\nA: yes\n"
    ok("import", notes / "one.md", "--overwrite")
    assert (root / "one.md").read_text() == "Q: one?\nA: 1\n"


def test_problems_in_what_was_copied_are_said(root, notes):
    deck(notes, "Q: x?\nA: 1\n\nQ: x?\nA: 1\n", "one.md")
    ran = flash("import", notes / "one.md")
    assert ran.code == 0
    assert ran.lines[0].startswith("one.md:4: warning: ")
    assert ran.lines[1] == "1 file copied: 1 card."
    assert (root / "one.md").is_file()


def test_how_a_bank_was_read_is_said_and_its_picture_comes_along(root, bank):
    lines = ok("import", bank).lines
    assert lines[0].startswith("Read as headings of level 4: 3 questions, 2 answered, 1 without")
    assert lines[1].startswith("Left out: ")
    assert lines[2] == "1 picture or sound beside the decks."
    assert "made: 3 cards" in lines[3]
    assert (root / "media" / "forest.png").read_bytes() == b"a forest"
    assert "![a forest](media/forest.png)" in (root / "trees.md").read_text()
    assert "no problems" in ok("check", root).out


def test_a_dry_run_shows_three_cards_and_changes_nothing(root, bank, world):
    before = sorted(root.rglob("*"))
    lines = ok("import", bank, "--dry-run").lines
    assert [line[:2] for line in lines[:6]] == ["1.", "  ", "2.", "  ", "3.", "  "]
    assert "would be made" in lines[-2]
    assert lines[-1] == "Nothing was changed: this was a dry run."
    assert [one for one in sorted(root.rglob("*")) if ".flash" not in one.parts] == before
    assert failed("undo").startswith("There is nothing to undo")


def test_again_says_what_is_new_updated_and_kept(root, bank):
    ok("import", bank)
    path = root / "trees.md"
    path.write_text(path.read_text().replace("A tree of one split.", "A very small tree."))
    text = BANK.replace("of one split", "with one split").replace("Many trees.", "Many a tree.")
    bank.write_text(
        text.replace("## License", "#### What is boosting?\n\nOne by one.\n\n## License")
    )
    assert "Cards: 1 new, 1 updated, 1 kept as you wrote it." in ok("import", bank).lines
    now = path.read_text()
    assert "A very small tree." in now
    assert "Many a tree. ![a forest](media/forest.png)" in now
    assert "What is boosting?" in now
    assert "nothing new" in ok("import", bank).out


def test_again_names_in_a_dry_run_what_is_new_and_removed_and_says_what_became_of_it(root, notes):
    bank = notes / "salt.md"
    asked = [f"## What is salt {n}?\n\nNo. {n}.\n" for n in range(8)]
    bank.write_text("\n".join(["# Salt\n", *asked[:4], "## Contact\n\nMe.\n"]))
    ok("import", bank)
    bank.write_text("\n".join(["# Salt\n", *asked[1:], "## Contact\n\nMe.\n"]))
    said = ok("import", bank, "--dry-run").lines
    assert "Cards: 4 new, 1 would be removed." in said
    assert [line for line in said if line.startswith(("New", "Removed"))] == [
        "New: What is salt 4?",
        "New: What is salt 5?",
        "New: What is salt 6?",
        "New: and 1 more.",
        "Removed: What is salt 0?",
    ]
    done = ok("import", bank).lines
    assert "Cards: 4 new, 1 removed." in done
    assert "What the source no longer has is removed; its answers stay in the history." in done
    assert "What is salt 0?" not in (root / "salt.md").read_text()


def test_undo_takes_an_import_back_and_redo_gives_it_back(root, bank):
    ok("import", bank)
    taken = sum(path.is_file() for path in (root / "media").iterdir()) + len([*root.glob("trees*")])
    assert ok("undo").out == f"Undone: the import of trees.md; {taken} files taken back\n"
    assert not (root / "media").exists()
    assert ok("list", "deck:trees", "--json").json == []
    assert ok("redo").out == f"Redone: the import of trees.md; {taken} files back\n"
    assert (root / "media" / "forest.png").is_file()
    path = root / "trees.md"
    path.write_text(path.read_text() + "\n")
    assert ok("undo").out.endswith("; trees.md left as you edited it since\n")


def test_what_is_no_format_is_refused_with_what_is_one(root, notes):
    (notes / "a.exe").touch()
    said = failed("import", notes / "a.exe")
    assert "flash reads .md, .markdown" in said
    (notes / "empty").mkdir()
    assert "There is nothing to import in" in failed("import", notes / "empty")
    assert "there is no such file" in failed("import", notes / "one.md", notes / "nothing.md")
    assert not (root / "one.md").exists()
    assert "download it first" in failed("import", "https://example.org/README.md")
    assert "write it like front=2,back=3" in flash("import", notes, "--map", "2").err


@pytest.mark.parametrize("name", ["x.markdown", "X.MD", "x.txt"])
def test_endings_of_other_programs_are_read(root, notes, name):
    ok("import", deck(notes, "# Trees\n\n## What is a stump?\n\nA tree of one split.\n", name))
    assert any("stump" in row["front"] for row in ok("list", "--json").json)


def test_a_pipe_a_device_and_a_closed_file_are_told(root, notes):
    os.mkfifo(notes / "pipe.md")
    assert "is a pipe" in failed("import", notes / "pipe.md")
    assert "is a device" in failed("import", "/dev/null")
    assert "1 pipe" in ok("import", notes).out
    (notes / "one.md").chmod(0)
    ran = powerless("import", notes / "one.md")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "permission denied" in ran.err


def test_a_folder_outside_the_collection_is_refused(root, notes):
    assert "lies outside the collection" in failed("import", notes, "--into", "../elsewhere")
    assert not (root.parent / "elsewhere").exists()
    (root / "way").symlink_to(root.parent)
    assert "lies outside the collection" in failed("import", notes, "--into", "way")


def test_a_full_disk_is_told_and_nothing_is_there(root, notes):
    ok("list")
    deck(notes, "Q: long?\nA: " + "very " * 200_000 + "\n", "long.md")
    with no_file_larger_than(900_000):
        said = failed("import", notes)
    assert "check its permissions and the disk" in said
    assert not (root / "notes").exists()
    assert not (root / ".flash" / "import").exists()
    assert failed("undo").startswith("There is nothing to undo")
    assert "2 files copied" not in ok("import", notes).out


OLD = """\
---
area: self-assessment
cards: self-assessment
---
| Can you … | Counts only if | Rating |
| --- | --- | --- |
| write gradient descent from scratch | within 15 minutes, without a bug | __/5 |
| compare L1 and L2 regularisation | in my words, and at once | __/5 |
"""


def test_starter_decks_that_came_before_anything_was_noted_get_newer_texts_too(root):
    """One row is as an older version shipped it, the other one is the learner's."""
    path = deck(root, OLD, "self-assessment.md")
    ok("import", "starter")
    now = path.read_text()
    assert "| in my words, and at once | __/5 |" in now
    assert "| write gradient descent from scratch | within 15 minutes, without a bug |" not in now
    assert "write gradient descent from scratch" in now


def test_the_starter_decks_get_newer_texts_and_say_so_once(root, world, monkeypatch):
    from flashcards.services.exchange.import_ import sources, starter

    folder = world / "own"
    ok("init", folder)
    newer = world / "newer"
    for path in starter.starter_folder().rglob("*.md"):
        text = path.read_text("utf-8")
        deck(newer, text, path.relative_to(starter.starter_folder()).as_posix())
    assert "newer texts" not in ok("-C", folder).out
    mine = folder / "theory" / "attention.md"
    mine.write_text(mine.read_text() + "\n## Which one is mine?\n\nThis one.\n")
    (folder / "candidates-questions.md").unlink()
    for name in ("theory/attention.md", "theory/deployment.md"):
        deck(newer, (newer / name).read_text() + "\n## What is new here?\n\nThis.\n", name)
    monkeypatch.setattr(starter, "starter_folder", lambda: newer)
    monkeypatch.setattr(sources, "starter_folder", lambda: newer)
    assert "newer texts: flash import starter" in ok("-C", folder).out
    assert "newer texts" not in ok("-C", folder).out
    (newer / "theory" / "attention.md").touch()
    assert "newer texts" not in ok("-C", folder).out
    lines = ok("-C", folder, "import", "starter").lines
    assert "2 decks updated" in lines[0]
    assert "Cards: 2 new." in lines
    assert "1 deck that you deleted is not written again." in lines
    assert "## Which one is mine?" in mine.read_text()
    assert "What is new here?" in mine.read_text()


def test_what_is_wrong_in_a_deck_that_changed_is_counted(root, notes):
    text = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"
    source = deck(notes, text, "numbers.md")
    ok("import", source)
    mine = root / "numbers.md"
    mine.write_text(text.replace("A: 2\n", "A:\n"))
    source.write_text(text + "\nQ: four?\nA: 4\n")
    lines = ok("import", source).lines
    assert lines[-1] == "1 problem in the decks that changed: see `flash check`."
    assert flash("check", "numbers.md").code == 1
    mine.write_text(mine.read_text().replace("A:\n", "A: two\n"))
    source.write_text(text + "\nQ: four?\nA: four\n")
    assert "problem" not in ok("import", source).out


def test_a_table_may_have_a_long_cell(root, notes):
    deck(notes, "front,back\nWhat is long?," + "word " * 30_000 + "\n", "long.csv")
    assert "1 card" in ok("import", notes / "long.csv").lines[-1]


def test_an_undone_answer_that_was_exported_does_not_count_elsewhere(root, world):
    other = shutil.copytree(root, world / "other")
    ok("answer", "maths:5", 1)
    ok("undo")
    ok("answer", "maths:5", 4)
    ok("export", "reviews", "-o", world / "r.csv")
    lines = ok("-C", other, "import", world / "r.csv").lines
    assert lines == ["Left out: 1 undone answer.", "1 answer of 1 card."]
    rows = ok("-C", other, "export", "reviews").json
    assert [(row["rating"], row["undone"]) for row in rows] == [(4, False)]


def test_several_pictures_are_several(root, notes):
    for name in ("a", "b"):
        (notes / f"{name}.png").write_bytes(name.encode())
    (notes / "page.md").write_text("## Which?\n\nThis ![](a.png) or ![](b.png).\n\n## Why?\n")
    assert "2 pictures or sounds beside the decks." in ok("import", notes / "page.md").lines
