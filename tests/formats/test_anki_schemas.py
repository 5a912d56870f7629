"""Anki's collections of either schema are read alike, and what is damaged in one is said."""

import pytest
from anki_files import BASIC, DECK, OldCollection, as_newer, note_type

from flashcards.errors.packages import BadDatabase
from flashcards.formats.anki.collection import NoteTemplate, Preset
from flashcards.formats.anki.rows import collection_in
from flashcards.storage.copies.foreign_database import opener

PRESET = {
    "name": "Slow",
    "new": {"delays": [1, 15, 1440], "perDay": 7},
    "lapse": {"delays": [30]},
    "rev": {"perDay": 90, "maxIvl": 365},
}


def collection():
    made = OldCollection(schedVer=2, rollover=3, creationOffset=-60, localOffset=-120)
    made.presets = {"1": {**PRESET, "name": "Default"}, "5": PRESET}
    made.decks[str(DECK)] = {"name": "Lang::German", "conf": 5}
    card, _ = made.add("dog", "Hund", cards=2, tags=" a  b ", flags=9)
    made.add("cat", "Katze", did=DECK, odid=7, odue=12, due=-5, data='{"s":3.5,"d":2.25}')
    made.answer(1_700_000_000, card, 3, 4)
    made.answer(1_690_000_000, card, 1, -60, kind=0)
    return made


def read(content, path, *, is_oldest=True):
    with opener(path / "c.anki2")(iter([content])) as tables:
        return collection_in(tables, "c.anki2", is_oldest=is_oldest)


def test_a_collection_is_the_same_in_either_schema(tmp_path):
    found = read(collection().bytes(), tmp_path)
    assert found == read(collection().bytes(as_newer), tmp_path)
    assert found.decks[DECK].name == "Lang::German"
    assert found.presets[5] == Preset("Slow", (1.0, 15.0, 1440.0), (30.0,), 7, 90, 365, None, ())
    sides = NoteTemplate("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")
    type_ = found.note_types[BASIC]
    assert (type_.fields, type_.templates) == (("Front", "Back"), {0: sides})
    first, _, filtered = found.cards
    assert (found.notes[first.note].tags, first.flag) == (("a", "b"), 1)
    assert (filtered.home, filtered.due, filtered.memory) == (7, 12, (3.5, 2.25))
    assert [row.ease for row in found.revlog] == [1, 3]
    offsets = found.creation_offset, found.local_offset
    assert (found.scheduler, found.rollover_hour, offsets) == (2, 3, (-60, -120))


def test_templates_of_no_note_type_are_left_overs_and_a_newer_schema_is_noticed(tmp_path):
    def then(connection):
        as_newer(connection)
        connection.execute("INSERT INTO templates VALUES (1, 0, 'x', 0, 0, '')")
        connection.execute("INSERT INTO fields VALUES (1, 0, 'x', '')")
        connection.execute("DELETE FROM templates WHERE config = ''")
        connection.execute("UPDATE col SET ver = 19")

    found = read(collection().bytes(then), tmp_path)
    assert (list(found.note_types), found.is_newer) == ([BASIC], True)


def test_the_oldest_collections_have_the_oldest_scheduler_unless_they_say_another(tmp_path):
    content = OldCollection().bytes()
    assert read(content, tmp_path).scheduler == 1
    assert read(content, tmp_path, is_oldest=False).scheduler == 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("DROP TABLE cards", "it has no table cards"),
        ("DELETE FROM col", "its settings are missing"),
        ("UPDATE col SET models = '{'", "its note types are damaged"),
        ("UPDATE col SET decks = '[]'", "its decks are damaged"),
        ("UPDATE cards SET ord = 'x'", "a card is damaged"),
        ("UPDATE revlog SET ease = 'x'", "its review log is damaged"),
        ("ALTER TABLE notes DROP COLUMN flds", "its table notes has no flds"),
    ],
)
def test_what_is_damaged_is_one_sentence(tmp_path, spoil, said):
    content = collection().bytes(lambda connection: connection.execute(spoil))
    with pytest.raises(BadDatabase) as failure:
        read(content, tmp_path)
    assert f"The collection in c.anki2 cannot be read ({said}): in Anki" in str(failure.value)


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("notetypes", "config", "note types"),
        ("templates", "config", "note types"),
        ("decks", "kind", "decks"),
        ("deck_config", "config", "options"),
    ],
)
def test_a_message_that_is_none_is_one_sentence(tmp_path, table, column, said):
    def then(connection):
        as_newer(connection)
        connection.execute(f"UPDATE {table} SET {column} = x'ffffffff'")  # noqa: S608

    with pytest.raises(BadDatabase, match=f"its {said} are damaged"):
        read(collection().bytes(then), tmp_path)


def test_a_note_type_may_be_a_cloze(tmp_path):
    made = OldCollection(note_type(is_cloze=True))
    for then in (None, as_newer):
        assert read(made.bytes(then), tmp_path).note_types[BASIC].is_cloze
