"""What a long log costs: figures of all answers, a machine that begins, a day's first answer."""

import shutil
import sqlite3
from contextlib import closing
from statistics import median
from time import process_time

import pytest
from benchmarks.measuring import Result, cpu_seconds_written, megabytes_written
from benchmarks.processes import IMPORTS, flash, peak_megabytes, processor_seconds
from benchmarks.synthetic import Size, opened
from benchmarks.ten_years import Years, make_years

from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

LONG, SHORT = Years(Size(6_000, 60), 33), Years(Size(1_200, 12), 25)
ROUNDS = 3
ROWS = "SELECT card_id, rating, studied_on, due_on, duration_ms, score, at, clock, id FROM facts"
TWO_READS = "I + twice a bare `SELECT`"
MOST_MB = 100
MOST_TO_FIT_MB = 300
BEGUN = 1.5
GROWTH = 7.5


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    return made(tmp_path_factory, LONG)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    return made(tmp_path_factory, SHORT)


def made(tmp_path_factory, years):
    root = tmp_path_factory.mktemp(f"reviews-{years.reviews}-")
    make_years(root, years)
    return root


def medians(*commands):
    """The processor's seconds that each takes, in turn."""
    rounds = [[processor_seconds(command) for command in commands] for _ in range(ROUNDS)]
    return [median(own) for own in zip(*rounds, strict=True)]


def bare_read(root):
    """The processor's seconds that it takes to fetch what figures are made of."""
    with closing(sqlite3.connect(root / ".flash" / "flash.db")) as connection:
        begin = process_time()
        for _ in connection.execute(f"{ROWS} WHERE kind = 'review'"):
            pass
        return process_time() - begin


@pytest.mark.parametrize("verb", ["stats", "ready", "forecast"])
def test_figures_of_all_answers_grow_no_faster_than_these(verb, long, short, report):
    commands = flash(long, verb, "--json"), flash(short, verb, "--json"), IMPORTS
    took, of_fewer, imports = medians(*commands)
    name = f"`flash {verb}`, {LONG.reviews:,} reviews of {LONG.size.cards:,} cards"
    read = bare_read(long)
    peak = peak_megabytes(commands[0])
    report(
        Result(name, took, of_fewer, f"{SHORT.reviews:,}", GROWTH, cpu_seconds_written),
        Result(name, took, imports + 2 * read, TWO_READS, 1, cpu_seconds_written),
        Result(f"peak memory of {name}", peak, MOST_MB, "what it may take", 1, megabytes_written),
    )


def test_a_machine_that_begins_reads_all_files(long, tmp_path, report):
    processor_seconds(flash(long, "sync"))
    begun = []
    for number in range(ROUNDS):
        root = tmp_path / str(number)
        shutil.copytree(long, root, ignore=shutil.ignore_patterns("flash.db*"))
        begun.append(processor_seconds(flash(root, "sync")))
    (rebuilt,) = medians(flash(long, "rebuild"))
    name = f"first `flash sync` of a second machine, {LONG.reviews:,} reviews"
    report(Result(name, median(begun), rebuilt, "`flash rebuild`", BEGUN, cpu_seconds_written))


def test_all_of_another_log_is_merged(long, tmp_path, report):
    merged = []
    for number in range(ROUNDS):
        root = tmp_path / str(number)
        shutil.copytree(long, root, ignore=shutil.ignore_patterns(".flash"))
        processor_seconds(flash(root, "due", "--json"))
        merged.append(processor_seconds(flash(root, "merge", str(long / ".flash" / "flash.db"))))
    (rebuilt,) = medians(flash(long, "rebuild"))
    name = f"`flash merge` of {LONG.reviews:,} reviews into none"
    report(Result(name, median(merged), rebuilt, "`flash rebuild`", BEGUN, cpu_seconds_written))


def test_fitting_takes_little_memory(long, report):
    used = peak_megabytes(flash(long, "optimize", "--dry-run"))
    name = f"peak memory of `flash optimize --dry-run`, {LONG.reviews:,} reviews"
    report(Result(name, used, MOST_TO_FIT_MB, "what it may take", 1, megabytes_written))


def test_no_answer_waits_for_the_backup_of_the_day(long, report):
    with opened(long) as collection, reading(collection.engine) as connection:
        card = next(known_cards(connection)).card.id
    command = flash(long, "answer", card, "3")
    first, *others = (processor_seconds(command) for _ in range(1 + ROUNDS))
    name = f"first `flash answer` of a day, {LONG.reviews:,} reviews"
    report(Result(name, first, median(others), "a later one", 1.5, cpu_seconds_written))
