"""`flash review` at a real pseudo-terminal: every key."""

import os
import select

import pytest
from collections_on_disk import deck
from running import PATIENCE_S, PYTHON, Terminal, ok

_EDITOR = """\
#!{python}
import pathlib, sys
deck = pathlib.Path(sys.argv[-1])
deck.write_text(deck.read_text().replace("stump", "decision stump"))
"""
_ANSWER_EDITOR = _EDITOR.replace('"stump", "decision stump"', '"one split", "a single split"')
_OPENER = '#!/bin/sh\necho "$1" > "{told}"\n'
_LONG = "Q: Count.\nA: 1\n" + "".join(f"   - line {number}\n" for number in range(2, 60))


def script(path, text):
    """An executable file."""
    path.write_text(text)
    path.chmod(0o755)
    return path


def reviews():
    """Ratings in the log, and whether they were undone."""
    return [(row["rating"], row["undone"]) for row in ok("export", "reviews").json]


@pytest.fixture
def maths(root):
    """Only the deck of four cards."""
    (root / "skills/regression.md").unlink()
    return root


def test_a_session_from_the_first_card_to_the_last_and_back(maths):
    with Terminal("review") as terminal:
        screen = terminal.shows("What is a stump?", "Space answer")
        place, progress, *_ = screen.split("\n")
        assert place == "maths › maths.md:5"
        assert progress.startswith("─" * 20 + " 3 left · new")
        assert progress.endswith(" 0:00 of 1:30")
        terminal.shows("3 left · new · 3 min")
        assert "A tree of one split." not in screen
        terminal.press(" ")
        terminal.shows("A tree of one split.", "1 again 1m · 2 hard 6m · 3 good 10m · 4 easy")
        terminal.press(" ")
        terminal.shows("What is 1 + 1?")
        terminal.press("\r")
        terminal.shows("1 again 1m")
        terminal.press("4")
        terminal.shows("The […] is the first moment.", "2 left")
        terminal.press("\n4")
        terminal.shows("What is a stump?", "learning")
        terminal.press(" 4")
        terminal.shows("4 answers saved.", "u undo · q quit")
        terminal.press("u")
        terminal.shows("What is a stump?", "A tree of one split.", "1 again 1m")
        terminal.press("1")
        terminal.shows("What is a stump?", "1 left")
        terminal.press("uuuuu")
        terminal.shows("What is a stump?", "new", "3 left")
        terminal.press("q")
        terminal.shows("0 answers saved; 3 left.")
        assert terminal.code() == 0
        assert terminal.is_canonical()
    assert [undone for _, undone in reviews()] == [True] * 5


def test_digits_grade_only_when_the_answer_is_open(maths):
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press("i")
        terminal.shows("Never answered.")
        terminal.press("33 5")
        terminal.shows("5 is not a grade for this card: give 1 to 4.", "1 again 1m")
        terminal.press("2s")
        terminal.shows("The […] is")
        terminal.press("\x1b")
        assert terminal.code() == 0
    assert reviews() == [(2, False)]
    assert maths.is_dir()


def test_space_gives_good_to_a_self_assessment_too(root):
    del root
    with Terminal("review", "skills") as terminal:
        terminal.shows("Ridge", "Space done, then rate")
        terminal.press("  q")
        terminal.shows("1 answer saved")
        terminal.code()
    (review,) = ok("show", "skills/regression:5", "--json").json["history"]
    assert (review["score"], review["rating"]) == (4, 3)


def test_skip_bury_and_suspend_put_the_card_aside(maths):
    with Terminal("review") as terminal:
        terminal.shows("stump")
        terminal.press("s")
        terminal.shows("What is 1 + 1?", "2 left")
        terminal.press("-")
        terminal.shows("The […] is", "1 left")
        terminal.press("!!")
        terminal.shows("0 answers saved.")
        terminal.press("s-!eoit ")
        terminal.code()
    rows = ok("list", "--json").json
    assert [(row["buried"], row["suspended"]) for row in rows] == [
        *((False, False), (True, False), (False, True), (False, False))
    ]
    assert maths.is_dir()


