"""How long the decks take to be read: at first, again, and after an edit."""

import os
import shutil
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn, repeated
from benchmarks.processes import flash, processor_seconds
from benchmarks.raw import (
    READ_FROM_DECKS,
    deck_texts,
    empty_database,
    insert_rows,
    parse_blocks,
    rows_of,
)
from benchmarks.synthetic import LARGE, MEDIUM, NOW, Size, backdate, opened, write_decks

from flashcards.core.settings import Settings
from flashcards.services.collection import Collection
from flashcards.services.decks import all_cores
from flashcards.services.decks.read import read_decks
from flashcards.services.place import Place
from flashcards.storage.database.engine import open_database, sqlite_url

_ROUNDS = {MEDIUM: 15, LARGE: 3}
_FIRST_READING_TARGET = 1.7
_GROWTH_TARGET = 11
_RAW = "markdown-it's blocks + `executemany`"
_FILES = 20
_ON_ALL_CORES_TARGET = 1.2


@pytest.fixture(autouse=True)
def one_core(monkeypatch):
    """What is read in this process is parsed in it: its CPU is all there is."""
    monkeypatch.setattr(all_cores, "_cores", lambda: 1)


@pytest.mark.parametrize("size", [MEDIUM, LARGE], ids=lambda size: f"{size.cards}")
def test_the_first_reading_costs_little_more_than_markdown_it_and_sqlite(
    benchmark, collection_of, report, tmp_path, size
):
    root = collection_of(size)
    trials = (first_reading(root, tmp_path), *raw_reading(root, tmp_path))
    rounds = _ROUNDS[size]
    took, parsed, written = medians_in_turn(
        benchmark, *trials, rounds=rounds, warm_ups=0, clock=process_time
    )
    name = f"first reading, {size.cards:,} cards"
    report(Result(name, took, parsed + written, _RAW, _FIRST_READING_TARGET, cpu_seconds_written))


def test_the_first_reading_grows_with_the_cards(benchmark, collection_of, report, tmp_path):
    times = LARGE.cards // MEDIUM.cards
    large, medium = (first_reading(collection_of(size), tmp_path) for size in (LARGE, MEDIUM))
    took, as_many = medians_in_turn(
        benchmark,
        large,
        repeated(medium, times),
        rounds=_ROUNDS[LARGE],
        warm_ups=0,
        clock=process_time,
    )
    name = f"first reading, {LARGE.cards:,} cards"
    report(
        Result(
            name,
            took,
            as_many / times,
            f"{MEDIUM.cards:,} cards",
            _GROWTH_TARGET,
            cpu_seconds_written,
        )
    )


@pytest.mark.parametrize("size", [MEDIUM, LARGE], ids=lambda size: f"{size.cards}")
def test_reading_again_costs_as_much_as_there_is_to_read(
    benchmark, collection_of, report, tmp_path, size
):
    root = collection_of(size)
    with opened(root) as collection:
        trials = (one_edit(collection), Trial(lambda: read_decks(collection, NOW)))
        edited, unchanged, first = medians_in_turn(
            benchmark, *trials, first_reading(root, tmp_path), rounds=_ROUNDS[size], warm_ups=0
        )
    cards = f"{size.cards:,} cards"
    report(
        Result(f"reading with nothing changed, {cards}", unchanged, first, "first reading"),
        Result(f"reading with one file changed, {cards}", edited, first, "first reading"),
    )


@pytest.mark.parametrize("cards", [30_000, 100_000])
def test_the_first_reading_on_all_cores_takes_each_little_more_than_raw_on_one(
    report, tmp_path, cards
):
    """What `flash due` computes more the first time than the second, all its processes together.

    The wall would tell more, but only of a machine that does nothing else.
    """
    root = tmp_path / "decks"
    write_decks(root, Size(cards, _FILES))
    due = flash(root, "due", "--json")
    rounds = []
    for _ in range(3):
        shutil.rmtree(root / ".flash", ignore_errors=True)
        first, again = processor_seconds(due), processor_seconds(due)
        rounds.append((first - again, sum(map(computed_by, raw_reading(root, tmp_path)))))
    took, raw = (median(own) for own in zip(*rounds, strict=True))
    cores = len(os.sched_getaffinity(0))
    name = f"first reading, {cards:,} cards in {_FILES} files, for each of {cores} cores"
    yardstick = f"{_RAW} on one"
    report(Result(name, took / cores, raw, yardstick, _ON_ALL_CORES_TARGET, cpu_seconds_written))


def computed_by(trial):
    """The seconds that this process computes for a trial."""
    arguments = trial.prepare()
    begin = process_time()
    trial.run(*arguments)
    took = process_time() - begin
    trial.finish(*arguments)
    return took


def first_reading(root, folder):
    """The decks below `root` read into a database that knows none of them."""
    numbers = count()

    def empty_collection():
        database = empty_database(folder / f"first-{next(numbers)}.db")
        return (Collection(Place(root), open_database(sqlite_url(database)), Settings()),)

    def close(collection):
        collection.engine.dispose()
        Path(collection.engine.url.database).unlink()

    return Trial(lambda collection: read_decks(collection, NOW), empty_collection, close)


def raw_reading(root, folder):
    """The blocks of the same decks, and the same rows, each without the program."""
    texts = deck_texts(root)
    rows = rows_of(root / ".flash" / "flash.db", *READ_FROM_DECKS)
    return (
        Trial(lambda: parse_blocks(texts)),
        Trial(
            lambda database: insert_rows(database, rows),
            lambda: (empty_database(folder / "raw.db"),),
        ),
    )


def one_edit(collection):
    """The decks read after one has got another card."""
    deck = min(collection.root.rglob("*.md"))
    before = deck.read_text(encoding="utf-8")
    numbers = count()

    def edit():
        added = f"\n# Added\n\nQ: What is edit {next(numbers)}?\nA: Another card.\n"
        deck.write_text(before + added, encoding="utf-8")
        backdate(deck)
        return ()

    def take_back():
        deck.write_text(before, encoding="utf-8")
        backdate(deck)
        read_decks(collection, NOW)

    return Trial(lambda: read_decks(collection, NOW), edit, take_back)
