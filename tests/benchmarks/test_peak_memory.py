"""How much memory the program takes."""

from statistics import median

from benchmarks.measuring import Result, megabytes_written
from benchmarks.processes import IMPORTS, IMPORTS_NAME, flash, peak_megabytes
from benchmarks.synthetic import LARGE, write_decks

_ROUNDS = 3
_MOST_MEGABYTES = 150


def test_a_review_takes_little_memory(collection_of, report):
    command = flash(collection_of(LARGE), "review")
    used = median(peak_megabytes(command) for _ in range(_ROUNDS))
    name = f"peak memory of `flash review`, {LARGE.cards:,} cards"
    report(
        memory(name, used),
        Result(name, used, _MOST_MEGABYTES, "what it may take", 1, megabytes_written),
    )


def test_the_memory_of_a_first_reading_is_known(report, tmp_path):
    write_decks(tmp_path, LARGE)
    used = peak_megabytes(flash(tmp_path, "due"))
    report(memory(f"peak memory of a first reading, {LARGE.cards:,} cards", used))


def memory(name, used):
    """Megabytes against those of a process with the imports alone."""
    yardstick = median(peak_megabytes(IMPORTS) for _ in range(_ROUNDS))
    return Result(name, used, yardstick, IMPORTS_NAME, written=megabytes_written)
