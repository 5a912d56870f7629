"""How long a collection of Anki's takes to be imported, and the import to be taken back."""

from datetime import timedelta
from itertools import count
from random import Random
from shutil import copytree
from time import process_time

import pytest
from anki_files import BEGAN, OldCollection, package
from benchmarks.measuring import (
    Result,
    Trial,
    cpu_seconds_written,
    medians_in_turn,
    megabytes_written,
)
from benchmarks.processes import flash, peak_megabytes
from benchmarks.synthetic import NOW
from html_to_markdown import convert

from flashcards.core.study_day import Moment
from flashcards.services.decks.read import read_decks
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place

_NOTES, _REVIEWS_A_NOTE = 10_000, 10
_DAY_S = 86_400
_ROUNDS = 3
_TARGET = 1.5
_UNDO_TARGET = 2
_MOST_MB = 250
_PICTURES, _PICTURE_BYTES = 300, 1_000_000
_ALONE = "reading the decks, replaying the reviews and html-to-markdown, each alone"


@pytest.fixture(scope="module")
def notes():
    """The fields of notes as Anki has them, HTML."""
    chance = Random(1)
    words = [f"word{number}" for number in range(3_000)]
    return [
        (
            f"<div>What is <b>{chance.choice(words)}</b> number {number}?</div>",
            f"<p>{' '.join(chance.choices(words, k=12))}<ul><li>{chance.choice(words)}</li></ul>",
        )
        for number in range(_NOTES)
    ]


@pytest.fixture(scope="module")
def source(notes, tmp_path_factory):
    """A package of cards in review, each with a history of years."""
    made, chance = OldCollection(schedVer=2, creationOffset=0, localOffset=0), Random(2)
    for number, fields in enumerate(notes):
        begin, gap = chance.randrange(800), 1
        (card,) = made.add(*fields, type=2, queue=2, due=2_500, data='{"s":90,"d":5}')
        for step in range(_REVIEWS_A_NOTE):
            second = number * 8 % 80_000 + step
            ease = chance.choices((1, 2, 3, 4), (1, 1, 6, 1))[0]
            kind = min(step, 1)
            made.answer(
                BEGAN + begin * _DAY_S + second, card, ease, gap, kind=kind, factor=2_500 * kind
            )
            begin, gap = begin + gap, gap * 7 // 4 + 1
    made.rows = [(n * 1_000 + row[0] // 10**9, *row[1:]) for n, row in _apart(made.rows)]
    path = tmp_path_factory.mktemp("anki") / "x.apkg"
    path.write_bytes(package(made.bytes()))
    for number in range(_PICTURES):
        made.add(f'<img src="{number}.png">', "a picture")
    pictures = {f"{number}.png": chance.randbytes(_PICTURE_BYTES) for number in range(_PICTURES)}
    path.with_name("pictures.apkg").write_bytes(package(made.bytes(), pictures))
    return path


def _apart(rows):
    """The rows by the seconds of their instants, each second once."""
    taken = set()
    for row in rows:
        second = row[0] // 1_000
        while second in taken:
            second += 1
        taken.add(second)
        yield second, row


def test_an_import_costs_little_more_than_its_parts_and_is_taken_back_in_twice_that(
    benchmark, report, notes, source, tmp_path
):
    numbers = count()

    def empty():
        root = tmp_path / f"{next(numbers)}"
        root.mkdir()
        with open_collection(Place.at(root), NOW):
            return (root,)

    def imported():
        (root,) = empty()
        bring(root)
        return (root,)

    def bring(root):
        with open_collection(Place.at(root), NOW) as collection:
            import_sources(collection, Moment(NOW, NOW.tzinfo), [str(source)], ImportWishes())

    def unread():
        (root,) = empty()
        copytree(whole, root, dirs_exist_ok=True, ignore=lambda *_: {".flash"})
        return (root,)

    def read(root):
        with open_collection(Place.at(root), NOW) as collection:
            read_decks(collection, NOW)

    def replay(root):
        with open_collection(Place.at(root), NOW) as collection:
            rebuild(collection)

    def take_back(root):
        later = Moment(NOW + timedelta(minutes=1), NOW.tzinfo)
        with open_collection(Place.at(root), later.now) as collection:
            undo(collection, later)

    (whole,) = imported()
    took, was_read, replayed, converted, undone = medians_in_turn(
        benchmark,
        Trial(bring, empty),
        Trial(read, unread),
        Trial(replay, imported),
        Trial(lambda: [convert(field) for fields in notes for field in fields]),
        Trial(take_back, imported),
        rounds=_ROUNDS,
        warm_ups=0,
        clock=process_time,
    )
    size = f"{_NOTES:,} notes of Anki's with {_NOTES * _REVIEWS_A_NOTE:,} answers"
    alone = was_read + replayed + converted
    written = cpu_seconds_written
    report(
        Result(f"import of {size}", took, alone, _ALONE, _TARGET, written),
        Result("`flash undo` of it", undone, took, "the import", _UNDO_TARGET, written),
    )


def test_an_import_takes_little_memory_however_many_pictures_come(report, source, tmp_path):
    results = []
    for number, file in enumerate((source, source.with_name("pictures.apkg"))):
        root = tmp_path / f"{number}"
        root.mkdir()
        with open_collection(Place.at(root), NOW):
            pass
        peak = peak_megabytes(flash(root, "import", str(file)))
        beside = f" and {_PICTURES} MB of pictures" if number else ""
        name = f"peak memory of importing {_NOTES:,} notes{beside}"
        said = name, peak, _MOST_MB, "what it may take", 1, megabytes_written
        results.append(Result(*said))
    report(*results)
