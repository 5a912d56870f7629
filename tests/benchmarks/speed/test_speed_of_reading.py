"""How long the decks take to be read: at first, again, and after an edit."""

from itertools import count
from pathlib import Path
from time import process_time

import pytest
from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn, repeated
from benchmarks.raw import (
    READ_FROM_DECKS,
    deck_texts,
    empty_database,
    insert_rows,
    parse_blocks,
    rows_of,
)
from benchmarks.synthetic import LARGE, MEDIUM, NOW, backdate, opened

from flashcards.core.settings import Settings
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_decks
from flashcards.services.place import Place
from flashcards.storage.database.engine import open_database, sqlite_url

_ROUNDS = {MEDIUM: 15, LARGE: 3}
_FIRST_READING_TARGET = 1.7
_GROWTH_TARGET = 11
_RAW = "markdown-it's blocks + `executemany`"


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
