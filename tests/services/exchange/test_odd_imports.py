"""Sources and folders that an import refuses, or leaves aside, in one sentence."""

import os

import pytest
from collections_on_disk import THREE, at, deck, opened
from importing import bring, fates

from flashcards.core.log.collection_facts import Imported
from flashcards.errors.imports import BadlyNamed, InTheWay, NeverRead
from flashcards.services.decks.read import read_decks
from flashcards.services.doctor.examination import examine
from flashcards.services.exchange.import_.decks import Fate
from flashcards.services.log.imports import FileToBe, stage
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.work import writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.imports import moves
from flashcards.storage.log.log import facts_that_count

BANK = THREE.replace("one", "eins")


def odd(folder, name=b"\xff.md"):
    """A path whose name is not UTF-8; not every file system has such names."""
    path = folder / os.fsdecode(name)
    try:
        path.mkdir() if b"." not in name else path.write_text(BANK)
    except OSError:
        pytest.skip("this file system has no such names")
    return path


def test_a_file_whose_name_is_not_utf_8_is_left_aside_and_the_others_come(collection, notes):
    deck(notes, BANK, "bank.md")
    path = odd(notes)
    done = bring(collection, notes)
    assert fates(done) == {"notes/bank.md": Fate.NEW}
    assert [one.rpartition("/")[2] for one in done.unread] == [
        r"\xff.md (its name is not UTF-8): rename it."
    ]
    with pytest.raises(BadlyNamed):
        bring(collection, path)


def test_a_folder_whose_name_is_not_utf_8_may_be_above_a_source(collection, notes):
    above = odd(notes, b"\xff")
    deck(above, "Q: ?\nA: ![a](a.png)\n", "a.md")
    (above / "a.png").write_bytes(b"picture")
    deck(above, BANK, "bank.md")
    assert fates(bring(collection, above / "bank.md")) == {"bank.md": Fate.NEW}
    assert fates(bring(collection, above / "bank.md")) == {"bank.md": Fate.UNCHANGED}
    assert fates(bring(collection, above)) == {"-xff/a.md": Fate.NEW, "bank.md": Fate.UNCHANGED}


@pytest.mark.parametrize("into", ["numbers.md", "numbers.md/deep"])
def test_a_folder_that_is_a_file_is_refused_and_nothing_waits(collection, notes, into):
    with pytest.raises(InTheWay, match=r"numbers.md is a file; move that away first"):
        bring(collection, deck(notes, BANK, "bank.md"), into=into)
    with reading(collection.engine) as connection:
        assert moves(connection) == []
        assert facts_that_count(connection, Imported) == []


def test_an_import_is_not_given_back_where_its_folder_became_a_file(collection, notes):
    bring(collection, deck(notes, BANK, "bank.md"), into="sub")
    undo(collection, at(minutes=2))
    (collection.root / "sub").write_text("mine")
    with pytest.raises(InTheWay):
        redo(collection, at(minutes=3))
    (collection.root / "sub").unlink()
    redo(collection, at(minutes=4))
    assert (collection.root / "sub" / "bank.md").read_text() == BANK


def test_what_cannot_be_put_in_place_is_named_by_the_doctor_and_undone(collection, notes):
    bring(collection, deck(notes, BANK, "bank.md"), into="sub")
    content = (collection.root / "sub" / "bank.md").read_bytes()
    with reading(collection.engine) as connection:
        (fact,) = facts_that_count(connection, Imported)
    with writing_work(collection, at()) as work:
        (collection.root / "sub" / "bank.md").unlink()
        stage(work, [FileToBe("sub/bank.md", None, content)])
    (collection.root / "sub").rmdir()
    (collection.root / "sub").write_text("in the way")
    with opened(collection.root) as again:
        assert "sub/bank.md" in " ".join(again.waiting)
        found = [one for one in examine(again.place, at()).findings if one.is_problem]
        assert [one.message for one in found] == [
            "1 file of an import is not in place yet, such as sub/bank.md"
        ]
        assert "`flash undo`" in found[0].hint
        bring(again, deck(notes, "Q: other?\nA: 1\n", "other.md"))
        assert (again.root / "other.md").read_text() == "Q: other?\nA: 1\n"
        undo(again, at(minutes=2))
        assert undo(again, at(minutes=3)).fact.stamp.id == fact.stamp.id
        assert examine(again.place, at()).is_well
    with opened(collection.root) as again:
        assert again.waiting == ()
    assert (collection.root / "sub").read_text() == "in the way"


def test_what_waits_is_what_it_was_whatever_else_is_imported_meanwhile(collection, notes):
    with writing_work(collection, at()) as work:
        stage(work, [FileToBe("sub/bank.md", None, BANK.encode())])
    (collection.root / "sub").write_text("in the way")
    with opened(collection.root) as again:
        bring(again, deck(notes, "Q: other?\nA: 1\n", "other.md"))
    (collection.root / "sub").unlink()
    with opened(collection.root) as again:
        assert again.waiting == ()
    assert (collection.root / "sub" / "bank.md").read_text() == BANK


@pytest.mark.parametrize("into", [".flash", ".flash/log", ".git/hooks", "a/node_modules/b"])
def test_a_folder_that_is_never_read_is_refused(collection, notes, into):
    with pytest.raises(NeverRead, match="would not be read"):
        bring(collection, deck(notes, BANK, "bank.md"), into=into)


def test_a_source_of_the_same_name_stands_beside_the_first_as_long_as_that_is_there(
    collection, notes
):
    first = deck(notes, BANK, "x/bank.md")
    other = deck(notes, BANK.replace("A: 3", "A: drei"), "y/bank.md")
    bring(collection, first)
    assert fates(bring(collection, other)) == {"bank-y.md": Fate.NEW}
    assert (collection.root / "bank.md").read_text() == BANK
    third = deck(notes, BANK + "\nQ: four?\nA: 4\n", "z/bank.md")
    first.unlink()
    assert fates(bring(collection, third)) == {"bank.md": Fate.UPDATED}


@pytest.mark.parametrize("edited", [1, 2, 3])
def test_a_deck_that_was_renamed_is_found_however_many_of_its_cards_were_edited(
    collection, notes, edited
):
    numbers = ("one", "two", "three", "four")
    text = "\n".join(f"Q: What is {n}, in short?\nA: The number {n}.\n" for n in numbers)
    source = deck(notes, text, "x.md")
    bring(collection, source)
    (collection.root / "x.md").rename(collection.root / "mine.md")
    read_decks(collection, at(minutes=2).now)
    mine = text
    for n in numbers[:edited]:
        mine = mine.replace(f"What is {n}, in short?", f"What is {n}, told in short?")
    deck(collection.root, mine, "mine.md")
    read_decks(collection, at(minutes=3).now)
    deck(notes, text + "\nQ: And what is five?\nA: 5\n", "x.md")
    assert fates(bring(collection, source, minutes=4)) == {"mine.md": Fate.UPDATED}
    assert not (collection.root / "x.md").exists()
    assert "And what is five?" in (collection.root / "mine.md").read_text()


@pytest.mark.parametrize("is_known", [False, True])
def test_a_link_to_nothing_is_not_written_through(collection, notes, is_known):
    source, path = deck(notes, BANK, "bank.md"), collection.root / "bank.md"
    if is_known:
        bring(collection, source)
        path.unlink()
    path.symlink_to("gone.md")
    with pytest.raises(InTheWay, match=r"bank.md is a link to nothing; move that away first"):
        bring(collection, source)
    assert path.is_symlink()
    assert not path.exists()
