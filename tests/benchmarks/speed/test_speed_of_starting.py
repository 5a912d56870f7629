"""How long a learner waits for the first question, and for what is due."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from benchmarks.measuring import Result, medians_in_turn
from benchmarks.processes import (
    IMPORTS,
    IMPORTS_NAME,
    at_terminal,
    flash,
    processor_seconds,
    to_first_line,
    to_the_end,
)
from benchmarks.synthetic import LARGE, MEDIUM, MOMENT, SMALL, opened

from flashcards.services.preparation.plan import start_plan

_ROUNDS = 9
_FIRST_QUESTION_TARGET = 1.4
_READABLE_TARGET, _READY_TARGET = 0.45, 1.3
_READABLE, _REVEALED = ("", "Space answer"), (" ", "good")
_UNCHANGED_TARGET, _CHANGED_TARGET = 0.5, 1.5
_PLAN_TARGET = 1.4
SIZES = pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE], ids=lambda size: f"{size.cards}")


@SIZES
def test_the_first_question_comes_soon_after_the_imports(benchmark, collection_of, report, size):
    review = to_first_line(flash(collection_of(size), "review"))
    took, yardstick = medians_in_turn(benchmark, review, to_the_end(IMPORTS), rounds=_ROUNDS)
    name = f"first question of `flash review`, {size.cards:,} cards"
    target = _FIRST_QUESTION_TARGET if size == LARGE else None
    report(Result(name, took, yardstick, IMPORTS_NAME, target))


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size.cards}")
@pytest.mark.parametrize(
    ("what", "steps", "target"),
    [
        ("readable", [_READABLE], _READABLE_TARGET),
        ("ready for its grade", [_READABLE, _REVEALED], _READY_TARGET),
    ],
)
def test_the_first_question_stands_there_before_the_imports_are_done(  # noqa: PLR0913, PLR0917
    benchmark, collection_of, report, size, what, steps, target
):
    command = flash(collection_of(size), "review")
    for _ in range(2):  # reads what was written just now once more, and keeps the question
        before = at_terminal(command, _READABLE)
        before.run()
        before.finish()
    session = at_terminal(command, *steps)
    took, yardstick = medians_in_turn(benchmark, session, to_the_end(IMPORTS), rounds=_ROUNDS)
    name = f"first question at a terminal {what}, {size.cards:,} cards"
    report(Result(name, took, yardstick, IMPORTS_NAME, target))


@SIZES
def test_what_is_due_is_said_soon_after_the_imports(benchmark, collection_of, report, size):
    due = to_the_end(flash(collection_of(size), "due"))
    took, yardstick = medians_in_turn(benchmark, due, to_the_end(IMPORTS), rounds=_ROUNDS)
    report(Result(f"`flash due`, {size.cards:,} cards", took, yardstick, IMPORTS_NAME))


@SIZES
def test_what_is_due_is_said_again_before_the_imports_are_done(
    benchmark, collection_of, report, size
):
    command = flash(collection_of(size), "due", "--json")
    processor_seconds(command)  # counts and keeps it
    due = to_the_end(command)
    took, yardstick = medians_in_turn(benchmark, due, to_the_end(IMPORTS), rounds=_ROUNDS)
    name = f"`flash due --json` where nothing has changed, {size.cards:,} cards"
    report(Result(name, took, yardstick, IMPORTS_NAME, _UNCHANGED_TARGET))


@SIZES
def test_what_is_due_is_counted_anew_soon_after_the_imports(benchmark, collection_of, report, size):
    root = collection_of(size)
    due = to_the_end(flash(root, "due", "--json"))

    def changed():
        with closing(sqlite3.connect(root / ".flash" / "flash.db")) as connection, connection:
            connection.execute("DELETE FROM about WHERE key GLOB 'kept *'")
        return ()

    counted = replace(due, prepare=changed)
    took, yardstick = medians_in_turn(benchmark, counted, to_the_end(IMPORTS), rounds=_ROUNDS)
    name = f"`flash due --json` counted anew, {size.cards:,} cards"
    report(Result(name, took, yardstick, IMPORTS_NAME, _CHANGED_TARGET))


def test_the_day_with_a_plan_is_shown_soon_after_the_imports(
    benchmark, collection_of, report, tmp_path
):
    root = tmp_path / "planned"
    shutil.copytree(collection_of(SMALL), root)
    with opened(root) as collection:
        start_plan(collection, MOMENT, "8", MOMENT.today(4) + timedelta(days=56))
    day = to_the_end(flash(root))
    took, yardstick = medians_in_turn(benchmark, day, to_the_end(IMPORTS), rounds=_ROUNDS)
    name = f"`flash` with a plan of {SMALL.cards:,} cards"
    report(Result(name, took, yardstick, IMPORTS_NAME, _PLAN_TARGET))
