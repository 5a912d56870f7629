"""The first question stands on the screen before the program is loaded, and is the right one."""

import os
import signal
from contextlib import contextmanager

import pytest
from collections_on_disk import deck
from databases import SERVER
from running import PYTHON, Terminal, ok

pytestmark = pytest.mark.skipif(SERVER in os.environ, reason="kept in SQLite alone")

NUMBERS = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"
HELD = """\
#!{python}
import sys

class Waiting:
    def find_spec(self, name, path=None, target=None):
        if name == "markdown_it":
            sys.stderr.write("(drawing)")
            sys.stderr.flush()
        if name == "click":
            sys.stderr.write("(waiting)")
            sys.stderr.flush()
            open("{gate}").read()

sys.meta_path.insert(0, Waiting())
from flashcards.cli.start import main
main()
"""


@pytest.fixture
def numbers(root):
    """A deck of three cards that is not from just now; the first one was answered."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, NUMBERS)
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press(" 4")
        terminal.shows("two?")
        terminal.press("q")
        terminal.rest()
    return root


class Gate:
    """What the program waits for before it loads more than the first question needs."""

    def __init__(self, folder):
        self.path, self.program = folder / "gate", folder / "flash"
        os.mkfifo(self.path)
        self.program.write_text(HELD.format(python=PYTHON, gate=self.path))
        self.program.chmod(0o755)

    def open(self):
        """Let it go on."""
        with self.path.open("w"):
            pass


@pytest.fixture
def gate(tmp_path):
    """A gate that is shut."""
    return Gate(tmp_path)


def card_asking(front):
    """The id of the card with that question."""
    return next(row["id"] for row in ok("list", "--json").json if row["front"] == front)


@contextmanager
def waiting(gate, *arguments, shows="two?", **window):
    """A review that shows its first question, and has loaded nothing else."""
    with Terminal("review", *arguments, program=str(gate.program), **window) as terminal:
        terminal.shows(shows, "Space answer", "(waiting)")
        yield terminal


def test_it_is_shown_before_the_rest_is_loaded_and_keys_pressed_meanwhile_are_kept(numbers, gate):
    with waiting(gate) as terminal:
        terminal.press(" 3q")
        gate.open()
        terminal.waits_for("good: again in 10m")
        assert "1 answer saved" in terminal.rest()
        assert terminal.is_canonical()
    assert [row["rating"] for row in ok("export", "reviews").json] == [4, 3]


def test_what_is_shown_is_not_drawn_again(numbers, gate):
    with waiting(gate) as terminal:
        terminal.press("q")
        gate.open()
        assert "two?" not in terminal.rest()


def test_its_answer_was_drawn_before_and_what_draws_is_loaded_once_it_is_shown(
    numbers, gate, monkeypatch
):
    monkeypatch.delenv("FLASH_CHECKS")  # or what was kept would be drawn to compare it
    with waiting(gate) as terminal:
        terminal.press(" ")
        gate.open()
        shown = terminal.waits_for("(drawing)")
        assert "good" in shown.partition("(drawing)")[0]
        terminal.press("3")
        terminal.shows("three?", "Space answer")
        terminal.press("q")
        terminal.rest()


def test_an_answer_edited_meanwhile_is_shown_as_it_is_now(numbers, gate):
    with waiting(gate) as terminal:
        deck(numbers, NUMBERS.replace("A: 2", "A: twice 1"), age_s=500)
        gate.open()
        terminal.waits_for("min")
        terminal.press(" ")
        terminal.shows("twice 1", "good")
        terminal.press("q")
        terminal.rest()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_meanwhile_it_gives_the_terminal_back(numbers, gate, number):
    with waiting(gate) as terminal:
        terminal.signal(number)
        said = terminal.rest()
        assert "\x1b[?25h\x1b[?1049l" in said
        assert terminal.is_canonical()
        assert terminal.code() == (1 if number == signal.SIGINT else 128 + number)
        assert ("Interrupted" in said) == (number == signal.SIGINT)


def test_a_failure_behind_it_is_a_sentence_on_the_terminals_own_screen(numbers, gate):
    with waiting(gate) as terminal:
        (numbers / "flash.toml").write_text("no settings")
        gate.open()
        said = terminal.rest().rpartition("\x1b[?1049l")[2]
        assert said.startswith("flash:")
        assert "is not valid TOML" in said
        assert terminal.code() == 1


def test_a_card_edited_meanwhile_is_shown_as_it_is_now(numbers, gate):
    with waiting(gate) as terminal:
        deck(numbers, NUMBERS.replace("two?", "twice one?"), age_s=500)
        gate.open()
        terminal.shows("twice one?", "Space answer")
        terminal.press("q")
        terminal.rest()


def test_a_card_answered_meanwhile_gives_way_to_the_next_one(numbers, gate):
    with waiting(gate) as terminal:
        ok("answer", card_asking("two?"), "3")
        gate.open()
        terminal.shows("three?", "Space answer")
        terminal.press("q")
        terminal.rest()


@pytest.mark.parametrize("what", ["edited", "answered", "one more on top", "another key"])
def test_what_was_typed_at_it_counts_for_no_other_question(numbers, gate, what):
    with waiting(gate) as terminal:
        match what:
            case "edited":
                deck(numbers, NUMBERS.replace("two?", "twice one?"), age_s=500)
            case "answered":
                ok("answer", card_asking("two?"), "3")
            case "one more on top":
                deck(numbers, f"Q: none?\nA: 0\n\n{NUMBERS}", age_s=500)
            case "another key":
                (numbers / "flash.toml").write_text('[keys]\nskip = "x"\n')
        terminal.press(" 3")
        gate.open()
        terminal.shows("Space answer")
        terminal.press("q")
        terminal.rest()
    ratings = [row["rating"] for row in ok("export", "reviews").json]
    assert ratings == ([4, 3] if what == "answered" else [4])


def test_a_window_of_another_size_is_drawn_anew(numbers, gate):
    with waiting(gate) as terminal:
        terminal.resize(20, 60)
        terminal.press("")
        gate.open()
        terminal.shows("two?", "Space answer")
        terminal.press("q")
        terminal.rest()


def test_stopped_meanwhile_it_gives_the_screen_to_the_shell_and_goes_on(numbers, gate):
    with waiting(gate) as terminal:
        terminal.press("\x1a ")
        gate.open()
        terminal.shows("3 good")
        terminal.press("q")
        assert terminal.code() == 0
        assert terminal.is_canonical()


def test_line_by_line_it_is_shown_once(numbers, gate):
    with Terminal("review", "--plain") as terminal:
        terminal.waits_for("two?")
        terminal.press("q")
        terminal.rest()
    with waiting(gate, "--plain") as terminal:
        terminal.press("q")
        gate.open()
        assert "two?" not in terminal.rest()


def loaded_first(*arguments, **window):
    """What a review shows that loads all of the program first, if need be."""
    with Terminal("review", *arguments, **window) as terminal:
        screen = terminal.shows("Space answer")
        terminal.press("q")
        terminal.rest()
        return screen


def test_on_the_next_day_it_is_known_already(numbers, gate, now):
    now("04:00", day=6)
    with waiting(gate, shows="two?") as terminal:
        terminal.press("q")
        gate.open()
        terminal.rest()


@pytest.mark.parametrize("look", [[], ["due"]])
def test_a_look_at_the_day_finds_it_for_the_review_that_follows(numbers, gate, look):
    ok("answer", card_asking("two?"), "4")
    with Terminal(*look) as terminal:
        terminal.rest()
    with waiting(gate, shows="three?") as terminal:
        terminal.press("q")
        gate.open()
        terminal.rest()


@pytest.mark.parametrize("what", ["answer", "edit", "day after next", "options", "width", "off"])
def test_where_it_is_not_surely_known_the_whole_program_finds_it(numbers, gate, now, what):
    arguments, window = (), {}
    match what:
        case "answer":
            ok("answer", card_asking("two?"), "3")
        case "edit":
            deck(numbers, NUMBERS.replace("two?", "twice one?"), age_s=500)
        case "day after next":
            now("04:00", day=7)
        case "options":
            arguments = ("--limit", "2")
        case "width":
            window = {"columns": 70}
        case "off":
            (numbers / "flash.toml").write_text("quick_start = false\n")
    with Terminal("review", *arguments, program=str(gate.program), **window) as terminal:
        assert "Space answer" not in terminal.waits_for("(waiting)")
        gate.open()
        terminal.shows("Space answer")
        terminal.press("q")
        terminal.rest()


def test_killed_after_an_answer_it_begins_with_the_next_question(numbers):
    with Terminal("review") as terminal:
        terminal.shows("two?")
        terminal.press(" 4")
        terminal.shows("three?")
        terminal.signal(signal.SIGKILL)
        terminal.code()
    assert "three?" in loaded_first()


def test_beside_another_terminal_it_is_right_each_time(numbers):
    with Terminal("review") as other:
        other.shows("two?")
        assert "two?" in loaded_first()
        other.press(" 4")
        other.shows("three?")
        assert "three?" in loaded_first()
        other.press(" 4")
        other.shows("saved")
