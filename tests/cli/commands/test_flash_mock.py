"""`flash mock` without a terminal: a word, or an answer, a line; and what is shown afterwards."""

import io
import itertools
import json
import os
import signal
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

import pytest
from collections_on_disk import MORNING, deck, opened
from plans import SMALL
from running import PYTHON, begun, failed, flash, ok, process, sentence

from flashcards.cli.dialogues.mock.piped import MockPipe
from flashcards.cli.main import run
from flashcards.cli.terminal.lines import InputLines
from flashcards.core.log.preparation_facts import MockMarked
from flashcards.core.log.record import record
from flashcards.core.preparation.mock.forms import Form
from flashcards.core.preparation.mock.rubric import rubric_of
from flashcards.core.study_day import Moment
from flashcards.services.preparation.mock.acts import begin
from flashcards.services.preparation.mock.bank import MockOptions
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import collection_facts

THEORY = "---\narea: theory\n---\nQ: What is boosting?\nA: One after the other.\n\n"
CODING = "---\narea: coding\n---\nQ: Build a stump.\nA: def stump\n"
KEPT = "Kept: {} of 1 question answered. `flash mock resume` goes on, `flash mock end` ends it."
RECORDER = """\
#!/bin/sh
trap 'echo end >> "$1"; exit 0' INT
echo begin > "$1"
echo > "{ready}"
while :; do sleep 0.05; done
"""


def feedback(area, score=4, *, hire="y", speech=()):
    """The lines of the form on an area: evidence only where the score is below 4."""
    scored = [line for _ in rubric_of(area) for line in (str(score), "seen")[: 1 + (score < 4)]]
    return "".join(f"{line}\n" for line in ("calm", "depth", *speech, hire, *scored))


def feedback_on_each(area, score=4, *, hire="y"):
    """The lines of the feedback on one question, as `--each` asks for it."""
    scored = [line for _ in rubric_of(area) for line in ("seen", str(score))]
    return "".join(f"{line}\n" for line in ("calm", "depth", *scored, hire))


@pytest.fixture
def bank(root):
    """Two theory questions and a coding problem."""
    (root / "skills/regression.md").unlink()
    deck(root, THEORY + "Q: What is bagging?\nA: Averages.\n", "theory.md")
    deck(root, CODING, "coding.md")
    return root


def test_without_a_verb_it_ends_with_the_mock_to_hold_next(bank):
    assert ok("mock").lines[-2:] == ["", "Next: flash mock theory"]
    ok("mock", "theory", "--minutes", 2, stdin="\nq\n")
    resume = "Next: flash mock resume (the theory mock is open)"
    assert ok("mock").lines[-1] == ok("mock", "list").lines[-1] == ok().lines[-1] == resume
    ok("mock", "end")
    assert ok("mock").lines[-1] == "Next: flash mock coding"
    ok("mock", "coding", stdin="\nq\n")
    ok("mock", "end")
    ok("mock", "theory", "--minutes", 2, stdin="\nq\n")
    ok("mock", "end")
    said = "All questions were asked. Next: flash mock theory --allow-repeat"
    assert ok("mock").lines[-1] == said
    assert ok("mock", "--format", "table").lines[-1].startswith("full ")
    assert bank.is_dir()


def test_without_a_verb_it_names_the_mock_of_the_plan(bank, world):
    (world / "desk" / "small.toml").write_text(SMALL.replace('["skills"]', '["coding"]'))
    ok("plan", "start", "small.toml", "--interview", "2026-01-19")
    assert ok("mock").lines[-1] == "Next: flash mock coding"
    (bank / "coding.md").unlink()
    assert ok("mock").lines[-1] == "Next: flash mock theory"


def test_without_questions_or_mocks_the_next_step_is_said(root):
    nothing = "No deck has a question for a mock. Next: flash import starter"
    assert ok("mock").lines[-1] == nothing
    assert ok("mock", "list").lines == ["You held no mock yet. Next: flash mock"]
    assert len(ok("mock", "list", "--format", "table").lines) == 1
    assert root.is_dir()


