"""After an act a person is told the next step of the day; a pipe is not."""

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import Terminal, ok

SKILL = "---\ncards: self-assessment\narea: maths\n---\n- Trees\n"
BUILD = "---\narea: skills\nlimit: 45m\n---\nQ: Build a tree.\nA: def tree\n"


def last(*command, pressed=()):
    """The last line that a command says at a terminal, where keys answer what is shown."""
    with Terminal(*command) as terminal:
        for shown, key in pressed:
            terminal.shows(shown)
            terminal.press(key)
        said = terminal.rest()
        assert terminal.code() == 0
    return [line for line in said.replace("\r", "").split("\n") if line.strip()][-1]


@pytest.fixture
def planned(root, world):
    """A collection with a plan."""
    deck(root, BUILD, "build.md")
    (world / "desk" / "mine.toml").write_text(SMALL)
    ok("plan", "start", "mine.toml", "--interview", "2026-01-19")
    return root


@pytest.mark.parametrize(
    "command",
    ["plan tick reading", "plan move 2026-01-20", "interview add Acme onsite 2026-01-19"],
)
def test_an_act_of_preparation_leads_to_the_next_step(planned, command):
    assert last(*command.split()) == "Next: flash review"
    assert ok().lines[-1] == "Next: flash review"
    assert "Next" not in ok("plan", "tick", "aloud").out


def test_an_import_leads_to_what_it_brought(root, world):
    (world / "desk" / "notes.md").write_text("Q: What is a leaf?\nA: An end.\n")
    assert last("import", "notes.md") == "Next: flash review"
    assert "Next" not in last("import", "notes.md", "--dry-run")


def test_ratings_and_exercises_lead_on_too(root):
    for text, name in ((SKILL, "skills/regression.md"), (BUILD, "build.md")):
        deck(root, text, name)
    (root / "maths.md").unlink()
    rated = [("Trees", " "), ("not yet", "4"), ("q quit", "q")]
    assert last("assess", pressed=rated) == "Next: flash practise"
    deck(root)
    done = [("Space starts", " "), ("the answer", " "), ("3 good", "3")]
    assert last("practise", pressed=done) == "Next: flash review"


def test_an_interview_without_a_plan_leads_to_one(root):
    assert last("interview", "add", "Acme", "onsite", "2026-02-19") == "Next: flash plan start 8"
    assert last("interview", "move", "Acme", "2026-02-20") == "Next: flash plan start 8"