@pytest.mark.parametrize("key", ["-", "!"])
def test_a_card_with_siblings_asks_whether_all_are_meant(root, key):
    for path in ("maths.md", "skills/regression.md"):
        (root / path).unlink()
    deck(root, "C: [a] and [b] and [c].\n\nQ: last?\nA: yes\n", "cloze.md")
    act = "buried" if key == "-" else "suspended"

    def resting():
        return sum(row[act] for row in ok("list", "--json").json)

    with Terminal("review", "--cram", "--order", "deck") as terminal:
        terminal.shows("[…]", "4 left")
        terminal.press(key)
        terminal.shows("this one or all 3?")
        terminal.press("x")
        terminal.shows("[…]", "4 left")
        terminal.press(f"{key}{key}")
        terminal.shows("[…]", "3 left")
        assert resting() == 1
        terminal.press(f"u{key}a")
        terminal.shows("last?", "1 left")
        assert resting() == 3
        terminal.press("u")
        terminal.shows("[…]", "4 left")
        assert resting() == 0
        terminal.press("q")


def test_help_history_and_the_time_limit_are_laid_over_the_card(maths):
    ok("answer", "maths:5", 1)
    for card in ("maths:8", *(row["id"] for row in ok("list", "kind:cloze", "--json").json)):
        ok("suspend", card)
    with Terminal("review") as terminal:
        terminal.shows("learning")
        terminal.press("?")
        assert "bury: do not ask it again today" in terminal.shows(
            "q              quit", "any key goes back"
        )
        terminal.press("3")
        terminal.shows("What is a stump?")
        terminal.press("i")
        terminal.shows("recall in %", "2026-01-05 08:00 UTC: 1, then due 2026-01-05")
        terminal.press("i")
        terminal.shows("What is a stump?")
        terminal.press("t")
        terminal.shows("time limit off")
        terminal.press("t")
        terminal.shows("time limit on")
        terminal.press(" ")
        terminal.shows("0:00 of 1:30", "1 again 1m")
        terminal.press("?xq")
        terminal.shows("0 answers saved")
        terminal.code()
    assert reviews() == [(1, False)]
    assert maths.is_dir()


def test_edit_opens_the_card_at_its_line_and_shows_it_anew(maths, world, monkeypatch):
    monkeypatch.setenv("EDITOR", str(script(world / "ed", _EDITOR.format(python=PYTHON))))
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press("e")
        terminal.shows("What is a decision stump?")
        assert "\x1b[?1049l" in terminal.raw
        terminal.press(" 4q")
        terminal.shows("1 answer saved")
        terminal.code()
    assert "decision stump" in (maths / "maths.md").read_text()
    assert ok("show", "maths:5", "--json").json["reps"] == 1


def test_a_card_that_was_edited_away_is_passed_over(maths, world, monkeypatch):
    text = _EDITOR.format(python=PYTHON).replace(
        '"stump", "decision stump"', '"Q: What is 1 + 1?\\nA: **2**\\n", ""'
    )
    monkeypatch.setenv("EDITOR", str(script(world / "ed", text)))
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press("e")
        terminal.shows("What is a stump?")
        terminal.press("s")
        terminal.shows("The […] is the first moment.")
        terminal.press("q")
        assert terminal.code() == 0
    assert "What is 1" not in (maths / "maths.md").read_text()


def test_an_editor_that_fails_is_said_and_the_card_stays(maths, monkeypatch):
    monkeypatch.setenv("EDITOR", "false")
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press("e")
        terminal.shows("The editor 'false' failed: set $EDITOR", "What is a stump?")
        terminal.press("q")
        assert terminal.code() == 0
    assert maths.is_dir()


def test_open_opens_the_deck_with_the_desktops_program(maths, world, monkeypatch):
    told = world / "told"
    os.mkfifo(told)
    reader = os.open(told, os.O_RDONLY | os.O_NONBLOCK)
    (world / "bin").mkdir()
    script(world / "bin/xdg-open", _OPENER.format(told=told))
    monkeypatch.setenv("PATH", f"{world}/bin:{os.environ['PATH']}")
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press("o")
        assert select.select([reader], [], [], PATIENCE_S)[0]
        assert os.read(reader, 1000).decode() == f"{maths}/maths.md\n"
        os.close(reader)
        monkeypatch.setenv("PATH", str(world))
        terminal.press("q")
        terminal.code()


