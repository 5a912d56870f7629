"""`flash export anki`: what is said, what is refused, and that nothing is left half written."""

import zipfile

import pytest
from collections_on_disk import deck
from running import failed, flash, ok


def test_a_package_is_written_and_it_is_said_what_is_in_it(root, world):
    ok("answer", "maths:5", 4)
    said = ok("export", "anki", "-o", world / "cards.apkg").lines
    assert said[0] == "cards.apkg: 3 notes with 4 cards, 1 answer."
    assert said[-2] == (
        "Cards that Anki has already get new texts, but keep the schedule they have there."
    )
    assert said[-1].startswith("Answers that you give in Anki come back with `flash import`")
    names = zipfile.ZipFile(world / "cards.apkg").namelist()
    assert sorted(names) == ["collection.anki21b", "media", "meta"]
    assert ok("import", world / "cards.apkg").lines
    assert len(ok("export", "reviews").json) == 1
    assert root.is_dir()


def test_a_package_that_brings_nothing_says_so(root, world):
    ok("export", "anki", "-o", world / "cards.apkg")
    nothing = "Nothing new: all that is in it is here already."
    assert ok("import", world / "cards.apkg").lines == [nothing]
    dry = ok("import", world / "cards.apkg", "--dry-run").lines
    assert dry == [nothing, "Nothing was changed: this was a dry run."]
    assert root.is_dir()


def test_what_is_missing_or_called_otherwise_is_said(root, world):
    deck(root, "Q: ![](gone.png)\nA: x\n", "a::b.md")
    said = ok("export", "anki", "-o", world / "x.apkg").out
    assert "Not found, so not sent: gone.png." in said
    assert "The deck a::b has another name in Anki" in said


def test_a_deck_alone(root, world):
    deck(root, "Q: a?\nA: b\n", "other.md")
    said = ok("export", "anki", "-o", world / "x.apkg", "--deck", "other").lines
    assert said[0] == "x.apkg: 1 note with 1 card, 0 answers."


@pytest.mark.parametrize(
    "words", [(), ("-o", "x.json"), ("-o", "x"), ("-o", "x.apkg", "--format", "csv")]
)
def test_a_file_with_another_ending_is_refused(root, world, words):
    found = flash("export", "anki", *words)
    assert found.code == 2
    assert "Anki needs a file whose name ends in .apkg" in found.err
    assert root.is_dir()
    assert world.is_dir()


def test_a_deck_is_chosen_for_anki_alone(root):
    assert "--deck is for Anki" in flash("export", "cards", "--deck", "maths").err
    assert root.is_dir()


def test_what_is_there_stays_when_nothing_can_be_exported(root, world):
    file = world / "x.apkg"
    file.write_bytes(b"before")
    assert "nowhere" in failed("export", "anki", "-o", file, "--deck", "nowhere")
    assert file.read_bytes() == b"before"
    assert not list(world.glob(".*.part"))
    ok("export", "anki", "-o", file)
    assert zipfile.is_zipfile(file)
    assert root.is_dir()


def test_a_folder_in_the_way_is_said(root, world):
    (world / "x.apkg").mkdir()
    assert "x.apkg" in failed("export", "anki", "-o", world / "x.apkg")
    own = root / ".flash" / "x.apkg"
    assert "flash's own folder" in failed("export", "anki", "-o", own)