def test_a_list_of_mocks_ends_with_what_shows_one(bank):
    ok("mock", "coding", stdin="\nq\n")
    ok("mock", "end")
    assert ok("mock", "list").lines[-2:] == ["", "Next: flash mock show"]
    assert bank.is_dir()


def test_a_coding_mock_from_its_first_word_to_its_last(bank):
    said = ok("mock", "coding", stdin="\n\ndone\nspace\n" + feedback("coding", 3) + "\n").out
    assert said == (
        "After this, 0 unused coding questions are left: write more, or use --allow-repeat.\n"
        "Coding mock: 1 question, 45:00 on the clock, no notes, no extension.\n\n"
        "[coding · question 1 of 1 · 45:00]\nBuild a stump.\n\n"
        "Phase 1 of 4: clarify, until 5:00\n\nPhase 2 of 4: plan, until 13:00\n\n"
        "Phase 3 of 4: write, until 35:00\n\nPhase 4 of 4: test, until 45:00\n\n"
        "[feedback · question 1 of 1]\nBuild a stump.\n\ndef stump\n\n"
        "What went well?\nWhat should be better?\nWould you hire this candidate? y or n\n"
        "clarifying: Were inputs, sizes and corner cases asked about before coding?"
        " 1 (poor) to 5 (excellent):\nclarifying: What shows it?\n"
        "planning: Was an approach agreed, with its cost, before the code was written?"
        " 1 (poor) to 5 (excellent):\nplanning: What shows it?\n"
        "correctness: Does the code do what was asked, without a bug?"
        " 1 (poor) to 5 (excellent):\ncorrectness: What shows it?\n"
        "readability: Names, small functions, docstrings: would a team accept the code?"
        " 1 (poor) to 5 (excellent):\nreadability: What shows it?\n"
        "testing: Was it tested with ordinary, empty and extreme input, without a hint?"
        " 1 (poor) to 5 (excellent):\ntesting: What shows it?\n"
        "communication: Could you follow the thinking aloud, and were hints used?"
        " 1 (poor) to 5 (excellent):\ncommunication: What shows it?\n\n"
        "Proposed next: Begin each of the next five problems by writing three questions about"
        " its input.\nYour next thing to do (an empty line takes this one):\n"
        "The coding mock is over.\n"
        "  coding: 1 of 1 answered · 0:00 of 45:00 · mean 3.0 · not passed (a pass is a"
        " mean of 4 and no score below 3), but the feedback says: would be hired\n"
        "    clarifying 3.0 · planning 3.0 · correctness 3.0 · readability 3.0 · testing 3.0"
        " · communication 3.0\n"
        "Next: Begin each of the next five problems by writing three questions about its input.\n"
        f"Weak in clarifying (3.0): flash review --area coding\n  {card()}  Build a stump.\n"
        "Weak in planning (3.0): flash review --area coding\n"
        "Weak in correctness (3.0): flash review --area coding\n"
        "To see a card: flash show ID\n"
    )
    assert bank.is_dir()


def card():
    """The beginning of the coding problem's id."""
    (row,) = ok("list", "area:coding", "--json").json
    return row["id"][:8]


def test_no_answer_is_shown_before_the_question_is_over(bank):
    said = ok("mock", "theory", "--minutes", "2", stdin="").out
    assert not {"One after the other.", "Averages."} & set(said.splitlines())
    assert said.splitlines()[-1] == KEPT.format(0)
    assert bank.is_dir()


def test_a_full_mock_asks_of_each_area_and_a_behavioural_one_for_stories(bank):
    deck(bank, "---\narea: design\ncards: prompts\n---\n## Ads\n", "design.md")
    stories = (
        "---\narea: behavioural\ncards: stories\n---\n## Outage\n\nDark.\n\n## Launch\n\nDay.\n"
    )
    deck(bank, stories, "stories.md")
    said = ok("mock", "full", "--minutes", "49", stdin="\n").out
    assert "Full mock: 4 questions, 49:00 on the clock" in said
    assert "[theory · question 1 of 4 · 1:00]" in said
    ok("mock", "end")
    said = ok("mock", "behavioural").out
    assert "3 questions missing: no new behavioural question is left" in said
    assert "[behavioural · question 1 of 2 · 6:00]" in said


