"""`flash import`: Markdown copied into the collection, all or none."""

import pytest
from collections_on_disk import deck
from running import failed, flash, ok


@pytest.fixture
def notes(world):
    """A folder of decks elsewhere."""
    folder = world / "notes"
    deck(folder, "Q: one?\nA: 1\n", "one.md")
    deck(folder, "Q: two?\nA: 2\n", "deep/two.md")
    deck(folder, "not Markdown", "three.txt")
    return folder


def test_a_file_goes_by_its_name(root, notes):
    assert ok("import", notes / "one.md").out == "1 file copied: 1 card.\n"
    assert (root / "one.md").read_text() == "Q: one?\nA: 1\n"
    assert len(ok("list", "deck:one", "--json").json) == 1


def test_a_folder_keeps_its_name_and_what_is_below_it(root, notes):
    assert ok("import", notes).out == "2 files copied: 2 cards.\n"
    found = sorted(str(path.relative_to(root)) for path in root.glob("notes/**/*.*"))
    assert found == ["notes/deep/two.md", "notes/one.md"]


def test_to_puts_it_below_a_folder(root, notes):
    ok("import", notes / "one.md", notes / "deep", "--to", "theory/new")
    assert (root / "theory/new/one.md").is_file()
    assert (root / "theory/new/deep/two.md").is_file()


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


def test_overwrite_replaces_it(root, notes):
    deck(root, "Q: mine?\nA: yes\n", "one.md")
    ok("import", notes / "one.md", "--overwrite")
    assert (root / "one.md").read_text() == "Q: one?\nA: 1\n"


def test_problems_in_what_was_copied_are_said(root, notes):
    deck(notes, "Q: no answer\n", "one.md")
    ran = flash("import", notes / "one.md")
    assert ran.code == 0
    assert ran.lines[0].startswith("one.md:1: error: ")
    assert ran.lines[1] == "1 file copied: 0 cards."
    assert (root / "one.md").is_file()


def test_what_is_no_markdown_is_refused(root, notes):
    assert "is not a Markdown file or a folder" in failed("import", notes / "three.txt")
    (notes / "empty").mkdir()
    assert "is not a Markdown file or a folder" in failed("import", notes / "empty")
    assert "there is no such file" in failed("import", notes / "one.md", notes / "nothing.md")
    assert not (root / "one.md").exists()


def test_a_folder_outside_the_collection_is_refused(root, notes):
    assert "lies outside the collection" in failed("import", notes, "--to", "../elsewhere")
    assert not (root.parent / "elsewhere").exists()
