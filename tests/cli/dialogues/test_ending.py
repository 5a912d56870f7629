"""A session that is ended from outside: nothing lost, and the terminal as it was."""

import signal
import subprocess

import pytest
from collections_on_disk import deck
from running import FLASH, PYTHON, Terminal, begun, ok

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

INTERRUPTED_IN = """
import sys

def interrupt(frame, event, argument, place=sys.argv.pop(1)):
    if frame.f_code.co_qualname.endswith(place):
        sys.settrace(None)
        raise KeyboardInterrupt

from flashcards.cli.start import main
sys.settrace(interrupt)
main()
"""
ENDING = """
import atexit, os, signal
from flashcards.cli.start import main
atexit.register(os.kill, os.getpid(), signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of two cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
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


def test_control_backslash_leaves_the_terminal_as_it_was_at_every_prompt(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    deck(root, "---\narea: theory\n---\nQ: a stump?\nA: A tree.\n", "theory.md")
    for arguments, pressed in {
        ("review", "numbers"): [("one?", "?"), ("any key goes back", " "), ("one?", "")],
        ("assess",): [("Ridge", "nslow"), ("slow▏", "")],
        ("mock", "theory", "--pressure"): [("Ready?", " "), ("a stump?", "")],
        ("mock", "resume"): [("Ready?", "")],
        ("add",): [("Question: ", "")],
    }.items():
        with Terminal(*arguments) as terminal:
            for screen, keys in pressed:
                terminal.shows(screen)
                terminal.press(keys)
            shown = terminal.raw
            terminal.press("\x1c")
            said = shown + terminal.rest()
            assert "Traceback" not in said
            assert terminal.is_canonical(), arguments
            is_on_a_screen = arguments != ("add",)
            assert ("\x1b[?25h\x1b[?1049l" in said) == is_on_a_screen
            number = signal.SIGQUIT
            assert terminal.code() == (128 + number if is_on_a_screen else -number)


def test_control_backslash_in_the_feedback_keeps_what_was_said(root):
    deck(root, "---\narea: theory\n---\nQ: a stump?\nA: A tree.\n", "theory.md")
    with Terminal("mock", "theory") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("a stump?")
        terminal.press(" ")
        terminal.shows("What went well?")
        terminal.press("calm\n")
        terminal.shows("What should be better?")
        terminal.press("\x1c")
        assert "Traceback" not in terminal.rest()
        assert terminal.code() == 128 + signal.SIGQUIT
    assert ok("mock", "show", "--json").json["questions"][0]["feedback"]["well"] == "calm"


def test_control_d_ends_the_last_screen_and_no_other():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("\x04 \x044")
        terminal.shows("two?")
        terminal.press(" 4")
        terminal.shows("2 answers saved.", "u undo · q quit")
        terminal.press("\x04")
        assert "2 answers saved." in terminal.rest()
        assert terminal.code() == 0
        assert terminal.is_canonical()
    assert [row["rating"] for row in ok("export", "reviews").json] == [4, 4]


def test_control_d_ends_a_note_and_keeps_it(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    with Terminal("assess") as terminal:
        terminal.shows("Ridge")
        terminal.press("nslow\x04")
        terminal.shows("note: slow")
        terminal.press(" 3")
        terminal.shows("1 answer saved")
        terminal.press("\x04")
        assert terminal.code() == 0
    assert [row["note"] for row in ok("export", "reviews").json] == ["slow"]


def test_control_d_before_a_mock_begins_keeps_it_for_later(root):
    deck(root, "---\narea: theory\n---\nQ: a stump?\nA: A tree.\n", "theory.md")
    with Terminal("mock", "theory") as terminal:
        terminal.shows("Ready?")
        terminal.press("\x04")
        terminal.shows("Kept: 0 of 1 question answered.")
        assert terminal.code() == 0
        assert terminal.is_canonical()


def test_control_c_and_backslash_in_the_editor_are_the_editors(world, monkeypatch):
    editor = world / "ed"
    editor.write_text(
        "#!/bin/sh\ntrap 'echo caught' INT QUIT\necho editing\n"
        'until read a; [ "$a" = done ]; do :; done\n'
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("e")
        terminal.shows("editing")
        terminal.press("\x03")
        terminal.shows("caught")
        terminal.press("\x1c")
        terminal.shows("caught")
        terminal.press("done\n")
        terminal.shows("one?", "Space answer")
        terminal.press("q")
        assert terminal.code() == 0


def test_a_session_that_was_stopped_goes_on_where_it_was():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("\x1a ")
        terminal.shows("3 good")
        terminal.signal(signal.SIGSTOP)
        terminal.make_canonical()
        terminal.press("")
        terminal.signal(signal.SIGCONT)
        terminal.shows("one?", "3 good")
        assert not terminal.is_canonical()
        terminal.press("4")
        terminal.shows("two?")
        terminal.press("q")
        assert terminal.code() == 0
        assert terminal.is_canonical()


def test_a_terminal_that_is_closed_ends_the_session():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press(" 4")
        terminal.shows("two?")
        terminal.hang_up()
        assert terminal.code() == 128 + signal.SIGHUP
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


PLACES = ["find_spec", "exec_module", "__new__", "cached_property.__set_name__", "__exit__"]


@pytest.mark.parametrize("place", PLACES)
def test_an_interrupt_wherever_it_comes_while_loading_is_one_sentence(place):
    """Python wraps one that comes while a class is being made."""
    words = [PYTHON, "-c", INTERRUPTED_IN, place, "due"]
    ran = subprocess.run(words, capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "flash: Interrupted; everything answered so far is saved.\n"


def test_an_interrupt_when_all_is_done_changes_nothing():
    words = [PYTHON, "-c", ENDING, "due", "--json"]
    ran = subprocess.run(words, capture_output=True, check=False, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_control_z_gives_the_shell_its_screen_and_fg_the_session_back(shell):
    shell.press(f"{FLASH} review\n")
    shell.shows("one?", "Space answer")
    shell.press(" 4")
    shell.shows("two?", "Space answer")
    shell.press("\x1a")
    stopped = shell.waits_for("Stopped")
    assert "\x1b[?2004l\x1b[?25h\x1b[?1049l" in stopped
    shell.press("fg\n")
    shell.shows("two?", "Space answer")
    shell.press(" 4")
    shell.shows("2 answers saved.", "u undo")
    shell.press("q")
    shell.waits_for("2 answers saved.")
    assert [row["rating"] for row in ok("export", "reviews").json] == [4, 4]


def test_a_session_at_a_terminal_ends_with_the_next_step_and_a_pipe_does_not():
    assert "Next:" not in ok("review", "--limit", 1, stdin="\n4\n").out
    with Terminal("review", "--plain") as terminal:
        terminal.waits_for("s skip)")
        terminal.press("q")
        assert terminal.waits_for("Next: ")
        assert "Next: flash review" in terminal.raw + terminal.rest()
    assert ok().lines[-1] == "Next: flash review"
