"""What was kept as the first question is held against what each session begins with."""

import os
import sqlite3
from contextlib import closing

import pytest
from changing import written
from databases import SERVER
from running import flash, ok

from flashcards.cli.dialogues.review.first_frame import WrongFirstQuestion

pytestmark = pytest.mark.skipif(SERVER in os.environ, reason="kept in SQLite alone")

TAMPERED = "UPDATE about SET value = replace(value, 'two?', '2?') WHERE key = 'kept question'"


@pytest.fixture
def numbers(root):
    """A collection whose first question was kept when a review ended."""
    for file in root.rglob("*.md"):
        file.unlink()
    written(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n")
    ok("review", stdin="\n3\nq\n")
    return root


def tampered(root):
    """How many rows now say another question."""
    with closing(sqlite3.connect(root / ".flash/flash.db")) as connection, connection:
        return connection.execute(TAMPERED).rowcount


def test_another_question_than_the_queue_gives_is_seen(numbers):
    assert "two?" in ok("review").out
    assert tampered(numbers) == 1
    with pytest.raises(WrongFirstQuestion):
        flash("review")


def test_the_learner_is_not_troubled_by_it(numbers, monkeypatch):
    tampered(numbers)
    monkeypatch.delenv("FLASH_CHECKS")
    assert "two?" in ok("review").out


def test_in_a_pipe_it_is_kept_for_tests_alone(numbers, monkeypatch):
    monkeypatch.delenv("FLASH_CHECKS")
    ok("review", stdin="\n3\nq\n")
    assert tampered(numbers) == 0
