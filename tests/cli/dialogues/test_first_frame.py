"""What was kept as the first question is held against what each session begins with."""

import os
import sqlite3
from contextlib import closing

import pytest
from collections_on_disk import deck, place_of
from databases import SERVER
from running import flash, ok

from flashcards.cli.clock import clock
from flashcards.cli.dialogues.review.first_frame import WrongFirstQuestion
from flashcards.cli.quick_start import asked, screen_for
from flashcards.services.study.kept.question import kept_question

pytestmark = pytest.mark.skipif(SERVER in os.environ, reason="kept in SQLite alone")

TAMPERED = "UPDATE about SET value = replace(value, 'two?', '2?') WHERE key = 'kept question'"


SESSIONS = ["\n3\n" * 5, "\n1\n\n4\nu\n\n2\nq\n", "", "-\ns\n\n3\n\n3\n", "!\n\n4\n\n1\nq\n"]


def is_kept(root):
    """Whether a review would show its first question at once now."""
    moment = clock(os.environ["FLASH_NOW"])()
    how = asked([], screen_for(is_plain=False))
    return kept_question(place_of(root), moment, how) is not None


def test_in_a_month_each_session_begins_with_what_was_kept_the_day_before(root, now):
    """That it is the right one, each session of a test sees to itself."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, "\n".join(f"Q: {n} + 1?\nA: {n + 1}\n" for n in range(60)), "sums.md")
    kept = 0
    for day in range(1, 31):
        now(f"{7 + day % 9:02}:30", day=day)
        kept += is_kept(root)
        assert flash("review", stdin=SESSIONS[day % len(SESSIONS)]).code == 0
        if day % 11 == 0:
            deck(root, f"Q: {day} * 2?\nA: {2 * day}\n", f"more/{day}.md")
    assert kept > 20


@pytest.fixture
def numbers(root):
    """A collection whose first question was kept when a review ended."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n")
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
