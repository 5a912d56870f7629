"""How long a question bank and a folder of notes take to be imported."""

from itertools import count
from pathlib import Path
from time import process_time

import pytest
from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn
from benchmarks.raw import READ_FROM_DECKS, empty_database, insert_rows, parse_blocks, rows_of
from benchmarks.synthetic import NOW

from flashcards.core.study_day import Moment
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place

_BANK = Path(__file__).parents[4] / "shared" / "data" / "questions-list-512k.md"
_TARGET = 2.5
_ROUNDS = 5
_RAW = "markdown-it's blocks of the same bytes + `executemany`"


@pytest.mark.skipif(not _BANK.exists(), reason=f"there is no {_BANK}")
def test_the_bank_of_512_kb_costs_little_more_than_its_blocks_and_rows(benchmark, report, tmp_path):
    imported(benchmark, report, tmp_path, _BANK, "import of a bank of 512 KB")


def test_a_folder_of_500_notes_costs_little_more_than_its_blocks_and_rows(
    benchmark, report, tmp_path
):
    notes = tmp_path / "notes"
    for number in range(500):
        path = notes / f"{number % 20}" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_note(number), encoding="utf-8")
    imported(benchmark, report, tmp_path, notes, "import of a folder of 500 notes")


def imported(benchmark, report, folder, source, name):
    """Measure an import beside the yardstick, and report it."""
    trial = importing(source, folder)
    (root,) = trial.prepare()
    trial.run(root)
    paths = [source] if source.is_file() else sorted(source.rglob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    rows = rows_of(root / ".flash" / "flash.db", *READ_FROM_DECKS)
    raw = Trial(
        lambda database: insert_rows(database, rows), lambda: (empty_database(folder / "raw.db"),)
    )
    took, parsed, written = medians_in_turn(
        benchmark,
        trial,
        Trial(lambda: parse_blocks(texts)),
        raw,
        rounds=_ROUNDS,
        warm_ups=1,
        clock=process_time,
    )
    report(Result(name, took, parsed + written, _RAW, _TARGET, cpu_seconds_written))


def importing(source, folder):
    """An import into a collection that has nothing yet; all of it is timed but the opening."""
    numbers = count()

    def empty():
        root = folder / f"collection-{next(numbers)}"
        root.mkdir()
        with open_collection(Place.at(root), NOW):
            return (root,)

    def run(root):
        with open_collection(Place.at(root), NOW) as collection:
            import_sources(collection, Moment(NOW, NOW.tzinfo), [str(source)], ImportWishes())

    return Trial(run, empty)


def _note(number):
    """A note of about 2 KB, with headings that ask, code and a list."""
    asked = "".join(
        f"## What is thing {number}.{part}?\n\nThing {part} of note {number} is *this*: "
        f"{'some words about it, and why it matters. ' * 6}\n\n"
        f"- one side: `{part}`\n- the other\n\n"
        for part in range(5)
    )
    return f"---\ntags: [note-{number % 7}]\n---\n# Note {number}\n\n{asked}"