def test_a_long_answer_scrolls_by_line_and_page(root):
    deck(root, _LONG, "maths.md")
    with Terminal("review", "maths", lines=12, columns=60) as terminal:
        terminal.shows("Count.")
        terminal.press(" ")
        screen = terminal.shows("↓ ")
        assert len(screen.split("\n")) == 12
        assert max(map(len, screen.split("\n"))) <= 60
        terminal.press("\x1b[B\x1b[B\x1b[B")
        assert "Count." not in terminal.shows("line 5")
        terminal.press("\x1b[A\x1bOA\x1b[A")
        terminal.shows("Count.")
        terminal.press("\x1b[6~")
        terminal.shows("line 8")
        terminal.press("\x1b[5~")
        terminal.shows("Count.")
        terminal.press("\x1b[6~" * 12)
        assert "↓" not in terminal.shows("line 59")
        terminal.press("g")
        terminal.shows("Count.")
        terminal.press("jjj")
        assert "Count." not in terminal.shows("line 5")
        terminal.press("k\x04\x04")
        terminal.shows("line 9")
        terminal.press("\x15\x15kk")
        terminal.shows("Count.")
        terminal.press("G")
        assert "↓" not in terminal.shows("line 59")
        terminal.press("q")
        terminal.code()


@pytest.mark.parametrize("columns", [24, 40])
def test_in_a_narrow_window_the_keys_are_a_list_that_scrolls(maths, columns):
    with Terminal("review", lines=24, columns=columns) as terminal:
        terminal.shows("Space answer", "q quit")
        terminal.press("?")
        screen = terminal.shows("Space, Enter", "goes back", "more")
        assert len(screen.split("\n")) == 24
        assert max(map(len, screen.split("\n"))) <= columns
        seen = screen
        while "more" in screen:
            terminal.press("\x1b[6~")
            screen = terminal.shows("scroll", "goes back")
            seen += screen
        words = " ".join(seen.split())
        assert all(said in words for said in ("undo, as often", "not ask it again", "too wide (›)"))
        terminal.press("x")
        terminal.shows("Space answer", "q quit")


def test_a_low_window_keeps_the_first_keys_and_some_of_the_card(maths):
    with Terminal("review", lines=6, columns=30) as terminal:
        assert len(terminal.shows("What is", "Space answer", "q quit").split("\n")) == 6
        terminal.press(" ")
        assert len(terminal.shows("1 again", "q quit").split("\n")) == 6


def test_the_screen_is_drawn_anew_when_the_window_changes(maths):
    with Terminal("review", lines=24, columns=80) as terminal:
        terminal.shows("Space answer")
        terminal.press("t")
        terminal.shows("time limit off")
        terminal.raw = ""
        terminal.resize(10, 40)
        screen = terminal.shows("What is a stump?", "Space answer · ? help · q quit")
        assert len(screen.split("\n")) == 10
        assert max(map(len, screen.split("\n"))) <= 40
        assert "time limit off" in screen
        terminal.press("q")
        terminal.code()
    assert maths.is_dir()


def test_control_c_is_one_sentence_exit_code_1_and_keeps_the_answers(maths):
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press(" 4")
        terminal.shows("What is 1 + 1?")
        terminal.press("\x03")
        terminal.shows("flash: Interrupted; everything answered so far is saved.")
        assert terminal.code() == 1
        assert "Traceback" not in terminal.raw
        assert terminal.is_canonical()
        assert "\x1b[?1049l" in terminal.raw
    assert reviews() == [(4, False)]
    assert maths.is_dir()


def test_nothing_to_review_is_said_without_a_session(maths):
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    with Terminal("review") as terminal:
        terminal.shows("Nothing to review now.")
        assert terminal.code() == 0
        assert "\x1b[?1049h" not in terminal.raw
    assert maths.is_dir()


def test_keys_pressed_while_the_program_starts_are_not_lost(maths):
    with Terminal("review") as terminal:
        terminal.press(" 4 4q")
        terminal.shows("2 answers saved")
        assert terminal.code() == 0
    assert maths.is_dir()


