"""Skills, exercises and mocks line by line, where that is asked for or all a terminal knows."""

import pytest
from collections_on_disk import deck
from running import Terminal, ok

CODE = "```\n" + "0123456789" * 9 + "end\n```\n"
CODING = f"---\narea: coding\nlimit: 45m\n---\nQ: Build a stump.\nA: def stump\n\n{CODE}"
SKILLS = "---\ncards: self-assessment\n---\n- Ridge\n"


@pytest.fixture(autouse=True)
def build(root):
    """One exercise and one skill."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, CODING, "coding.md")
    deck(root, SKILLS, "skills.md")
    return root


def said(terminal, until):
    """What was said since the last key, or since it began, up to a text; no code steers it."""
    terminal.waits_for(until)
    text = terminal.raw.rpartition("\x1b[?2004h")[2].replace("\r", "")
    assert "\x1b" not in text
    return text


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_an_exercise_says_each_line_once(columns):
    with Terminal("practise", "--plain", columns=columns) as terminal:
        texts = [said(terminal, "leave)")]
        terminal.press(" ")
        texts.append(said(terminal, "leave)"))
        terminal.press("   ")
        said(terminal, "Phase 4 of 4")
        terminal.press(" ")
        texts.append(said(terminal, "q leave)"))
        terminal.press("3")
        terminal.rest()
        assert terminal.code() == 0
        assert terminal.is_canonical()
    ready, question, answer = texts
    assert ready.count("Ready?") == 1
    assert question.count("Build a stump.") == 1
    assert "Phase 1 of 4: clarify" in " ".join(question.split())
    assert "Build a stump." not in answer
    assert "def stump\n" in answer
    assert answer.replace("\n", "").count("789end") == 1
    assert [x for text in texts for x in text.split("\n") if len(x) > min(88, columns)] == []


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_mock_says_each_line_once_and_echoes_what_is_typed(columns):
    with Terminal("mock", "coding", "--plain", columns=columns) as terminal:
        texts = [said(terminal, "q stop")]
        terminal.press(" ")
        texts.append(said(terminal, "q stop"))
        terminal.press("   ")
        said(terminal, "Phase 4 of 4")
        terminal.press(" ")
        texts.append(said(terminal, "What went well?"))
        terminal.press("calm")
        terminal.waits_for("calm")
        assert terminal.raw == "calm"
        terminal.press("\r")
        terminal.waits_for("better?")
        terminal.press("depth\r")
        terminal.waits_for("y yes")
        terminal.press("q")
        terminal.rest()
        assert terminal.code() == 0
    ready, question, answer = texts
    assert ready.count("Ready?") == 1
    assert question.count("Build a stump.") == 1
    assert answer.count("def stump") == 1
    assert answer.count("What went well?") == 1
    assert [x for text in texts for x in text.split("\n") if len(x) > min(88, columns)] == []
    feedback = ok("mock", "show", "--json").json["questions"][0]["feedback"]
    assert (feedback["well"], feedback["improve"]) == ("calm", "depth")


def test_a_skill_is_rated_line_by_line():
    with Terminal("assess", "--plain") as terminal:
        assert said(terminal, "s skip)").count("Ridge") == 1
        terminal.press(" ")
        assert "Ridge" not in said(terminal, "q quit)")
        terminal.press("4q")
        terminal.rest()
        assert terminal.code() == 0
    assert [row["score"] for row in ok("export", "reviews").json] == [4]


@pytest.mark.parametrize(
    ("command", "first"),
    [(("assess",), "Ridge"), (("practise",), "Ready?"), (("mock", "coding"), "Ready?")],
)
def test_a_dumb_terminal_needs_no_option(monkeypatch, command, first):
    monkeypatch.setenv("TERM", "dumb")
    with Terminal(*command) as terminal:
        assert first in said(terminal, "· q ")
        terminal.press("q")
        assert "\x1b" not in terminal.rest()
        assert terminal.code() == 0


def test_a_mock_goes_on_line_by_line():
    with Terminal("mock", "coding") as terminal:
        terminal.shows("Ready?")
        terminal.press("q")
        terminal.code()
    with Terminal("mock", "resume", "--plain") as terminal:
        assert said(terminal, "q stop").count("Ready?") == 1
        terminal.press("q")
        terminal.code()
