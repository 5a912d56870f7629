"""What is loaded on the way to what is due and to the first question: what is used, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest

PREPARATION = (
    "flashcards.services.followed_plan",
    "flashcards.services.skills",
    "flashcards.core.preparation.assessment",
    "flashcards.core.preparation.plan.progress",
)
LOOK = """
import sys
from flashcards.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write("\\n".join(["", *sys.modules]))
sys.exit(code)
"""


def loaded(root: Path, command: str) -> set[str]:
    """The modules that a command leaves loaded; it meets the end of its input."""
    call = [sys.executable, "-c", LOOK, "-C", str(root), command]
    done = subprocess.run(call, input="", capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("command", ["due", "review"])
def test_without_a_plan_and_skills_nothing_of_them_is_loaded(tmp_path, command):
    (tmp_path / "a.md").write_text("Q: one?\nA: 1\n")
    assert not loaded(tmp_path, command) & set(PREPARATION)


def test_a_skill_that_is_rated_is_looked_at(tmp_path):
    (tmp_path / "a.md").write_text("Q: one?\nA: 1\n")
    (tmp_path / "b.md").write_text("S: I can draw a tree.\n")
    assert "flashcards.services.skills" in loaded(tmp_path, "due")
