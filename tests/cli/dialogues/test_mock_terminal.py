"""`flash mock` at a real pseudo-terminal: the clock before one's eyes, feedback typed."""

import os
import re
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from collections_on_disk import MORNING, deck, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import Terminal, flash, ok

from flashcards.cli.dialogues.mock.question import press
from flashcards.cli.dialogues.mock.window import MockWindow
from flashcards.cli.terminal.keyboard import RESIZED, WAITED
from flashcards.cli.terminal.screen import Screen
from flashcards.core.preparation.mock.forms import Form
from flashcards.core.study_day import Moment
from flashcards.services.preparation.mock.acts import begin
from flashcards.services.preparation.mock.bank import MockOptions
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import clock_line, late_line

THEORY = "---\narea: theory\n---\nQ: What is boosting?\nA: One after the other.\n\n"
LONG = "---\narea: design\ncards: prompts\n---\n## Ads\n\n" + "".join(
    f"- ask {n}\n" for n in range(50)
)
MODES = [(), ("--each",), ("--pressure",)]
CODING = "---\narea: coding\n---\nQ: Build a stump.\nA: def stump\n"


@pytest.fixture
def bank(root):
    """Two theory questions, a coding problem and a system with a long rubric."""
    deck(root, THEORY + "Q: What is bagging?\nA: Averages.\n", "theory.md")
    deck(root, CODING, "coding.md")
    deck(root, LONG, "design.md")
    return root


def shown():
    """The last mock."""
    return ok("mock", "show", "--json").json


def test_all_keys_are_shown_until_any_is_pressed(bank):
    with Terminal("mock", "coding") as terminal:
        terminal.shows("Ready?", "? help")
        terminal.press("?")
        terminal.shows("stop; flash mock resume goes on", "any key goes back")
        terminal.press(" ")
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Build a stump.")
        terminal.press("?")
        terminal.shows("interviewer's sheet", "left of 45:00")
        terminal.press("q")
        terminal.shows("Build a stump.")
        terminal.press("q")
        terminal.rest()
        assert terminal.code() == 0


def test_a_mock_from_the_first_key_to_the_result(bank):
    with Terminal("mock", "coding") as terminal:
        screen = terminal.shows("Ready?", "Space starts the clock")
        assert "Build a stump." not in screen
        for rule in ("Camera on", "shared editor", "No notes", "never stops"):
            assert rule in screen
        terminal.press("x ")
        screen = terminal.shows("Build a stump.", "45:00 left of 45:00", "Phase 1 of 4: clarify")
        assert "Space next phase · q stop" in screen
        terminal.press(" ")
        terminal.shows("Phase 2 of 4: plan, until 13:00")
        terminal.press("  ")
        terminal.shows("Phase 4 of 4: test", "Space done")
        terminal.press("\r")
        terminal.shows("[feedback", "def stump", "What went well?")
        terminal.press("calz\x7fm\r")
        terminal.shows("What should be better?")
        terminal.press("\r")
        terminal.shows("Say something", "should be better?")
        terminal.press("deep\x15depth\n")
        terminal.shows("Would you hire", "y yes")
        terminal.press("z")
        terminal.shows("'z' is neither yes nor no")
        terminal.press(" y")
        terminal.shows("clarifying:", "5 (excellent):")
        terminal.press("7")
        terminal.shows("'7' is no score", "clarifying:")
        terminal.press("3")
        terminal.shows("clarifying 3", "clarifying: What shows it?")
        terminal.press("asked late\r44445")
        terminal.shows("Your next thing to do", "mean 4.0")
        terminal.press("\r")
        terminal.shows("mean 4.0 · passed, would be hired")
        assert terminal.code() == 0
        assert terminal.is_canonical()
    document = shown()
    assert document["summary"]["ended"]
    said = document["questions"][0]["feedback"]
    assert (said["well"], said["improve"]) == ("calm", "depth")
    assert said["evidence"]["clarifying"] == "asked late"
    assert bank.is_dir()


