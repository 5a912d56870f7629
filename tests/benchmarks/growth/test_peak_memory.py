"""How much memory the program takes."""

from statistics import median

from benchmarks.measuring import Result, megabytes_written
from benchmarks.processes import IMPORTS, IMPORTS_NAME, flash, peak_megabytes
from benchmarks.synthetic import LARGE, write_decks

_ROUNDS = 3
_MOST_MEGABYTES = 150
_ANSWERS = 15_000
_MOST_OF_A_SESSION = 120


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


def test_a_long_session_takes_little_memory(report, tmp_path):
    number = f"{_ANSWERS:,}"
    cards = "".join(f"Q: How much is {n} + 1?\nA: {n + 1}\n\n" for n in range(_ANSWERS))
    (tmp_path / "numbers.md").write_text(cards)
    command = flash(tmp_path, "review", "--new", str(_ANSWERS))
    used = peak_megabytes(command, b"\n4\n" * _ANSWERS)
    name = f"peak memory of a session of {number} answers"
    report(Result(name, used, _MOST_OF_A_SESSION, "what it may take", 1, megabytes_written))


def memory(name, used):
    """Megabytes against those of a process with the imports alone."""
    yardstick = median(peak_megabytes(IMPORTS) for _ in range(_ROUNDS))
    return Result(name, used, yardstick, IMPORTS_NAME, written=megabytes_written)