def test_under_pressure_all_feedback_comes_at_the_end(bank):
    said = ok("mock", "theory", "--pressure", stdin="\n\n" + feedback("theory") + "rest\n").out
    assert said.index("[theory · question 2 of 2") < said.index("[feedback · question 1 of 2]")
    assert said.count("What went well?") == 1
    assert "8 questions missing: no new theory question is left" in said
    assert "mean 4.0 · passed, would be hired" in said
    assert said.endswith("Next: rest\n")
    assert bank.is_dir()


def test_the_end_of_the_input_keeps_what_there_is_and_resume_goes_on(bank):
    each = feedback_on_each
    words = "\n" + each("theory", 5) + "\n" + each("theory", 2, hire="n") + "\n"
    lines = words.splitlines(keepends=True)
    begun_with = ok("mock", "theory", "--each", stdin="".join(lines[:5]))
    assert "Kept: 1 of 2 questions answered." in begun_with.out
    for line in lines[5:-1]:
        assert "Kept: " in ok("mock", "resume", stdin=line).out
    assert "is over" in ok("mock", "resume", stdin=lines[-1]).out
    (row,) = ok("mock", "list", "--json").json
    assert (row["mean"], row["passed"], row["hire"]) == (3.5, False, False)
    assert (row["answered"], row["questions"], row["ended"]) == (2, 2, True)
    assert failed("mock", "resume").startswith("No mock is open")
    assert bank.is_dir()


def test_q_stops_wherever_it_is_said(bank):
    for words in ("q\n", "\n\nq\n", "calm\nq\n"):
        command = ("mock", "theory") if words == "q\n" else ("mock", "resume")
        assert "Kept: " in ok(*command, stdin=words).out
    (_, question) = ok("mock", "show", "--json").json["questions"]
    assert (question["answered"], question["feedback"]["well"]) == (True, "calm")
    assert bank.is_dir()


def test_what_is_left_of_a_resumed_question_is_said(bank):
    with opened(bank) as collection:
        interview = begun_here(collection, 20)
        interview.ask(0)
        interview.leave()
    said = ok("mock", "resume", stdin="").out
    assert "Theory mock: 1 question, 1:20 on the clock" in said
    assert "[theory · question 1 of 1 · 2:00 · 1:20 left]" in said


def test_words_and_answers_that_cannot_be_are_named_and_asked_again(bank):
    ran = flash(
        "mock", "theory", "--minutes", "2", stdin="skip\n\n\ncalm\ndepth\nmaybe\nno\n6\n0\nx\n"
    )
    assert ran.code == 0
    assert [line for line in ran.err.splitlines() if line] == [
        "flash: 'skip' is not possible here: an empty line when done, or q.",
        "flash: Say something, even if it is `nothing`: feedback stays with the mock.",
        "flash: 'maybe' is neither yes nor no: give y or n.",
        "flash: '6' is no score: give 1 (poor) to 5 (excellent).",
        "flash: '0' is no score: give 1 (poor) to 5 (excellent).",
        "flash: 'x' is no score: give 1 (poor) to 5 (excellent).",
    ]
    words = feedback("theory").splitlines(keepends=True)[3:]
    assert "would not be hired" in ok("mock", "resume", stdin="".join(words) + "\n").out
    assert bank.is_dir()


def test_a_technical_mock_asks_theory_then_coding_then_design(bank):
    deck(bank, "---\narea: design\ncards: prompts\n---\n## Ads\n", "design.md")
    said = ok("mock", "technical", stdin="\n" * 9 + "calm\nq\n").out
    assert "Technical mock: 3 questions, 92:00 on the clock" in said
    places = [said.index(f"[{area} · question") for area in ("theory", "coding", "design")]
    assert places == sorted(places)
    assert max(places) < said.index("[feedback · question 1 of 3]")
    assert ok("mock", "list", "--json").json[0]["form"] == "technical"


