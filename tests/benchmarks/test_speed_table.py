"""A run of the benchmarks brings its rows of the table of speed up to date, and no others."""

from benchmarks.measuring import Result
from benchmarks.speed_table import README, updated

TEXT = README.read_text(encoding="utf-8")
READING = Result("reading", 2.0, 1.0, "a file", 3)


def test_a_new_result_is_a_new_row_and_nothing_else_changes():
    lines = updated(TEXT, [READING]).splitlines()
    row = "| reading | 2.0 s | 1.0 s: a file | 2 | ≤ 3 | yes |"
    at = lines.index(row)
    assert [*lines[:at], *lines[at + 1 :]] == TEXT.splitlines()
    assert lines[at - 1].startswith("|")
    assert lines[at + 1] == ""


def test_a_result_takes_the_row_of_its_name_and_yardstick():
    slower = Result("reading", 6.0, 1.5, "a file", 3)
    other = Result("reading", 2.0, 1.0, "two files", 3)
    text = updated(updated(TEXT, [READING, other]), [slower])
    assert [line for line in text.splitlines() if line.startswith("| reading |")] == [
        "| reading | 6.0 s | 1.5 s: a file | 4 | ≤ 3 | **no** |",
        "| reading | 2.0 s | 1.0 s: two files | 2 | ≤ 3 | yes |",
    ]


def test_without_results_nothing_changes():
    assert updated(TEXT, []) == TEXT
