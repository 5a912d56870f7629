"""`flash mock` at a real pseudo-terminal: the clock before one's eyes, feedback typed."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from collections_on_disk import MORNING, deck, opened
from running import Terminal, ok

from flashcards.cli.dialogues.mock.terminal import MockTerminal, _press, _say_over
from flashcards.cli.terminal.keyboard import RESIZED, WAITED
from flashcards.core.preparation.mock.forms import Form
from flashcards.core.study_day import Moment
from flashcards.services.preparation.mock.acts import begin
from flashcards.services.preparation.mock.bank import MockOptions
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import clock_line

THEORY = "---\narea: theory\n---\nQ: What is boosting?\nA: One after the other.\n\n"
LONG = "---\narea: design\ncards: prompts\n---\n## Ads\n\n" + "".join(
    f"- ask {n}\n" for n in range(50)
)
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


def test_a_mock_from_the_first_key_to_the_result(bank):
    with Terminal("mock", "coding") as terminal:
        screen = terminal.shows("Ready?", "Space begins, and the clock with it")
        assert "Build a stump." not in screen
        terminal.press("x ")
        screen = terminal.shows("Build a stump.", "45:00 left of 45:00", "Phase 1 of 4: clarify")
        assert "Space next phase · q stop" in screen
        terminal.press(" ")
        terminal.shows("Phase 2 of 4: plan, until 13:00")
        terminal.press("  ")
        terminal.shows("Phase 4 of 4: test", "Space done")
        terminal.press("\r")
        terminal.shows("[feedback", "def stump", "What went well?")
        terminal.press("calm\n")
        terminal.shows("What is to be improved?")
        terminal.press("depth\n")
        for _ in range(6):
            terminal.shows("it?\n")
            terminal.press("seen\n")
            terminal.shows("1 (poor) to 5 (excellent):")
            terminal.press("4\n")
        terminal.shows("Would you hire")
        terminal.press("y\n")
        terminal.shows("The one next thing")
        terminal.press("\n")
        terminal.shows("mean 4.0 · passed, would be hired")
        assert terminal.code() == 0
        assert terminal.is_canonical()
    assert shown()["summary"]["ended"]
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
        assert "89end" not in terminal.shows("So.", "›", "Space goes on")
        terminal.press("\x1b[C")
        terminal.shows("‹", "89end")
        terminal.press(" ")
        assert "89end" not in terminal.shows("So.", "›", "What went well?")


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


def test_an_interviewer_has_the_rubric_before_him_and_can_scroll(bank):
    with Terminal("mock", "design", "--interviewer", "Ann") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Ads", "ask 0", "more")
        terminal.press("\x1b[6~")
        terminal.shows("ask 20")
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
        terminal.press("calm\n\x04")
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
        assert terminal.is_canonical() == (number != signal.SIGKILL)
    with Terminal("mock", "resume") as terminal:
        terminal.shows("Ready?")
        terminal.press(" ")
        terminal.shows("Phase 2 of 4", "45:00 left")
        terminal.press("q")
        assert terminal.code() == 0
    assert bank.is_dir()


def test_the_clock_is_said_at_half_at_eighty_percent_and_at_the_end(bank, capsys, monkeypatch):
    now = [MORNING]
    with opened(bank) as collection, Path(os.devnull).open() as keys:
        monkeypatch.setattr("sys.stdin", keys)
        options = MockOptions(Form.CODING)
        mock = begin(collection, Moment(MORNING, MORNING.tzinfo), options).mock
        terminal = MockTerminal(LiveMock(collection, lambda: Moment(now[0], MORNING.tzinfo), mock))
        terminal.live.ask(0)
        said, behind = [], []
        for minutes, key in ((22, WAITED), (23, RESIZED), (37, WAITED), (38, "x"), (46, " ")):
            now[0] = MORNING + timedelta(minutes=minutes)
            _press(terminal, 0, key)
            said.append(terminal.message)
            behind.append(clock_line(terminal.live.question, terminal.live.timer))
            _say_over(terminal)
    assert said == [
        "",
        "Half of the time is over: 22:00 left.",
        "80 % of the time is over: 8:00 left.",
        "80 % of the time is over: 8:00 left.",
        "Time is up, after 45:00.",
    ]
    assert behind[0] == "23:00 left of 45:00 · clarify should be over now"
    assert terminal.live.mock.questions[0].answered
    assert terminal.live.mock.questions[0].phase == 0
    assert capsys.readouterr().out == "\a\a\aTime is up, after 45:00.\n"
