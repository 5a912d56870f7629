"""A session that is ended from outside: nothing lost, and the terminal as it was."""

import signal
import subprocess

import pytest
from collections_on_disk import deck
from running import PYTHON, Terminal, begun, ok

INTERRUPTED = """
import sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from flashcards.cli.start import main
main()
"""


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of two cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_session_that_is_told_to_end_leaves_the_terminal_as_it_was(number):
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press(" 4")
        terminal.shows("two?")
        terminal.signal(number)
        assert "\x1b[?25h\x1b[?1049l" in terminal.rest()
        assert "Traceback" not in terminal.raw
        assert terminal.is_canonical()
        assert terminal.code() == 128 + number
    assert [row["rating"] for row in ok("export", "reviews").json] == [4]


def test_a_session_in_a_pipe_that_is_told_to_end_keeps_its_answers():
    with begun("review") as session:
        session.stdin.write(b"4\n")
        session.stdin.flush()
        assert any(b"two?" in line for line in session.stdout)
        session.terminate()
        _, err = session.communicate(timeout=20)
    assert (session.returncode, err) == (-signal.SIGTERM, b"")
    assert [row["rating"] for row in ok("export", "reviews").json] == [4]


def test_an_interrupt_while_the_program_is_loaded_is_one_sentence():
    ran = subprocess.run([PYTHON, "-c", INTERRUPTED], capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "flash: Interrupted; everything answered so far is saved.\n"