def test_wide_code_moves_aside_in_the_question_and_in_its_answer(bank):
    code = f"```\n{'0123456789' * 9}end\n```\n"
    deck(bank, f"---\narea: coding\n---\nQ: Fix it.\n\n{code}A: So.\n\n{code}", "coding.md")
    with Terminal("mock", "coding") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        assert "end" not in terminal.shows("45:00 left of 45:00", "›")
        terminal.press("\x1b[C")
        terminal.shows("‹", "89end")
        terminal.press(" ")
        terminal.shows("Phase 2 of 4")
        terminal.press("   ")
        assert "89end" not in terminal.shows("So.", "›", "What went well?", "← → move code")
        terminal.press("so \x1b[C")
        terminal.shows("‹", "89end", "What went well? so")


@pytest.mark.parametrize(("lines", "columns"), [(24, 40), (24, 120), (9, 40)])
def test_whatever_the_window_no_line_is_wider_and_no_word_is_broken(bank, lines, columns):
    words = " ".join(f"longword{n:02}" for n in range(40))
    deck(bank, f"---\narea: coding\n---\nQ: {words}?\nA: {words}.\n", "coding.md")
    whole = {f"longword{n:02}" for n in range(40)}
    screens = []
    with Terminal("mock", "coding", lines=lines, columns=columns) as terminal:
        keys = ("Space starts", " "), ("Phase 1", " "), ("Phase 2", " "), ("Phase 3", " ")
        for shown_first, key in (*keys, ("Phase 4", " "), ("What went", "so\r"), ("better", "x\r")):
            screens.append(terminal.shows(shown_first, "q"))
            terminal.press(key)
        screens.append(terminal.shows("Would you hire", "y yes"))
        terminal.press("q")
        assert terminal.code() == 0
    for screen in screens:
        assert all(len(line) <= columns for line in screen.split("\n"))
        assert screen.count("\n") < lines
        assert {word for word in re.findall(r"longword\S*", screen)
                if word.rstrip("?.") not in whole} == set()  # fmt: skip
    assert "left of 45:00" in screens[1]


def test_under_pressure_the_next_question_follows_at_once(bank):
    with Terminal("mock", "theory", "--pressure") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("question 1 of 2", "2:00 left of 2:00", "Space done")
        terminal.press(" ")
        terminal.shows("question 2 of 2", "Space done")
        terminal.press("q")
        terminal.shows("Kept: 1 of 2 questions answered.")
        assert terminal.code() == 0
    assert [question["shown"] for question in shown()["questions"]] == [True, True]
    assert bank.is_dir()


def test_q_before_it_begins_shows_no_question(bank):
    with Terminal("mock", "theory") as terminal:
        terminal.shows("Ready?")
        terminal.press("\x1b")
        terminal.shows("Kept: 0 of 2 questions answered.")
        assert terminal.code() == 0
    assert not any(question["shown"] for question in shown()["questions"])
    assert bank.is_dir()


def test_an_interviewer_reads_a_sheet_that_the_candidate_does_not_see(bank):
    with Terminal("mock", "design", "--interviewer", "Ann") as terminal:
        terminal.shows("Ann: next comes your sheet", "looks away", "Space shows the sheet")
        terminal.press(" ")
        terminal.shows("Ads", "What about: ask 0?", "more")
        terminal.press("\x1b[6~")
        terminal.shows("Go on when", "The answer", "ask 5")
        terminal.press(" ")
        assert "ask 0" not in terminal.shows("Ann reads the question aloud. Ready?")
        terminal.press(" ")
        assert "ask 0" not in terminal.shows("Ads", "45:00 left", "i Ann's sheet")
        terminal.press("i")
        terminal.shows("ask 0", "i hides the sheet", "left of 45:00")
        terminal.press("i")
        assert "ask 0" not in terminal.shows("Ads", "i Ann's sheet")
        terminal.press("q")
        terminal.shows("Kept")
        assert terminal.code() == 0
    assert bank.is_dir()


