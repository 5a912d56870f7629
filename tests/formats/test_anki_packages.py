"""Anki's packages of all generations opened, and each way in which one can be broken, said."""

import json
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from anki_files import OldCollection, field, package, packed
from hypothesis import given
from hypothesis import strategies as st

from flashcards.errors.base import FlashError
from flashcards.errors.packages import BadPackage, SwellsTooMuch, TooNew
from flashcards.formats.anki.package import opened_package


def test_the_newest_collection_is_taken_whatever_stub_lies_beside_it():
    old, newer, newest = b"old" * 9, b"newer" * 9, b"newest" * 9
    content = package(old, **{"collection.anki21": newer})
    with opened_package(content, "x.apkg") as found:
        assert b"".join(found.database()) == newer
    content = package(old, **{"collection.anki21": newer, "collection.anki21b": packed(newest)})
    with opened_package(content, "x.apkg") as found:
        assert b"".join(found.database()) == newest


def test_media_are_named_by_a_list_of_either_kind():
    with opened_package(package(b"x", {"cafe\u0301.png": b"1"}), "x.apkg") as found:
        assert (found.media, found.medium("caf\u00e9.png")) == ({"caf\u00e9.png"}, b"1")
    entries = b"".join(field(1, field(1, name)) for name in (b"a.png", b"b.png"))
    buffer = BytesIO()
    with ZipFile(buffer, "w") as zip_:
        zip_.writestr("collection.anki21b", packed(b"x"))
        zip_.writestr("media", packed(entries))
        zip_.writestr("1", packed(b"of b"))
    with opened_package(buffer.getvalue(), "x.apkg") as found:
        assert (found.media, found.medium("b.png")) == ({"b.png"}, b"of b")


def test_what_swells_beyond_all_measure_is_stopped_on_its_way():
    bomb = package(bytes(70_000_000))
    with (
        opened_package(bomb, "x.apkg") as found,
        pytest.raises(SwellsTooMuch, match="The collection in x.apkg is larger than 64 MB when"),
    ):
        list(found.database())


def _with(name, content):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zip_:
        zip_.writestr("collection.anki21b", packed(b"x" * 100))
        zip_.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "file is not a zip file"),
        (package(b"", name="deck.txt"), "there is no collection in it"),
        (_with("media", b"{"), "its list of media is damaged"),
        (_with("media", json.dumps([1]).encode()), "its list of media is damaged"),
        (_with("media", b"\xff\xff\xff"), "its list of media is damaged"),
        (_with("meta", b"\xff\xff\xff"), "its `meta` is damaged"),
    ],
)
def test_a_package_that_is_none_is_one_sentence(content, said):
    with pytest.raises(BadPackage) as failure, opened_package(content, "x.apkg"):
        pass
    assert str(failure.value) == f"x.apkg cannot be read ({said}): export it from Anki again."


def test_a_collection_cut_short_is_one_sentence():
    whole = OldCollection().bytes()
    content = package(b"stub", **{"collection.anki21b": packed(whole)[:-9]})
    with (
        opened_package(content, "x.apkg") as found,
        pytest.raises(BadPackage, match="collection.anki21b: it ends too early"),
    ):
        list(found.database())
    damaged = bytearray(package(whole))
    damaged[100:140] = bytes(40)
    with (
        opened_package(bytes(damaged), "x.apkg") as found,
        pytest.raises(BadPackage, match=r"collection.anki2: "),
    ):
        list(found.database())


def test_a_package_of_which_only_the_stub_is_known_is_too_new():
    content = package(b"stub", meta=b"\x08\x04")
    with pytest.raises(TooNew, match="newer Anki than flash knows"), opened_package(content, "x"):
        pass
    content = package(b"stub", meta=b"\x08\x04", **{"collection.anki21b": packed(b"known")})
    with opened_package(content, "x") as found:
        assert (b"".join(found.database()), found.version) == (b"known", 4)


@given(st.data())
def test_a_damaged_package_is_refused_with_a_sentence_or_read(data):
    """The file was found by changing bytes at random: a zip may point before its own beginning."""
    content = bytearray(package(OldCollection().bytes(), {"a.png": b"picture"}))
    for _ in range(data.draw(st.integers(1, 9))):
        place = data.draw(st.integers(-200, len(content) - 1) | st.integers(-200, -1))
        content[place] = data.draw(st.integers(0, 255))
    with suppress(FlashError), opened_package(bytes(content), "x.apkg") as found:
        list(found.database())
        [found.medium(name) for name in found.media]
