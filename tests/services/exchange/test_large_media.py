"""Pictures and sounds of a package: many, large, and never all in memory."""

import random
import tracemalloc
from functools import partial
from pathlib import Path

import pytest
from anki_files import OldCollection, package
from collections_on_disk import at
from importing import bring

from flashcards.errors.files import CannotRead
from flashcards.services.log.imports import FileToBe, stage
from flashcards.services.work import writing_work
from flashcards.storage.files.staging import LaterContent, digest_of

COUNT, SIZE = 40, 1_000_000


@pytest.fixture
def source(notes):
    """A package whose cards name as many pictures, each of a megabyte that no zip makes smaller."""
    chance = random.Random(1)
    made, pictures = OldCollection(schedVer=2), {}
    for number in range(COUNT):
        pictures[f"{number}.png"] = chance.randbytes(SIZE)
        made.add(f'what is <img src="{number}.png">', "a picture")
    path = notes / "x.apkg"
    path.write_bytes(package(made.bytes(), pictures))
    return path


def test_one_is_held_at_a_time(collection, source):
    tracemalloc.start()
    done = bring(collection, source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(done.media) == COUNT
    assert peak < COUNT * SIZE / 2
    written = [collection.root / path for path in done.media]
    assert all(path.stat().st_size == SIZE for path in written)
    assert len({path.read_bytes() for path in written}) == COUNT


def test_what_changed_since_it_was_looked_at_stops_the_whole(collection):
    pictures = {"a.png": b"as it was", "b.png": b"another by now"}
    with pytest.raises(CannotRead, match="it changed meanwhile"):
        _stage(collection, pictures, digest_of(b"as it was"))
    assert not collection.place.staging.exists()


def _stage(collection, pictures, digest):
    wanted = [
        FileToBe(name, None, LaterContent(Path(name), digest, partial(pictures.__getitem__, name)))
        for name in pictures
    ]
    with writing_work(collection, at()) as work:
        stage(work, wanted)
