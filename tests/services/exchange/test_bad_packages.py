"""Packages made to harm, or broken on their way: one sentence, or in whole and without harm."""

import sqlite3
import stat
from contextlib import closing
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from anki_files import OldCollection, as_newer, note_type, package, packed
from collections_on_disk import at, dump
from importing import bring

from flashcards.errors.base import FlashError
from flashcards.services.log.undo import undo


def collection_of_anki(said=None, **config):
    made = OldCollection(said, schedVer=2, **config)
    (card,) = made.add('dog <img src="a.png">', "Hund", type=2, queue=2, due=9)
    made.answer(1_600_900_000, card, 3, 4)
    return made


def spoilt(*statements):
    return collection_of_anki().bytes(lambda db: [db.execute(one) for one in statements])


def broken_pages():
    content = bytearray(collection_of_anki().bytes())
    content[4096:12288] = b"\xff" * 8192
    return bytes(content)


def garbage(connection):
    as_newer(connection)
    connection.execute("UPDATE notetypes SET config = x'ffffffff'")


def locked(content):
    """The same, as if with a password."""
    head, flags = b"PK\x01\x02\x14\x03\x14\x00", b"\x00\x00"
    assert head + flags in content
    return content.replace(head + flags, head + b"\x01\x00")


def zipped(*members):
    """A zip of members, each a name or all that a zip says of one, and its content."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zip_:
        for name, content in members:
            zip_.writestr(name, content)
    return buffer.getvalue()


WHOLE = collection_of_anki().bytes()
BAD = {
    "a collection that swells": (lambda: package(bytes(70_000_000)), "larger than 64 MB when"),
    "a picture that swells": (
        lambda: package(WHOLE, {"a.png": bytes(70_000_000)}),
        "A picture or sound in x.apkg is larger",
    ),
    "no zip": (lambda: b"PK\x03\x04 nothing", "x.apkg"),
    "zstd cut short": (
        lambda: package(b"", **{"collection.anki21b": packed(WHOLE)[:-9]}),
        "too early",
    ),
    "a list of media that is garbage": (
        lambda: zipped(("collection.anki2", WHOLE), ("media", b"\xff\xff")),
        "its list of media is damaged",
    ),
    "messages that are garbage": (
        lambda: package(collection_of_anki().bytes(garbage), name="collection.anki21"),
        "its note types are damaged",
    ),
    "broken pages": (lambda: package(broken_pages()), "The collection in x.apkg cannot be read"),
    "tables of something else": (lambda: package(spoilt("DROP TABLE cards")), "no table cards"),
    "a view in place of a table": (
        lambda: package(
            spoilt("ALTER TABLE cards RENAME TO c", "CREATE VIEW cards AS SELECT * FROM c")
        ),
        "no table cards",
    ),
    "a field of 100 MB": (
        lambda: package(spoilt("UPDATE notes SET flds = hex(randomblob(50000000))")),
        "The collection in x.apkg",
    ),
    "a password": (lambda: locked(package(WHOLE)), "it is locked with a password"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_one_sentence_and_changes_nothing(collection, notes, name):
    make, said = BAD[name]
    (notes / "x.apkg").write_bytes(make())
    before = dump(collection, "facts", "cards"), sorted(collection.root.rglob("*.md"))
    with pytest.raises(FlashError) as refused:
        bring(collection, notes / "x.apkg")
    sentence = str(refused.value)
    assert said in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert (dump(collection, "facts", "cards"), sorted(collection.root.rglob("*.md"))) == before


def with_a_link():
    """A picture that the zip calls a link to somewhere else."""
    link = ZipInfo("0")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ("media", b'{"0": "a.png"}')
    return zipped(("collection.anki2", WHOLE), names, (link, "/etc/passwd"))


SCRIPTS = (("{{FrontSide}}<script>alert(1)</script>{{Front}}", "{{FrontSide}} {{Back}}"),)
SAFE = {
    "a link": with_a_link(),
    "paths out of the folder": package(WHOLE, {"../../a.png": b"1", "/etc/a.png": b"2"}),
    "triggers and views": package(
        spoilt(
            "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM cards; END",
            "CREATE VIEW v AS SELECT * FROM v2",
        )
    ),
    "templates that loop and carry scripts": package(
        collection_of_anki(note_type(templates=SCRIPTS)).bytes()
    ),
}


@pytest.mark.parametrize("name", SAFE)
def test_what_could_harm_comes_in_whole_without_harm_and_is_taken_back(collection, notes, name):
    (notes / "x.apkg").write_bytes(SAFE[name])
    outside = sorted(collection.root.parent.rglob("*.png"))
    done = bring(collection, notes / "x.apkg")
    assert (done.cards, done.history.answers) == (1, 1)
    text = (collection.root / "Deck.md").read_text()
    assert "script" not in text
    assert "alert" not in text
    pictures = set(collection.root.parent.rglob("*.png")) - set(outside)
    assert all(one.parent == collection.root / "media" for one in pictures)
    assert not any(one.is_symlink() for one in pictures)
    undo(collection, at(minutes=2))
    assert not (collection.root / "Deck.md").exists()
    assert sorted(collection.root.parent.rglob("*.png")) == outside


def test_a_collection_that_is_locked_by_its_program_is_read_from_a_copy(collection, notes):
    path = notes / "collection.anki2"
    path.write_bytes(WHOLE)
    with closing(sqlite3.connect(path, isolation_level=None)) as anki:
        anki.execute("BEGIN IMMEDIATE")
        assert bring(collection, path).history.answers == 1