def test_what_stands_in_angle_brackets_is_shown_wherever_a_card_is(root):
    text = "Q: <C-v>\nA: `<b>` or git checkout <branch>\n\nC: A [List<T>] of <T>\n\nQ: *\nA: #\n"
    deck(root, text, "maths.md")
    (root / "skills/regression.md").unlink()
    listed = ok("list").out
    assert "<C-v>" in listed
    assert "A […] of <T>" in listed
    assert "git checkout <branch>" in ok("show", "maths:1").out
    piped = ok("review", stdin="\n3\n\n3\n\n3\n").out
    for said in ("<C-v>", "`<b>` or git checkout <branch>", "A […] of <T>", "A [List<T>] of <T>"):
        assert said in piped
    ok("undo"), ok("undo"), ok("undo")
    with Terminal("review") as terminal:
        terminal.shows("\n<C-v>\n")
        terminal.press(" ")
        terminal.shows("<b> or git checkout <branch>")
        terminal.press("4")
        terminal.shows("\nA […] of <T>\n")
        terminal.press(" ")
        terminal.shows("\nA List<T> of <T>\n")
        terminal.press("4")
        terminal.shows("\n*\n")
        terminal.press(" ")
        terminal.shows("\n#\n")
        terminal.press("q")
        terminal.code()


def test_control_characters_of_a_deck_never_reach_the_terminal(root):
    deck(root, "Q: \x1b]0;evil\x07\x9b31m?\nA: \x1b[2J\u202e\n", "maths.md")
    with Terminal("list", "--format", "csv", "deck:maths") as terminal:
        terminal.shows("�]0;evil��31m?")
        terminal.code()
        of_progress_of_long_work = "\x1b[K"
        assert "\x1b" not in terminal.raw.replace(of_progress_of_long_work, "")
        assert "\x9b" not in terminal.raw
    with Terminal("review", "maths") as terminal:
        terminal.shows("�]0;evil��31m?")
        terminal.press(" ")
        terminal.shows("�[2J�")
        assert "\x07" not in terminal.raw
        terminal.press("q")
        terminal.code()


def test_in_a_narrow_terminal_the_place_is_cut_and_not_what_is_left(root):
    deck(root, "Q: Why?\nA: So.\n", "a-long-folder/and-a-long-name-of-a-deck.md")
    with Terminal("review", "a-long-folder", columns=40) as terminal:
        screen = terminal.shows("Why?")
        terminal.press("q")
        assert terminal.code() == 0
    assert screen.startswith("a-long-folder/and-a-long-name-of-a-deck\n")
    assert "1 left · new" in screen


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_a_card_stands_in_one_column_in_the_middle(maths, columns):
    with Terminal("review", columns=columns) as terminal:
        terminal.shows("What is a stump?", "min")
        terminal.press(" ")
        lines = terminal.shows("A tree of one split.", "q quit").split("\n")
        terminal.press("q")
        terminal.code()
    width = min(88, columns)
    margin = " " * ((columns - width) // 2)
    assert all(
        line.startswith(margin) and len(line) <= len(margin) + width for line in lines if line
    )
    assert [line.strip() for line in lines[2:7]] == [
        *("What is a stump?", "", "─" * width, "", "A tree of one split.")
    ]
    assert lines[0] == f"{margin}maths › maths.md:5"
    assert maths.is_dir()


def test_the_place_stays_where_it_was_scrolled_to_when_the_window_grows(root):
    deck(root, _LONG, "maths.md")
    with Terminal("review", "maths", lines=12, columns=60) as terminal:
        terminal.shows("Count.")
        terminal.press(" \x1b[6~\x1b[6~")
        first = terminal.shows("line 12", "1 again").split("\n")[2]
        terminal.resize(16, 100)
        terminal.press("")
        grown = terminal.shows("line 18", "1 again").split("\n")[2]
        terminal.press("q")
        terminal.code()
    assert grown.strip() == first.strip()


def test_what_was_drawn_ahead_is_what_the_card_says_after_an_edit(maths, world, monkeypatch):
    monkeypatch.setenv("EDITOR", str(script(world / "ed", _ANSWER_EDITOR.format(python=PYTHON))))
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?", "min")
        terminal.press("e")
        terminal.shows("What is a stump?", "the deck was read again")
        terminal.press(" ")
        assert "one split" not in terminal.shows("A tree of a single split.")
        terminal.press("q")
        terminal.code()
    assert maths.is_dir()
