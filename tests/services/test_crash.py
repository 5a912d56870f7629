"""Law 6: what was acknowledged is there, whenever the process is killed.

`pytest tests/services/test_crash.py --kills 200 -s` is the long run; it prints the table of the
manual's page on safety.
"""

import random
import re
import signal
import subprocess
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
from collections_on_disk import MORNING, deck, dump, opened, reviews
from databases import named_database
from running import FLASH, PATIENCE_S, Terminal

from flashcards.services.log.rebuild import rebuild
from flashcards.storage.database.engine import reading

ASKED = re.compile(r"\[.* left\]\n(Number \d+\?)\n")
SCREENS = re.compile(r"\x1b\[H\x1b\[2J([^\x1b]*(?:\x1b(?!\[H)[^\x1b]*)*)")
SHOWN = re.compile(r"Number \d+\?")
MOST = 12
"""Answers a process is given at most before it is killed."""
BURST = 60
"""Answers that are given to a pipe at once, for the kill to fall anywhere among them."""


@dataclass
class Row:
    """A line of the crash table."""

    program: str
    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    damaged: int = 0

    def __str__(self):
        numbers = self.kills, self.acknowledged, self.lost, self.twice, self.damaged
        return f"| {self.program} | {' | '.join(f'{number:,}' for number in numbers)} |"


@dataclass
class Given:
    """What a process was given before it died: questions as they were shown, grades in turn."""

    asked: list
    grades: list
    acknowledged: int


def killed_in_a_pipe(root, rng):
    """`flash review` with grades from a pipe."""
    process = subprocess.Popen(
        [FLASH, "-C", root, "review"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    said, grades = heard(process, 1), []
    for _ in range(rng.randrange(MOST)):
        give(process, grades, [rng.randint(1, 4)])
        said += heard(process, 1)
    match rng.choice(["acknowledged", "given", "whenever"]):
        case "given":
            give(process, grades, [rng.randint(1, 4)])
        case "whenever":
            give(process, grades, [rng.randint(1, 4) for _ in range(BURST)])
            time.sleep(rng.uniform(0, 0.3))
    process.kill()
    said += process.communicate(timeout=PATIENCE_S)[0].decode()
    assert process.returncode == -signal.SIGKILL
    asked = ASKED.findall(said)
    return Given(asked, grades, len(asked) - 1)


def give(process, grades, more):
    """Write grades, all in one go."""
    grades += more
    process.stdin.write("".join(f"{grade}\n" for grade in more).encode())
    process.stdin.flush()


def heard(process, questions):
    """What the process says until it has asked so many questions."""
    said = ""
    while len(ASKED.findall(said)) < questions:
        line = process.stdout.readline()
        assert line, said
        said += line.decode()
    return said


def killed_at_a_terminal(root, rng):
    """`flash review` with keys at a pseudo-terminal."""
    grades, wanted = [], rng.randrange(MOST)
    with Terminal("-C", root, "review") as terminal:
        terminal.shows("Space answer")
        seen = terminal.raw
        while len(grades) < wanted:
            grades.append(rng.randint(1, 4))
            seen += pressed(terminal, f" {grades[-1]}", questions(seen)[-1])
        if rng.random() < 0.7:
            more = [rng.randint(1, 4) for _ in range(rng.randint(1, 4))]
            grades += more
            terminal.press("".join(f" {grade}" for grade in more))
            time.sleep(rng.choice([0, rng.uniform(0, 0.1)]))
        terminal.signal(signal.SIGKILL)
        asked = questions(seen + terminal.rest())
        assert terminal.code() == -signal.SIGKILL
    return Given(asked, grades, len(asked) - 1)


def pressed(terminal, keys, question):
    """What is shown until another question than this one is asked."""
    terminal.press(keys)
    before = ""
    while True:
        terminal.shows("Space answer")
        if questions(before + terminal.raw)[-1:] not in ([], [question]):
            return before + terminal.raw
        before += terminal.raw
        terminal.raw = ""


def questions(raw):
    """The questions of all screens that show one without its answer, each once in a row."""
    screens = [screen for screen in SCREENS.findall(raw) if "quit" in screen]
    shown = [SHOWN.search(screen)[0] for screen in screens if "Space answer" in screen]
    return [one for before, one in zip([None, *shown], shown, strict=False) if one != before]


def killed_while_answering(root, rng):
    """`flash answer`, once."""
    with opened(root) as collection:
        rows = fronts(collection)
    card, grade = rng.choice(sorted(rows)), rng.randint(1, 4)
    process = subprocess.Popen(
        [FLASH, "-C", root, "answer", card, str(grade)], stdout=subprocess.PIPE
    )
    if rng.random() < 0.3:
        said = process.stdout.readline()
    else:
        time.sleep(rng.uniform(0.1, 0.7))
        said = b""
    process.kill()
    said += process.communicate(timeout=PATIENCE_S)[0]
    return Given([rows[card], None], [grade], int(b"comes again" in said))


PROGRAMS = {
    "`flash review`, a pipe": killed_in_a_pipe,
    "`flash review`, a terminal": killed_at_a_terminal,
    "`flash answer`": killed_while_answering,
}


def fronts(collection):
    """The question of each card."""
    with reading(collection.engine) as connection:
        return dict(connection.exec_driver_sql("SELECT id, front FROM cards").all())


def is_whole(collection):
    """Whether the file is in order, and the log and what is made of it say the same."""
    if collection.engine.dialect.name == "sqlite" and not is_sound(collection):
        return False
    before = dump(collection)
    rebuild(collection)
    return dump(collection) == before


def is_sound(collection):
    """Whether SQLite finds nothing wrong with its file."""
    with reading(collection.engine) as connection:
        if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            return False
        return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def count(row, root, given, known):
    """Compare what was given with what is in the log now; the answers that are known now."""
    with opened(root) as collection:
        written = reviews(collection)[known:]
        rows = fronts(collection)
        row.damaged += not is_whole(collection)
    found = [(rows[review.card], int(review.rating)) for review in written]
    meant = list(zip(given.asked, given.grades, strict=False))
    row.kills += 1
    row.acknowledged += given.acknowledged
    row.lost += max(0, given.acknowledged - len(found))
    row.twice += max(0, len(found) - len(given.grades))
    assert found[: len(meant)] == meant[: len(found)], (found, given)
    assert len(found) <= given.acknowledged + BURST
    return known + len(found)


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_acknowledged_answer_is_lost_to_a_kill(tmp_path, monkeypatch, request, program):
    """Acknowledged is what was followed by the next question, or by the new schedule."""
    kills = -(-request.config.getoption("--kills") // len(PROGRAMS))
    rng, row, known = random.Random(program), Row(program), 0
    if named := named_database(tmp_path):
        monkeypatch.setenv("FLASH_DATABASE", named)
    deck(tmp_path, "".join(f"Q: Number {n}?\nA: {n}\n\n" for n in range(100 + MOST * kills)))
    (tmp_path / "flash.toml").write_text("new_per_day = 9999\n")
    for number in range(kills):
        now = MORNING + timedelta(hours=number)
        monkeypatch.setenv("FLASH_NOW", now.isoformat())
        known = count(row, tmp_path, PROGRAMS[program](tmp_path, rng), known)
    print(f"\n{row}")  # noqa: T201 - the table
    assert (row.lost, row.twice, row.damaged) == (0, 0, 0)
    assert row.kills == kills
