"""An import, and its undo, happen whole or not at all, killed at whatever step."""

import os
import shutil
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from collections_on_disk import at, deck, opened

from flashcards.core.log.collection_facts import Imported
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources
from flashcards.services.log.imports import FileToBe, stage
from flashcards.services.log.undo import undo
from flashcards.services.work import writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.imports import moves
from flashcards.storage.log.log import facts_that_count

pytestmark = [
    pytest.mark.only_sqlite("a copy of the folder is a copy of the collection"),
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed as POSIX has it"),
]

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}
"""What a process tells before it does it; a kill there falls between two of its effects."""

OLD = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"
NEW = "Q: one?\nA: 1 now\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"
PICTURE = "Q: what is this?\nA: ![a tree](trees/oak.png)\n"


@pytest.fixture
def source(tmp_path):
    """A folder that was imported once, and has changed since."""
    source, root = tmp_path / "bank", tmp_path / "before"
    deck(source, OLD, "numbers.md")
    root.mkdir()
    with opened(root) as collection:
        bring(collection, source)
    deck(source, NEW, "numbers.md")
    deck(source, PICTURE, "trees.md")
    (source / "trees").mkdir()
    (source / "trees" / "oak.png").write_bytes(b"an oak")
    return source


def bring(collection, source):
    import_sources(collection, at(minutes=1), [str(source)], ImportWishes())


def take_back(collection, source):
    undo(collection, at(minutes=2))


def killed(root, act, source, step):
    """Whether a process was killed at that step of an act, and did not come to its end."""
    child = os.fork()
    if child == 0:
        with opened(root) as collection:
            _kill_at(step, root)
            act(collection, source)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _kill_at(step, root):
    left = step

    def heard(event, arguments):
        nonlocal left
        if event in STEPS and str(arguments[0]).startswith(str(root)) and _writes(event, arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


def _writes(event, arguments):
    """Whether something is changed, not only read."""
    return event != "open" or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))


def state(root):
    """The files of a collection, as the next opening leaves them, and how many imports count."""
    with opened(root) as collection, reading(collection.engine) as connection:
        assert moves(connection) == []
        imports = len(facts_that_count(connection, Imported))
    files = (path for path in root.rglob("*") if path.is_file() and ".flash" not in path.parts)
    kept = {".gitignore", "flash.db", "flash.db-shm", "flash.db-wal"}
    assert {path.name for path in (root / ".flash").iterdir()} <= kept
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}, imports


@pytest.mark.parametrize("act", [bring, take_back])
def test_a_collection_is_as_it_was_or_as_it_is_to_be_whenever_an_import_is_killed(
    tmp_path, source, act
):
    before = tmp_path / "before"
    if act is take_back:
        with opened(before) as collection:
            bring(collection, source)
    found, step = [], 0
    while True:
        step += 1
        root = Path(shutil.copytree(before, tmp_path / f"{step}"))
        is_killed = killed(root, act, source, step)
        found.append(state(root))
        if not is_killed:
            break
    was, done = state(before), found[-1]
    assert was != done
    assert all(one in (was, done) for one in found)
    committed = found.index(done)
    assert found[:committed] == [was] * committed
    assert 0 < committed < len(found) - 2  # some kills fell on either side


def test_what_was_written_meanwhile_into_a_file_that_waits_stays(tmp_path, source):
    root = tmp_path / "before"
    mine = b"Q: written meanwhile?\nA: yes\n"
    step = next(step for step in count(1) if _stops_between(root, source, step, tmp_path))
    waiting = tmp_path / f"kept-{step}"
    (waiting / "bank" / "numbers.md").write_bytes(mine)
    files, _ = state(waiting)
    assert files["bank/numbers.md"] == mine
    assert "bank/trees.md" in files


def test_who_opens_the_collection_while_files_are_put_aside_clears_none_of_them(tmp_path):
    root = tmp_path / "root"
    deck(root, OLD)
    with opened(root) as collection:
        with writing_work(collection, at()) as work:
            stage(work, [FileToBe("new.md", None, NEW.encode())])
            other = Thread(target=state, args=(root,))
            other.start()
            other.join(timeout=0.2)
            assert other.is_alive()  # it waits for the end of the transaction
            assert (root / ".flash" / "import" / "0").is_file()
        other.join()
    assert state(root)[0]["new.md"] == NEW.encode()


def test_a_file_that_cannot_be_put_in_place_waits_and_is_said_until_it_can(tmp_path, source):
    root = tmp_path / "before"
    step = next(step for step in count(1) if _stops_between(root, source, step, tmp_path))
    waiting = tmp_path / f"kept-{step}"
    (waiting / "bank" / "trees").write_text("in the way of a folder")
    for _ in range(2):
        with opened(waiting) as collection:
            assert "oak.png" in " ".join(collection.waiting)
        assert (waiting / "bank" / "trees.md").is_file()
    (waiting / "bank" / "trees").unlink()
    files, imports = state(waiting)
    assert files["bank/trees/oak.png"] == b"an oak"
    assert imports == 2


def _stops_between(root, source, step, folder):
    """Whether a kill at that step leaves files that wait; then the collection is kept."""
    copy = Path(shutil.copytree(root, folder / f"kept-{step}"))
    return killed(copy, bring, source, step) and _waits(copy)


def _waits(root):
    with sqlite3.connect(root / ".flash" / "flash.db") as database:
        (waiting,) = database.execute("SELECT count(*) FROM import_moves").fetchone()
    return waiting > 0