def test_on_each_question_the_feedback_is_given_at_once_and_evidence_comes_first(bank):
    said = ok("mock", "theory", "--each", stdin="\n" + feedback_on_each("theory")).out
    assert said.index("[feedback · question 1 of 2]") < said.index("[theory · question 2 of 2")
    assert (
        "correctness: Was everything true, and nothing important missing? What shows it?\n"
        "correctness, 1 (poor) to 5 (excellent):\n"
    ) in said
    assert ok("mock", "show", "--json").json["summary"]["mode"] == "standard"
    assert bank.is_dir()


def test_the_sheets_of_an_interviewer_go_into_a_file_before_anything_is_shown(bank, tmp_path):
    file = tmp_path / "sheet.md"
    said = ok("mock", "theory", "--interviewer", "Ann", "--sheet", file, stdin="q\n").out
    assert "Ann asks." in said
    assert not {"One after the other.", "Averages."} & set(said.splitlines())
    sheet = file.read_text()
    for part in ("What is boosting?", "One after the other.", "## Question 2 of 2 (theory, 2:00)"):
        assert part in sheet
    ok("mock", "end")
    before = ok("mock", "list", "--json").json
    nowhere = tmp_path / "nowhere" / "sheet.md"
    assert "Cannot write" in failed("mock", "theory", "--interviewer", "Ann", "--sheet", nowhere)
    assert ok("mock", "list", "--json").json == before
    dry = failed("mock", "design", "--interviewer", "Ann", "--sheet", tmp_path / "dry.md")
    assert "no design questions" in dry
    assert not (tmp_path / "dry.md").exists()
    assert bank.is_dir()


def test_an_interviewer_sees_the_answer_and_is_asked_for_the_feedback(bank):
    words = "\n" + feedback("theory") + "\n"
    said = ok("mock", "theory", "--minutes", "2", "--interviewer", "Ann", stdin=words).out
    answer = "One after the other." if "boosting" in said else "Averages."
    assert said.index(answer) < said.index("[feedback")
    for part in ("### Follow-up questions", "### The answer", "### Judge by\n\n- correctness: "):
        assert part in said
    assert "no extension. Ann asks.\n" in said
    assert "Ann: What went well?" in said
    assert said.endswith("Take turns: now you ask, and the next mock is your partner's.\n")
    assert "- Interviewer: Ann" in ok("mock", "show").out
    assert bank.is_dir()


def test_a_second_mock_is_refused_and_the_first_can_be_ended(bank):
    ok("mock", "theory", stdin="q\n")
    refused = failed("mock", "coding")
    assert "The theory mock of 2026-01-05 (" in refused
    assert refused.endswith("`flash mock resume`, or end it with `flash mock end`.")
    assert "feedback is not complete" in ok("mock", "end").out
    ok("mock", "coding", stdin="q\n")
    assert "(still open)" in ok("mock", "list").out
    assert bank.is_dir()


def test_a_dry_bank_says_how_many_there_are_and_what_to_do(bank):
    ok("mock", "theory", stdin="q\n")
    ok("mock", "end")
    assert ok("mock", "--json").json[0]["unused"] == 1
    ok("mock", "theory", stdin="q\n")
    ok("mock", "end")
    assert failed("mock", "theory") == (
        "All 2 theory questions have been asked in mocks:"
        " write more, or ask some again with --allow-repeat."
    )
    assert "no design questions" in failed("mock", "design")
    assert "[theory · question 1 of 2" in ok("mock", "theory", "--allow-repeat").out
    assert bank.is_dir()


def test_the_bank_is_shown_in_every_shape(bank):
    assert ok("mock").lines[:2] == [
        "form           unused       of   asks   minutes",
        "theory              2        2     10        20",
    ]
    assert ok("mock", "--json").json[1] == {
        "form": "coding", "questions": 1, "unused": 1, "asks": 1, "minutes": 45
    }  # fmt: skip
    assert ok("mock", "--format", "csv").lines[0] == "form,questions,unused,asks,minutes"
    assert bank.is_dir()


