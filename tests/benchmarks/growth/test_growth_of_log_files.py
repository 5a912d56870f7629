"""Whether twice the lines of log files take twice the time, and what a year of them is in git."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from benchmarks.measuring import (
    Result,
    Trial,
    cpu_seconds_written,
    medians_in_turn,
    megabytes_written,
    repeated,
    user_time,
)
from collections_on_disk import MORNING, deck, opened

from flashcards.core.log.card_facts import Review
from flashcards.core.log.stamp import Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.services.exchange.sync import sync
from flashcards.storage.database.engine import writing
from flashcards.storage.log import exchange
from flashcards.storage.log.file_names import name_for
from flashcards.storage.log.files import append_lines

_ROUNDS = 3
_DOUBLING_TARGET = 2.3
_LINES = 100_000
_MEGABYTE = 1_000_000
_YEAR, _REVIEWS_A_DAY = 365, 100
_MACHINE = "0190a3c8-5e3f-4f6c-9a2b-8d2f3c1e7b60"
_FEWER_TARGET = 0.15

KINDS = {  # lines that say no fact
    "no JSON": "<<<<<<< HEAD",
    "no fact": '{"fact":"review","version":1,"id":"a","machine":"b","rating":9}',
    "a letter": "x",
}


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_malformed_lines_take_twice_the_time(benchmark, report, tmp_path, kind):
    double, single = (syncing(tmp_path / str(n), KINDS[kind], n) for n in (2 * _LINES, _LINES))
    trials = double, repeated(single, 2)
    took, twice = medians_in_turn(benchmark, *trials, rounds=_ROUNDS, clock=user_time)
    name = f"`flash sync` of {2 * _LINES:,} malformed lines ({kind})"
    once = twice / 2
    report(Result(name, took, once, f"{_LINES:,}", _DOUBLING_TARGET, cpu_seconds_written))


def syncing(root, line, number):
    """A sync that reads a file of nothing but such lines."""
    deck(root)
    file = root / ".flash" / "log" / "other.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text(f"{line}\n" * number)

    def run():
        with opened(root) as collection:
            with writing(collection.engine) as connection:
                exchange.note_files(connection, {})
            synced = sync(collection, MORNING)
            assert len(synced.malformed) + synced.malformed_besides == number

    return Trial(run)


def test_a_year_of_daily_commits_takes_little_room_in_git(report, tmp_path, monkeypatch):
    """A file a month beside one file, as both are committed each evening of a year."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    months, single = Repository(tmp_path / "months"), Repository(tmp_path / "single")
    for day in range(_YEAR):
        at = datetime(2026, 1, 1, 20, tzinfo=UTC) + timedelta(days=day)
        facts = list(reviews(at, day))
        months.commits(name_for(_MACHINE, at), facts)
        single.commits(f"{_MACHINE}.jsonl", facts)
    loose, before = months.loose_megabytes(), single.loose_megabytes()
    packed, packed_before = months.packed_megabytes(), single.packed_megabytes()
    largest, whole = months.largest_megabytes(), single.largest_megabytes()
    report(
        *(
            Result(name, *pair, "one file a machine", target, megabytes_written)
            for name, pair, target in [
                ("git, a year of daily commits, loose", (loose, before), _FEWER_TARGET),
                ("git, the same, packed", (packed, packed_before), 1.5),
                ("largest file of that year", (largest, whole), _FEWER_TARGET),
            ]
        )
    )


def reviews(at, day):
    """Answers of one evening."""
    for number in range(_REVIEWS_A_DAY):
        then = at + timedelta(seconds=9 * number)
        entropy = sha256(b"%d %d" % (day, number)).digest()[:10]
        stamp = Stamp(fact_id(then, entropy), _MACHINE, then, tick(0, then))
        card = sha256(b"%d" % ((day * 7 + number * 13) % 3_000)).hexdigest()[:32]
        due = then.date() + timedelta(days=1 + (day * number) % 60)
        took = 3_000 + 17 * number
        yield Review(stamp, card, Rating(1 + number % 4), then.date(), 3_600, None, took, due)


class Repository:
    """A repository of log files."""

    def __init__(self, root):
        self.root = root
        root.mkdir()
        self._git("init", "--quiet")

    def commits(self, name, facts):
        """Append facts to a file, and commit."""
        append_lines(self.root / name, facts)
        self._git("add", "--all")
        who = ("-c", "user.name=learner", "-c", "user.email=learner@localhost")
        self._git(*who, "commit", "--quiet", "--message", "answers")

    def loose_megabytes(self):
        """What git has written until it packs."""
        return self._counted("size")

    def packed_megabytes(self):
        """What is left when it has packed."""
        self._git("gc", "--quiet")
        return self._counted("size-pack")

    def largest_megabytes(self):
        """The largest log file."""
        return max(file.stat().st_size for file in self.root.glob("*.jsonl")) / _MEGABYTE

    def _counted(self, what):
        said = dict(line.split(": ") for line in self._git("count-objects", "-v").splitlines())
        return int(said[what]) * 1_024 / _MEGABYTE

    def _git(self, *arguments):
        command = [shutil.which("git"), "-C", self.root, "-c", "gc.auto=0", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
