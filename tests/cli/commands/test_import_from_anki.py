"""`flash import` of Anki's packages: what is said, and what is refused in one sentence."""

import pytest
from anki_files import BEGAN, ONE_WAY, OldCollection, note_type, package
from running import failed, ok

from flashcards.core.parameters import BOUNDS

DAY = 86_400
PRESET = {
    "name": "Languages",
    "new": {"delays": [1, 10], "perDay": 20},
    "lapse": {"delays": [10]},
    "rev": {"perDay": 200, "maxIvl": 36500},
    "fsrsParams6": [round((lowest + highest) / 3, 3) for lowest, highest in BOUNDS],
}


def saved(folder, made, name="mine.apkg", **media):
    path = folder / name
    path.write_bytes(package(made.bytes(), **media))
    return path


@pytest.fixture
def made():
    """Two answered cards, one of them by FSRS, and one that is in review without an answer."""
    made = OldCollection(note_type(templates=ONE_WAY), schedVer=2, creationOffset=0)
    made.presets = {"1": PRESET}
    for front, said in (("dog", {"data": '{"s":99,"d":5}'}), ("cat", {}), ("cow", {})):
        (card,) = made.add(front, "", type=2, queue=2, due=40, **said)
        if front != "cow":
            made.answer(BEGAN + DAY, card, 3, 5, kind=0)
    made.answer(BEGAN + 2 * DAY, card - 1000, 0, 0, kind=4, factor=0)
    return made


def test_notes_with_the_same_text_are_one_card_also_where_they_have_no_answer(root, world, made):
    made.add("cow", "")
    made.add("cow", "")
    said = ok("import", saved(world, made)).lines
    assert "Read as notes of Anki: 3 questions, none answered." in said


def test_what_came_and_how_memory_compares_is_said(root, world, made):
    source = saved(world, made)
    assert ok("import", source).out.splitlines() == [
        "Read as notes of Anki: 3 questions, none answered.",
        "Turned: cards without an answer (3).",
        "1 deck made: 3 cards, in Deck.md.",
        "2 answers, 1 other act of 2 cards.",
        "New here: 1 card in review there without an answer.",
        "FSRS now uses the parameters of the preset Languages.",
        "Memory: 0 of 1 card with FSRS there are the same here to 1 %.",
    ]
    assert ok("import", source).out.splitlines()[2:] == [
        "1 file already there, nothing new: 3 cards.",
        "Already here: 3 answers and other acts.",
        "New here: 1 card in review there without an answer.",
    ]
    assert ok("undo").out.startswith(
        "Undone: the import of mine.apkg; 2 answers taken back; 1 file taken back"
    )


def test_parameters_that_stay_there_are_said_with_what_to_do(root, world, made):
    card = ok("list", "--json").json[0]["id"]
    ok("answer", card, "3")
    said = ok("import", saved(world, made)).out
    assert "preset Languages were not taken: you have a history here; `flash optimize` fits" in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "cannot be read (file is not a zip file): export it from Anki again."),
        (package(b"no database"), "cannot be read (it is no SQLite database): in Anki choose"),
        (package(bytes(70_000_000)), "is larger than 64 MB when unpacked: no real collection is"),
        (package(b"x", meta=b"\x08\x09"), "comes from a newer Anki than flash knows"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_nothing_changes(root, world, content, said):
    (world / "bad.apkg").write_bytes(content)
    before = sorted(root.rglob("*.md"))
    assert said in failed("import", world / "bad.apkg")
    assert sorted(root.rglob("*.md")) == before
