"""`flash practise` at a real pseudo-terminal: the clock in sight, the answer at the end."""

import pytest
from collections_on_disk import deck
from running import PYTHON, Terminal, failed, ok

CODING = "---\narea: coding\nlimit: 45m\nlearning_steps: []\n---\nQ: Build a stump.\nA: def stump\n"
_EDITOR = "#!{python}\nimport sys\nopen(sys.argv[-1], 'a').write('tried\\n')\n"


@pytest.fixture(autouse=True)
def build(root):
    """One exercise."""
    deck(root, CODING, "coding.md")
    return root


def test_an_exercise_from_the_first_key_to_its_grade():
    with Terminal("practise") as terminal:
        screen = terminal.shows("Ready?", "Space starts the clock")
        assert "Build a stump." not in screen
        terminal.press("x ")
        screen = terminal.shows("Build a stump.", "0:00 of 45:00", "Phase 1 of 4: clarify")
        assert "Space next phase" in screen
        terminal.press("  ")
        terminal.shows("Phase 3 of 4: write, until 35:00")
        terminal.press(" ")
        assert "def stump" not in terminal.shows("Phase 4 of 4", "Space done, and the answer")
        terminal.press("\r")
        terminal.shows("def stump", "1 again", "4 easy")
        terminal.press("7")
        terminal.press("3")
        terminal.shows("Saved. It comes again in ")
        assert terminal.code() == 0
        assert terminal.is_canonical()
    (review,) = ok("show", "coding:6", "--json").json["history"]
    assert (review["rating"], review["source"]) == (3, "practise")


def test_all_keys_are_shown_until_any_is_pressed_and_the_clock_goes_on():
    with Terminal("practise") as terminal:
        terminal.shows("Ready?", "? help")
        terminal.press("?")
        assert "Ready?" not in terminal.shows(
            "e              write your answer", "any key goes back"
        )
        terminal.press(" ")
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Phase 1 of 4")
        terminal.press("?")
        terminal.shows("leave; before the grade", "of 45:00")
        terminal.press("q")
        terminal.shows("Phase 1 of 4")
        terminal.press("    ?")
        terminal.shows("again, hard, good, easy")
        terminal.press("1")
        terminal.shows("3 good")
        terminal.press("3")
        terminal.shows("Saved. It comes again in ")
        assert terminal.code() == 0
    assert [one["rating"] for one in ok("export", "reviews").json] == [3]


def test_what_stays_the_same_is_not_drawn_again():
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Phase 1 of 4", "q leave")
        terminal.press("xyz ")
        terminal.shows("Phase 2 of 4", "q leave")
        assert terminal.raw.count("\x1b[H\x1b[2J") == 1
        terminal.press("q")
        terminal.code()


@pytest.mark.parametrize("keys", ["q", " q", "\x04", "     q"])
def test_q_leaves_it_without_a_grade(keys):
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        terminal.press(keys)
        terminal.shows("left without a grade")
        assert terminal.code() == 0
    assert ok("export", "reviews").json == []


def test_what_is_written_in_the_editor_is_kept_privately(world, monkeypatch):
    editor = world / "ed"
    editor.write_text(_EDITOR.format(python=PYTHON))
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("e write")
        terminal.press("e")
        terminal.shows("Phase 1 of 4")
        terminal.press("    ")
        terminal.shows("def stump", "e write")
        terminal.press("e")
        terminal.shows("def stump")
        terminal.press("2")
        terminal.shows("Kept:", "Saved.")
        terminal.code()
    (kept,) = world.glob("data/**/exercises/*.py")
    assert kept.read_text() == "tried\ntried\n"
    assert (kept.stat().st_mode & 0o077, kept.parent.stat().st_mode & 0o077) == (0, 0)


def test_what_is_written_is_kept_when_the_exercise_is_left(monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        terminal.press(" e")
        terminal.shows("Phase 1 of 4")
        terminal.press("q")
        terminal.shows("Kept:", "so no answer is saved.")
        terminal.code()


def test_an_editor_that_fails_is_said_and_the_exercise_goes_on(monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        terminal.press(" e")
        terminal.shows("The editor 'false' failed", "Phase 1 of 4")
        terminal.press("q")
        terminal.shows("left without a grade")
        terminal.code()


def test_a_second_exercise_at_the_same_time_is_refused():
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        assert failed("practise") == (
            "An exercise is open in another terminal: finish it there, or leave it with q."
        )
        terminal.press("q")
        terminal.shows("left without a grade")
        terminal.code()
    assert "Build a stump." in ok("practise", stdin="q\n").out


def test_a_window_that_changes_while_a_grade_is_asked_for_gives_none():
    with Terminal("practise") as terminal:
        terminal.shows("Ready?")
        terminal.press("     ")
        terminal.shows("def stump", "1 again", "4 easy")
        terminal.press("")
        terminal.resize(20, 50)
        terminal.shows("def stump", "1 again")
        terminal.press("3")
        assert "Traceback" not in terminal.rest()
        assert terminal.code() == 0
