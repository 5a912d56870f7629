"""What notes are called in the Anki that they came from: kept with the import, and no longer."""

from datetime import timedelta

from anki_files import OldCollection, note_type, package
from collections_on_disk import at, deck, dump, opened
from importing import bring
from machines import Machine

from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.storage.database.engine import reading
from flashcards.storage.log.brought import notes_by_name
from flashcards.storage.projection.cards import known_cards

BOTH_WAYS = (
    ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
    ("{{#More}}{{Back}}{{/More}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
)


def saved(made, folder, name="mine.apkg"):
    path = folder / name
    path.write_bytes(package(made.bytes()))
    return path


def names(collection):
    """The fronts of each note's cards, by its name; the fields asked; what other fields hold."""
    with reading(collection.engine) as connection:
        fronts = {one.card.id: one.card.front for one in known_cards(connection)}
        found = notes_by_name(connection)
    return {
        name: (tuple(fronts.get(id_) for id_ in fact.notes[name]), fact.asked, fact.kept.get(name))
        for name, fact in found.items()
    }


def both_ways(*others):
    made = OldCollection(note_type(("Front", "Back", "More"), BOTH_WAYS), schedVer=2)
    made.add("dog", "Hund", "y", cards=2)
    for other in others:
        made.add(other, "x", "")
    return made


def test_the_names_of_notes_are_kept_with_their_cards_and_the_fields_that_are_asked(tmp_path):
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        bring(collection, saved(both_ways("cat"), tmp_path))
        dog, cat = names(collection).values()
        assert dog == (("dog", "Hund"), (0, 1), ("", "", "y"))
        assert cat == (("cat",), (0, 1), None)
        before = names(collection), dump(collection, "standing")
        rebuild(collection)
        assert (names(collection), dump(collection, "standing")) == before


def test_a_later_export_tells_only_of_the_notes_that_are_new(tmp_path):
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        bring(collection, saved(both_ways("cat"), tmp_path))
        later = saved(both_ways("cat", "cow"), tmp_path, "later.apkg")
        (told,) = bring(collection, later, minutes=2).history.notes
        assert len(told.notes) == 1
        assert len(names(collection)) == 3


def test_the_names_go_with_the_import_and_come_back_with_it(tmp_path):
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        bring(collection, saved(both_ways(), tmp_path))
        there = names(collection)
        undo(collection, at(minutes=3))
        assert names(collection) == {} != there
        redo(collection, at(minutes=4))
        assert names(collection) == there


def test_another_machine_learns_them(tmp_path):
    made = saved(both_ways(), tmp_path)
    machines = (Machine(tmp_path / name, at().zone, timedelta()) for name in ("here", "there"))
    here, there = machines
    for one in (here, there):
        deck(one.root)
    with here.collection(at().now) as collection:
        bring(collection, made)
        known = names(collection)
    there.learns(here.facts(at(minutes=5).now), at(minutes=5).now)
    with there.collection(at(minutes=6).now) as collection:
        assert names(collection).keys() == known.keys()