def test_mocks_are_listed_shown_and_exported(bank, tmp_path):
    assert ok("mock", "list", "--format", "table").lines == [
        "id        on          form          done    time  mean  pass  hire  weakest"
    ]
    assert failed("mock", "show").startswith("You held no mock yet")
    ok("mock", "coding", stdin="\n\n\n\n" + feedback("coding", 5) + "\n")
    (row,) = ok("mock", "list", "--json").json
    assert list(row) == [
        *("id", "form", "mode", "on", "interviewer", "questions", "answered", "seconds"),
        *("limit_s", "mean", "passed", "hire", "weakest", "action", "ended"),
    ]
    assert row["id"] in ok("mock", "list", "--format", "csv").out
    shown = ok("mock", "show", row["id"][:8]).out
    assert shown.startswith("# Coding mock of 2026-01-05\n\n- Feedback: after the mock\n- Next: ")
    assert "## Coding: passed, would be hired, mean 5.0" in shown
    assert "| testing | 5.0 |" in shown
    assert "- Went well: calm\n- To improve: depth\n- Hire: yes\n- clarifying, 5\n" in shown
    document = ok("mock", "show", "--json").json
    assert list(document) == ["summary", "results", "questions", "recordings"]
    assert document["results"][0]["scores"]["testing"] == 5
    file = tmp_path / "mocks.md"
    ok("mock", "export", "-o", file)
    assert file.read_text() == shown
    ok("mock", "export", "-o", tmp_path / "mocks.json")
    assert json.loads((tmp_path / "mocks.json").read_text()) == [document]
    said = failed("mock", "export", "-o", tmp_path / "mocks.csv")
    assert "`.csv` is not a known format: end the name in .md or .json, or say --format." in said
    assert ok("mock", "export", row["id"], "--format", "json").json == [document]
    assert failed("mock", "show", "x") == "There is no mock 'x': see them with `flash mock list`."
    assert bank.is_dir()


def test_mocks_of_one_moment_are_listed_by_as_much_of_their_ids_as_tells_them_apart(bank):
    for form in ("theory", "coding"):
        flash("mock", form, stdin="\n")
        flash("mock", "end")
    listed = [line.split() for line in ok("mock", "list").lines[1:-2]]
    assert [form for _, _, form, *_ in listed] == ["theory", "coding"]
    for id_, _, form, *_ in listed:
        assert len(id_) > 8
        assert ok("mock", "show", id_, "--json").json["summary"]["form"] == form
    assert bank.is_dir()


def test_an_open_mock_without_feedback_can_be_shown_too(bank):
    ok("mock", "coding", stdin="q\n")
    shown = ok("mock", "show").out
    assert "- Still open\n" in shown
    assert "*Not answered, 0:00 of 45:00.*\n" in shown
    ok("mock", "resume", stdin="\n\n\n\ncalm\ndepth\nno\n3\nasked nothing\n")
    assert "- clarifying, 3: asked nothing\n" in ok("mock", "show").out
    assert bank.is_dir()


@pytest.mark.parametrize(
    "arguments",
    [
        ("mock", "chess"),
        ("mock", "theory", "--minutes", "0"),
        ("mock", "theory", "--minutes", "soon"),
        ("mock", "theory", "--each", "--pressure"),
        ("mock", "theory", "--sheet", "sheet.md"),
        ("mock", "show", "--format", "csv"),
        ("mock", "list", "--format", "xml"),
    ],
)
def test_wrong_usage_begins_nothing(bank, arguments):
    assert flash(*arguments).code == 2
    assert not (bank / ".flash").exists()


def test_a_question_without_an_answer_says_so(root):
    deck(root, "---\narea: design\ncards: prompts\n---\n## Ads\n", "design.md")
    said = ok("mock", "design", stdin="\n" * 4).out
    assert "Ads\n\n(It has no answer and no rubric.)" in said


@pytest.fixture
def recorder(bank, world):
    """A recorder that says when it begins and when it ends; the file that appears once it runs."""
    ready = world / "ready"
    script = world / "record"
    script.write_text(RECORDER.format(ready=ready))
    script.chmod(0o755)
    os.mkfifo(ready)
    (bank / "flash.toml").write_text(f'recorder = ["{script}", "{{file}}"]\n')
    return ready