def test_ctrl_d_in_the_feedback_keeps_what_was_said(bank):
    with Terminal("mock", "theory", "--minutes", "2") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Space done")
        terminal.press(" ")
        terminal.shows("What went well?")
        terminal.press("calm\n")
        terminal.shows("What should be better?")
        terminal.press("\x04")
        terminal.shows("Kept: 1 of 1 question answered.")
        assert terminal.code() == 0
    assert shown()["questions"][0]["feedback"]["well"] == "calm"
    assert bank.is_dir()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_however_it_ends_the_mock_goes_on_where_it_was(bank, number):
    with Terminal("mock", "coding") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Phase 1 of 4")
        terminal.press(" ")
        terminal.shows("Phase 2 of 4")
        terminal.signal(number)
        assert terminal.code() in {1, 128 + number, -number}
        told = "Kept: 0 of 1 question answered. `flash mock resume` goes on"
        assert (told in " ".join(terminal.rest().split())) == (number != signal.SIGKILL)
        assert terminal.is_canonical() == (number != signal.SIGKILL)
    with Terminal("mock", "resume") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Phase 2 of 4", "45:00 left")
        terminal.press("q")
        assert terminal.code() == 0
    assert bank.is_dir()


def test_when_the_window_is_closed_the_mock_stays_open(bank):
    with Terminal("mock", "coding") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Phase 1 of 4")
        terminal.hang_up()
        assert terminal.code() in {1, 128 + signal.SIGHUP}
    assert not shown()["summary"]["ended"]
    assert "Phase 1 of 4" in ok("mock", "resume", stdin="q\n").out
    assert bank.is_dir()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(" \r13yni?x\x7f\t\x15é", min_size=10, max_size=80),
    st.sampled_from(MODES),
    st.booleans(),
)
def test_whatever_keys_come_the_mock_goes_on_from_them_to_its_end(bank, keys, mode, kills):
    """What another process makes of the facts is what the resumed mock ends with."""
    with Terminal("mock", "coding", "--allow-repeat", *mode, "--interviewer", "Ann") as terminal:
        terminal.shows("looks away")
        terminal.press(f"       {keys}\x04\x04")  # where all keys are shown, the first goes back
        if kills:
            terminal.signal(signal.SIGKILL)
        assert terminal.code() in {0, -signal.SIGKILL}
    before = shown()
    words = "\n" * 4 * (not before["questions"][0]["answered"]) + "5\nn\n" * 30
    if not before["summary"]["ended"]:
        flash("mock", "resume", stdin=words)
    after = shown()
    assert after["summary"]["ended"]
    assert after["questions"][0]["phase"] >= before["questions"][0]["phase"]
    for part, said in before["questions"][0]["feedback"].items():
        assert not said or after["questions"][0]["feedback"][part]
    assert bank.is_dir()


def test_the_clock_is_said_at_half_at_eighty_percent_and_at_the_end(bank, capsys, monkeypatch):
    now = [MORNING]
    with opened(bank) as collection, Path(os.devnull).open() as keys:
        monkeypatch.setattr("sys.stdin", keys)
        options = MockOptions(Form.CODING)
        mock = begin(collection, Moment(MORNING, MORNING.tzinfo), options).mock
        live = LiveMock(collection, lambda: Moment(now[0], MORNING.tzinfo), mock)
        window = MockWindow("signs", Screen())
        live.ask(0)
        said, clocks, late = [], [], []
        for minutes, key in ((22, WAITED), (23, RESIZED), (37, WAITED), (38, "x"), (46, " ")):
            now[0] = MORNING + timedelta(minutes=minutes)
            press(window, live, key)
            said.append(window.message)
            clocks.append(clock_line(live.timer))
            late.append(late_line(live.question, live.timer))
    assert said == [
        "",
        "Half of the time is over: 22:00 left.",
        "80 % of the time is over: 8:00 left.",
        "80 % of the time is over: 8:00 left.",
        "Time is up, after 45:00.",
    ]
    assert clocks == [
        "23:00 left of 45:00",
        "22:00 left of 45:00 · half is over",
        "8:00 left of 45:00 · 80 % is over",
        "7:00 left of 45:00 · 80 % is over",
        "0:00 left of 45:00 · time is up",
    ]
    assert late == ["clarify should be over now"] * 5
    assert live.mock.questions[0].answered
    assert live.mock.questions[0].phase == 0
    assert capsys.readouterr().out == "\a\a\a"
