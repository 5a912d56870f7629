"""What is loaded on the way to what is due and to the first question: what is used, and no more."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from databases import SERVER
from running import piped

ON_SQLITE = pytest.mark.skipif(SERVER in os.environ, reason="kept in SQLite alone")
PREPARATION = (
    "flashcards.services.followed_plan",
    "flashcards.services.skills",
    "flashcards.core.preparation.assessment",
    "flashcards.core.preparation.plan.progress",
    "flashcards.core.preparation.plan.followed",
    "flashcards.core.preparation.mock.mock",
    "flashcards.core.preparation.interviews.interviews",
    "flashcards.services.decks.show",
    "fractions",
    "statistics",
)
LOOK = """
import sys
from flashcards.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write("\\n".join(["", *sys.modules]))
sys.exit(code)
"""

GARBAGE = """
import gc, sys
from flashcards.cli.start import main
looks = []
gc.callbacks.append(lambda phase, about: looks.append(phase))
try:
    main()
finally:
    sys.stderr.write(f"{len(looks)} looks")
"""


def loaded(root: Path, *command: str) -> set[str]:
    """The modules that a command leaves loaded; it meets the end of its input."""
    call = [sys.executable, "-c", LOOK, "-C", str(root), *command]
    done = subprocess.run(call, input="", capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("command", ["due", "review"])
def test_without_a_plan_and_skills_nothing_of_them_is_loaded(tmp_path, command):
    (tmp_path / "a.md").write_text("Q: one?\nA: 1\n")
    assert not loaded(tmp_path, command) & set(PREPARATION)


def test_what_binds_keys_is_loaded_where_keys_are_bound(tmp_path):
    (tmp_path / "a.md").write_text("Q: one?\nA: 1\n")
    assert "flashcards.core.bound_keys" not in loaded(tmp_path, "review")
    (tmp_path / "flash.toml").write_text('[keys]\nsuspend = "x"\n')
    assert "flashcards.core.bound_keys" in loaded(tmp_path, "review")


def test_a_skill_that_is_rated_is_looked_at(tmp_path):
    (tmp_path / "a.md").write_text("Q: one?\nA: 1\n")
    (tmp_path / "b.md").write_text("S: I can draw a tree.\n")
    assert "flashcards.services.skills" in loaded(tmp_path, "due")


def answered(root: Path) -> None:
    """A collection whose decks are not from just now, with a card that was answered."""
    (root / "a.md").write_text("Q: one?\nA: 1\n\nQ: two?\nA: 2\n")
    os.utime(root / "a.md", (1_700_000_000, 1_700_000_000))
    said(root, "review", input_="\n3\nq\n")


def said(root: Path, *arguments: str, input_: str = "", code: int = 0) -> str:
    """What a command says on standard output; what it loads is not looked at."""
    ran = piped("-C", str(root), *arguments, stdin=input_.encode())
    assert ran.code == code, ran.err
    return ran.out


def test_nobody_waits_for_a_look_for_garbage_while_the_program_is_loaded(tmp_path):
    answered(tmp_path)
    call = [sys.executable, "-c", GARBAGE, "-C", str(tmp_path), "review"]
    done = subprocess.run(call, input="\n", capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["0", "looks"]


@ON_SQLITE
def test_what_was_counted_is_said_again_without_the_database_library(tmp_path):
    answered(tmp_path)
    whole = said(tmp_path, "due", "--json")
    for arguments in (["due", "--json"], ["due", "--quiet"]):
        assert not loaded(tmp_path, *arguments) & {"sqlalchemy", "tomllib"}
    assert said(tmp_path, "due", "--json") == whole
    assert said(tmp_path, "due", "--quiet") == ""
    said(tmp_path, "review", input_="\n4\nq\n")
    assert "sqlalchemy" in loaded(tmp_path, "due", "--json")
    assert said(tmp_path, "due", "--json") != whole


@ON_SQLITE
def test_the_doctor_is_not_troubled_by_what_is_kept_and_a_rebuild_throws_it_away(tmp_path):
    answered(tmp_path)
    said(tmp_path, "due", "--json")
    assert "sqlalchemy" not in loaded(tmp_path, "due", "--quiet")
    assert said(tmp_path, "doctor")
    assert said(tmp_path, "rebuild")
    assert "sqlalchemy" in loaded(tmp_path, "due", "--quiet")


@ON_SQLITE
def test_while_another_program_writes_it_is_counted_and_not_kept(tmp_path):
    answered(tmp_path)
    with closing(sqlite3.connect(tmp_path / ".flash/flash.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert json.loads(said(tmp_path, "due", "--json"))["learning"] == 1
        other.execute("ROLLBACK")
    assert "sqlalchemy" in loaded(tmp_path, "due", "--json")
    assert "sqlalchemy" not in loaded(tmp_path, "due", "--json")


@ON_SQLITE
@pytest.mark.parametrize("text", ["", "[]", "[[], []]", "nonsense", "[1, 2]", "null", "[{}, 3]"])
def test_a_kept_row_that_says_nothing_is_counted_anew(tmp_path, text):
    answered(tmp_path)
    whole = said(tmp_path, "due", "--json")
    with closing(sqlite3.connect(tmp_path / ".flash/flash.db")) as other, other:
        assert other.execute("UPDATE about SET value = ? WHERE key = 'kept due'", (text,)).rowcount
    assert said(tmp_path, "due", "--json") == whole