def test_a_recorder_runs_while_questions_are_asked_and_its_file_is_kept(recorder, world):
    running = begun("mock", "coding", "--record")
    recorder.read_text()
    words = "\n\n\n\n" + feedback("coding", 4, speech=("um, twice",)) + "\n"
    out, err = running.communicate(words.encode(), timeout=20)
    assert (running.returncode, err) == (0, b"")
    (file,) = world.rglob("*.wav")
    assert file.read_text() == "begin\nend\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert out.decode().index(f"The recording is {file}") < out.decode().index("[feedback")
    assert "filler words, long pauses" in out.decode()
    assert "- Speech: um, twice" in ok("mock", "show").out
    assert ok("mock", "show", "--json").json["recordings"] == [str(file)]


def test_a_mock_that_is_interrupted_stops_its_recorder(recorder, world):
    running = begun("mock", "coding", "--record")
    recorder.read_text()
    while b"Phase" not in running.stdout.readline():
        pass
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert sentence(err.decode()) == "Interrupted; everything answered so far is saved."
    assert out.decode().endswith(f"{KEPT.format(0)}\n")
    (file,) = world.rglob("*.wav")
    assert file.read_text() == "begin\nend\n"


@pytest.mark.parametrize(
    ("recorder_said", "why"),
    [
        ('["no-such-recorder", "{file}"]', "No such file or directory"),
        (f'["{PYTHON}", "-c", "import signal; signal.pause()", "{{file}}"]', "it left no file"),
    ],
)
def test_a_recorder_that_fails_is_a_sentence_and_the_mock_goes_on(bank, recorder_said, why):
    (bank / "flash.toml").write_text(f"recorder = {recorder_said}\n")
    ran = flash("mock", "coding", "--record", stdin="\n\n\n\nq\n")
    assert why in sentence(ran.err)
    assert "Kept: 1 of 1 question answered." in ran.out


def test_a_recorder_that_ends_by_itself_is_said(bank):
    (bank / "flash.toml").write_text('recorder = ["true", "{file}"]\n')
    running = begun("mock", "coding", "--record")
    while b"Phase" not in running.stdout.readline():
        pass
    wait_for_child(running)
    _, err = running.communicate(b"q\n", timeout=20)
    assert "it ended by itself with exit code 0" in sentence(err.decode())


def wait_for_child(running):
    """Until the recorder of a process has ended, and waits to be asked for."""
    state = ""
    while "Z" not in state:
        (child,) = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2]


def test_a_recorder_that_will_not_end_is_ended(bank, world, monkeypatch):
    monkeypatch.setattr("flashcards.cli.dialogues.mock.recorder._PATIENCE_S", 0.05)
    stubborn = world / "stubborn"
    stubborn.write_text('#!/bin/sh\ntrap "" INT\necho > "$1"\nwhile :; do sleep 0.05; done\n')
    stubborn.chmod(0o755)
    (bank / "flash.toml").write_text(f'recorder = ["{stubborn}", "{{file}}"]\n')
    assert "Kept: 0 of 1" in flash("mock", "coding", "--record", stdin="q\n").out


def test_without_a_recorder_nothing_is_recorded_and_nothing_begins(bank):
    said = failed("mock", "coding", "--record")
    assert said.startswith("There is no recorder: set a command of yours")
    assert ok("mock", "list", "--json").json == []
    (bank / "flash.toml").write_text('recorder = ["sox"]\n')
    assert "`recorder` must be a command as a list of words" in failed("mock", "coding")


def test_a_killed_mock_goes_on_where_it_was(bank):
    running = begun("mock", "coding")
    running.stdin.write(b"\n\n")
    running.stdin.flush()
    while b"Phase 3" not in running.stdout.readline():
        pass
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=20)
    assert running.returncode == -signal.SIGKILL
    said = process("mock", "resume", stdin=b"\n\n").out
    assert "Phase 3 of 4" in said
    assert "Phase 2" not in said
    assert "[feedback" in said
    assert bank.is_dir()


