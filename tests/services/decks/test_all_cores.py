"""Decks parsed by several processes: the same rows as by one, however that ends."""

import multiprocessing
import signal
import subprocess
import sys
from itertools import islice

import pytest
from collections_on_disk import MORNING, deck, dump, opened
from running import interruptible

from flashcards.services.decks import all_cores
from flashcards.services.decks.all_cores import _on_all_cores, decks_in, is_much, read_deck
from flashcards.services.decks.read import read_decks
from flashcards.storage.files.deck_files import deck_files

READ = ("files", "cards", "duplicates", "problems", "matches")
FILES = 5


@pytest.fixture
def two_cores(monkeypatch):
    """Let little be much, and two processes share it."""
    monkeypatch.setattr(all_cores, "MANY_BYTES", 1)
    monkeypatch.setattr(all_cores, "_cores", lambda: 2)


def decks(root, edit=""):
    """Decks with settings, mistakes, a card that stands twice, and one that is no text."""
    for number in range(FILES):
        front = f"---\ntags: [t{number}]\nnew_per_day: {number}\n---\n"
        asked = "".join(f"Q: {number}.{one}{edit}?\nA: {one}\n\n" for one in range(3))
        deck(root, f"{front}{asked}Q: the same?\nA: here\n\nC: [no end\n", f"d{number}/a.md")
    (root / "odd.md").write_bytes(b"Q: one?\nA: \xff\n")
    return root


def rows(root):
    """What a first reading and one after an edit of every card make of the decks."""
    found = []
    decks(root)
    with opened(root) as collection:
        found.append(dump(collection, *READ))
        decks(root, " (edited)")
        reading = read_decks(collection, MORNING)
        found += [reading, dump(collection, *READ)]
    return found


def test_several_processes_come_to_the_same_rows_as_one(tmp_path, request):
    alone = rows(tmp_path / "alone")
    request.getfixturevalue("two_cores")
    together = rows(tmp_path / "together")
    assert [len(one["cards"]) for one in (together[0], together[2])] == [FILES * 3 + 1] * 2
    assert without_times(together) == without_times(alone)


def without_times(found):
    """The rows but for when each file was written."""
    first, reading, last = found
    return [
        reading,
        *(
            {**dumped, "files": [row[:2] + row[3:] for row in dumped["files"]]}
            for dumped in (first, last)
        ),
    ]


def test_all_decks_come_from_the_processes_in_the_order_asked_for(tmp_path, two_cores):
    files = deck_files(decks(tmp_path))
    assert is_much(files)
    expected = [read_deck(tmp_path, file.path) for file in files]
    assert list(_on_all_cores(tmp_path, files)) == expected
    assert list(_on_all_cores(tmp_path, files[::-1])) == expected[::-1]


def test_where_processes_are_killed_one_core_goes_on(tmp_path, two_cores):
    files = deck_files(decks(tmp_path)) * 4
    found = decks_in(tmp_path, files)
    first = list(islice(found, 2))
    for process in multiprocessing.active_children():
        process.kill()
    assert [*first, *found] == [read_deck(tmp_path, file.path) for file in files]


def test_little_is_read_by_one_core_and_one_large_file_too(tmp_path):
    files = deck_files(decks(tmp_path))
    large = files[0].__class__("large.md", 10 * all_cores.MANY_BYTES, 0)
    assert not is_much(files)
    assert not is_much([*files, large])


PROGRAM = """
import os, signal, sys
from pathlib import Path

from flashcards.services.decks import all_cores


def main():
    from datetime import datetime, timezone

    from flashcards.services.opening.open import open_collection
    from flashcards.services.place import Place

    def stop(done, total):
        if sys.argv[2] == "interrupted":
            os.killpg(0, signal.SIGINT)
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    all_cores.MANY_BYTES, all_cores._cores = 1, lambda: 2
    try:
        with open_collection(Place.at(Path(sys.argv[1])), datetime.now(timezone.utc), stop):
            pass
    except KeyboardInterrupt:
        print("interrupted")


if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes to be signalled")
@pytest.mark.parametrize("how", ["interrupted", "killed"])
def test_what_is_stopped_leaves_no_process_and_no_word_of_one(tmp_path, how):
    """The processes hold our pipes: to read these to their end is to see all of them end."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, program, decks(tmp_path / "decks"), how]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
        preexec_fn=interruptible,
    )
    if how == "killed":  # Python's own tracker of what processes share may say that it cleans up
        assert (ran.returncode, ran.stdout) == (-signal.SIGKILL, "")
    else:
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "interrupted\n", "")
