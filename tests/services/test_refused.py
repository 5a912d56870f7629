"""What was refused because a disk could not make it durable: not there later, and never twice."""

import os
import subprocess
from contextlib import contextmanager, nullcontext

import pytest
from collections_on_disk import deck
from failing_disk import failing_disk
from running import FLASH, PATIENCE_S, ok

pytestmark = pytest.mark.only_sqlite("it is SQLite's file that cannot be made durable")

CARDS = "".join(f"Q: number {n}?\nA: {n}\n\n" for n in range(20))
LONG_AGO = 1_700_000_000


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """Whether what is written to a database can be made durable."""
    return failing_disk(tmp_path_factory.mktemp("disk"))


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    """A collection of numbers, read before; nothing is answered."""
    path = deck(tmp_path, CARDS)
    os.utime(path, (LONG_AGO, LONG_AGO))
    monkeypatch.setenv("FLASH_NOW", "2026-01-05T08:00:00Z")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("FLASH_COLLECTION", str(tmp_path))
    for _ in range(2):
        ok("due", "--json")
    return tmp_path


class Session:
    """`flash review` in a pipe, on a disk that may fail."""

    def __init__(self, disk, *arguments):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [FLASH, "review", *arguments],
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env=disk.environment,
        )
        self.asked()

    def asked(self):
        """Read on to the next question."""
        while not (line := self.process.stdout.readline()).startswith(b"["):
            assert line, self.process.stderr.read()
        return self.process.stdout.readline()

    def say(self, word):
        """Give a word."""
        self.process.stdin.write(f"{word}\n".encode())
        self.process.stdin.flush()

    def refused(self, word):
        """Give a word that cannot be written; what is complained of."""
        self.say(word)
        return self.process.stderr.readline().decode()

    def taken(self, word):
        """Give a word that is written; the next question."""
        self.say(word)
        return self.asked()


@contextmanager
def session(disk, *arguments):
    """A session that ends as in a power failure: nothing is closed."""
    held = Session(disk, *arguments)
    try:
        yield held
    finally:
        held.process.kill()
        held.process.communicate(timeout=PATIENCE_S)
        disk.end()


def answer(disk, *arguments):
    """One command on that disk; its exit code, and what it complains of."""
    command = [FLASH, *arguments]
    ran = subprocess.run(
        command, env=disk.environment, capture_output=True, check=False, timeout=PATIENCE_S
    )
    return ran.returncode, ran.stderr.decode()


def given():
    """The grades in the log, and those among them that were undone."""
    rows = ok("export", "reviews").json
    return [row["rating"] for row in rows], [row["rating"] for row in rows if row["undone"]]


def test_a_grade_that_failed_once_is_not_in_the_log_when_it_is_opened_next(disk):
    with session(disk) as held:
        held.taken(3)
        disk.fail_once()
        said = held.refused(4)
        assert said.startswith("flash: Cannot write ")
        assert said.endswith("(disk I/O error): check its permissions and the disk.\n")
    assert given() == ([3], [])


def test_a_grade_that_fails_again_and_again_is_not_either_and_the_doubt_is_said(disk):
    with session(disk) as held:
        held.taken(3)
        disk.begin()
        for _ in range(3):
            assert "may be there after a power failure, so look before" in held.refused(4)
    assert given() == ([3], [])


@pytest.mark.parametrize("again", ["4", "2"])
def test_graded_again_it_is_one_answer(disk, again):
    with session(disk) as held:
        held.taken(3)
        disk.begin()
        held.refused(4)
        held.refused(4)
        disk.end()
        held.taken(again)
    assert given() == ([3, int(again)], [])


def test_graded_again_in_the_next_session_it_is_one_answer(disk):
    with session(disk) as held:
        disk.begin()
        held.refused(3)
    with session(disk) as held:
        held.taken(3)
    assert given() == ([3], [])


def test_an_undo_that_failed_takes_nothing_back_and_repeated_only_one_act(disk):
    with session(disk) as held:
        for grade in (1, 3):
            held.taken(grade)
        disk.begin()
        held.refused("u")
    assert given() == ([1, 3], [])
    with session(disk) as held:
        disk.fail_once()
        held.refused("u")
        held.taken("u")
    assert given() == ([1, 3], [3])


@pytest.mark.parametrize(("word", "state"), [("!", "suspended"), ("-", "buried")])
def test_a_card_put_away_in_vain_is_still_there_and_put_away_again_comes_back_at_once(
    disk, word, state
):
    with session(disk) as held:
        disk.begin()
        held.refused(word)
    assert not any(row[state] for row in ok("list", "--json").json)
    with session(disk) as held:
        disk.fail_once()
        held.refused(word)
        held.taken(word)
        assert sum(row[state] for row in ok("list", "--json").json) == 1
        held.taken("u")
    assert not any(row[state] for row in ok("list", "--json").json)


@pytest.mark.parametrize("is_open_elsewhere", [False, True])
def test_an_answer_without_a_session_is_refused_for_good_and_given_again_is_one(
    disk, is_open_elsewhere
):
    with session(disk) if is_open_elsewhere else nullcontext():
        disk.begin()
        code, said = answer(disk, "answer", "numbers:4", "4")
        assert (code, said.count("\n")) == (1, 1)
        assert "so look before you do it again" in said
        disk.end()
        assert given() == ([], [])
        assert answer(disk, "answer", "numbers:4", "4") == (0, "")
    assert given() == ([4], [])


def test_an_undo_without_a_session_that_failed_takes_back_one_act_when_repeated(disk):
    for place in ("numbers:1", "numbers:4"):
        ok("answer", place, "3")
    disk.begin()
    assert answer(disk, "undo")[0] == 1
    disk.end()
    assert given() == ([3, 3], [])
    assert answer(disk, "undo") == (0, "")
    assert given() == ([3, 3], [3])