def test_a_mock_told_to_end_writes_its_clock_down(bank):
    running = begun("mock", "coding")
    while b"Phase" not in running.stdout.readline():
        pass
    running.terminate()
    out, _ = running.communicate(timeout=20)
    assert out.decode().endswith(f"{KEPT.format(0)}\n")
    assert running.returncode == 128 + signal.SIGTERM
    (fact,) = [one for one in marks() if one["what"] == "left"]
    assert fact["item"] == 0
    assert bank.is_dir()


def marks():
    """What was written of clocks."""
    root = Path(os.environ["FLASH_COLLECTION"])
    with opened(root) as collection, reading(collection.engine) as connection:
        return [record(fact) for fact in collection_facts(connection, {MockMarked})]


class Script:
    """Lines that come when they come: None where none came in the time there was."""

    def __init__(self, *said):
        self._said = iter(said)

    def next(self, _seconds=None):
        """The next of what was said; raises `EOFError` after the last."""
        for line in self._said:
            return line
        raise EOFError


def test_the_clock_is_heard_in_a_pipe_while_nothing_is_said(bank, capsys):
    with opened(bank) as collection:
        interview = begun_here(collection, 50)
        MockPipe(interview, Script(None, None, "late")).ask(0)
        assert interview.mock.questions[0].used_s == 120
    out = capsys.readouterr().out
    assert "\nHalf of the time is over: 0:20 left.\n" in out
    assert "\n80 % of the time is over: 0:20 left.\n" in out
    assert out.endswith("Time is up, after 2:00.\n\n")


def test_a_word_that_comes_after_the_time_is_up_is_not_an_answer(bank, capsys):
    with opened(bank) as collection:
        interview = begun_here(collection, 500)
        MockPipe(interview, Script("done")).ask(0)
        assert interview.mock.questions[0].used_s == 120
    assert "Time is up" in capsys.readouterr().out


def begun_here(collection, step_s):
    """A theory mock whose clock goes on by so many seconds whenever it is looked at."""
    moments = (Moment(MORNING + timedelta(seconds=step_s * n), UTC) for n in itertools.count())
    clock = partial(next, moments)
    started = begin(collection, clock(), MockOptions(Form.THEORY, minutes=2))
    return LiveMock(collection, clock, started.mock)


def test_lines_are_waited_for_only_so_long():
    reader, writer = os.pipe()
    with os.fdopen(reader, encoding="utf-8") as stream, os.fdopen(writer, "wb", 0) as told:
        lines = InputLines(stream)
        assert lines.next(0) is None
        told.write("für".encode()[:2])
        assert lines.next(0) is None
        told.write("für\r\nzwei\n\ndrei".encode()[2:])
        assert [lines.next(0) for _ in range(3)] == ["für", "zwei", ""]
        assert lines.next(0) is None
        told.close()
        assert lines.next(0) == "drei"
        with pytest.raises(EOFError):
            lines.next(0)


def test_lines_of_what_is_no_file_are_read_however_long_it_takes():
    lines = InputLines(io.StringIO("one\n\n"))
    assert [lines.next(0), lines.next()] == ["one", ""]
    with pytest.raises(EOFError):
        lines.next(0)


def test_where_nobody_can_answer_no_question_is_used_up(bank, monkeypatch, capsys):
    before = ok("mock", "--json").json
    with Path(os.devnull).open(encoding="utf-8") as nothing, monkeypatch.context() as here:
        here.setattr("sys.stdin", nothing)
        assert run(["mock", "theory"]) == 1
    assert sentence(capsys.readouterr().err).startswith("Nobody can answer here, ")
    assert ok("mock", "--json").json == before
    assert ok("mock", "list", "--json").json == []
    assert bank.is_dir()


def test_a_mock_that_was_begun_shorter_than_usual_says_so_at_its_end(bank):
    said = ok("mock", "coding", "--minutes", 10, stdin="\n" * 4 + feedback("coding") + "\n").lines
    assert "Shorter than usual (10:00 of 45:00): it ticks no whole mock of a plan." in said
    whole = "\n" * 4 + feedback("coding") + "\n"
    assert "Shorter" not in ok("mock", "coding", "--allow-repeat", stdin=whole).out
