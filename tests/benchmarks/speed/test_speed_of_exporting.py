"""How long exports take: a package for Anki beside its bare rows, and Anki's own; cards as CSV."""

import csv
import gc
import sqlite3
from contextlib import closing
from io import StringIO
from random import Random
from statistics import median
from time import process_time
from zipfile import ZipFile

import pytest
from benchmarks.measuring import (
    Result,
    Trial,
    cpu_seconds_written,
    medians_in_turn,
    megabytes_written,
)
from benchmarks.processes import IMPORTS, flash, peak_megabytes, processor_seconds
from benchmarks.synthetic import LARGE, MOMENT, Size, backdate, opened
from benchmarks.ten_years import Years, add_years, make_years

from flashcards.formats.anki.zstd import packed, unpacked
from flashcards.services.exchange.anki.export import export_to_anki
from flashcards.views.anki.note_fields import note_fields

YEARS = Years(Size(10_000, 50), 10)
ROUNDS = 3
MOST_MB = 250
TARGETS = {"plain": 3, "rich": None}
ROWS_AT_ONCE = 5_000
TABLES = ("notes", "cards", "revlog")
WORDS = ("apple", "river", "stone", "window", "garden", "teacher", "morning", "simple", "bridge")
CARDS = """\
SELECT cards.id, deck, area, kind, front, back, cards.path, line, cards.tags, cards.limit_s, state,
due_on, due_at, last_review_at, stability, difficulty, reps, lapses, schedules.suspended, buried_on
FROM cards JOIN files ON files.path = cards.path LEFT JOIN schedules ON card_id = cards.id
ORDER BY sort_key, position"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    root = tmp_path_factory.mktemp("plain-")
    chance = Random(1)
    for number in range(YEARS.size.files):
        path = root / f"deck-{number}.md"
        path.write_text("\n".join(_card(chance, number, n) for n in range(200)), encoding="utf-8")
        backdate(path)
    with opened(root) as collection:
        add_years(collection, YEARS)
    return root


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    root = tmp_path_factory.mktemp("rich-")
    make_years(root, YEARS)
    return root


def _card(chance, number, place):
    asked = " of ".join(chance.choices(WORDS, k=2))
    return f"Q: What is the {asked} {number}.{place}?\nA: {' '.join(chance.choices(WORDS, k=8))}.\n"


@pytest.mark.parametrize("texts", TARGETS)
def test_a_package_for_anki(texts, request, benchmark, report, tmp_path):
    root, file = request.getfixturevalue(texts), tmp_path / "x.apkg"
    with opened(root) as collection:
        exported = Trial(lambda: export(collection, file))
        exported.run()
        rows = rows_in(file, tmp_path)
        bare = Trial(lambda: write_bare(rows, tmp_path / "bare"))
        took, written = medians_in_turn(
            benchmark, exported, bare, rounds=ROUNDS, warm_ups=1, clock=process_time
        )
    name = f"export to Anki, 10,000 notes of {texts} text with 100,000 reviews"
    peak = peak_megabytes(flash(root, "export", "anki", "-o", str(file)))
    yardstick = "`csv.writer` + zstd of the same rows"
    report(
        Result(name, took, written, yardstick, TARGETS[texts], cpu_seconds_written),
        Result(f"peak memory of {name}", peak, MOST_MB, "what it may take", 1, megabytes_written),
    )


def test_anki_s_own_export_of_the_same(plain, report, tmp_path):
    anki_backend = pytest.importorskip("anki_backend", reason="Anki is not installed")
    with opened(plain) as collection:
        export(collection, tmp_path / "x.apkg")
        ours = seconds(lambda: export(collection, tmp_path / "y.apkg"))
    with anki_backend.desk(tmp_path / "desk") as there:
        anki_backend.taken(there, tmp_path / "x.apkg")
        own = seconds(lambda: there.package(tmp_path / "z.apkg"))
    name = "export to Anki, the same beside Anki's own"
    report(Result(name, ours, own, "Anki's backend", None, cpu_seconds_written))


@pytest.mark.parametrize("shape", ["csv", "json"])
def test_cards_in_rows(shape, collection_of, report, tmp_path):
    root = collection_of(LARGE)
    command = flash(root, "export", "cards", "-o", str(tmp_path / f"cards.{shape}"))
    rounds = [
        (processor_seconds(command), processor_seconds(IMPORTS) + bare_csv(root, tmp_path))
        for _ in range(ROUNDS)
    ]
    took, bare = (median(own) for own in zip(*rounds, strict=True))
    name = f"`flash export cards`, 100,000 cards as {shape.upper()}"
    yardstick = "I + `SELECT` of the columns + `csv.writer`"
    report(
        Result(name, took, bare, yardstick, 2, cpu_seconds_written),
        Result(
            f"peak memory of {name}",
            peak_megabytes(command),
            100,
            "what it may take",
            1,
            megabytes_written,
        ),
    )


def export(collection, file):
    """Write a package; as in the command, the collector rests meanwhile."""
    gc.disable()
    with file.open("wb") as out:
        export_to_anki(collection, MOMENT, out, note_fields)
    gc.enable()


def seconds(run):
    begin = process_time()
    run()
    return process_time() - begin


def rows_in(file, folder):
    """The rows of the tables that a package is full of."""
    database = folder / "collection"
    with ZipFile(file) as zip_, zip_.open("collection.anki21b") as content:
        database.write_bytes(b"".join(unpacked(content)))
    with closing(sqlite3.connect(database)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608


def write_bare(rows, file):
    with file.open("wb") as out:
        out.writelines(packed(bare_pieces(rows)))


def bare_pieces(rows):
    for own in rows.values():
        for first in range(0, len(own), ROWS_AT_ONCE):
            text = StringIO()
            csv.writer(text).writerows(own[first : first + ROWS_AT_ONCE])
            yield text.getvalue().encode()


def bare_csv(root, folder):
    begin = process_time()
    with (
        closing(sqlite3.connect(root / ".flash" / "flash.db")) as connection,
        (folder / "bare.csv").open("w", encoding="utf-8", newline="") as out,
    ):
        csv.writer(out).writerows(connection.execute(CARDS))
    return process_time() - begin
