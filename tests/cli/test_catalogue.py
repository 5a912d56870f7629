"""Laws of every command: in the catalogue, with help, an example, and no needless import."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from running import PYTHON, flash, ok

from flashcards import cli
from flashcards.cli.catalogue import ELSEWHERE, SECTIONS, SUMMARIES

HEAVY = [
    *("alembic", "fsrs", "markdown_it", "platformdirs", "pygments", "sqlalchemy"),
    *("tomlkit", "yaml"),
]
LONG_AGO = (1_700_000_000, 1_700_000_000)
"""Times of a file that can be trusted to tell whether it has changed."""

DATABASE = ["sqlalchemy"]
SCHEDULER = ["fsrs", "sqlalchemy"]
CHANGING = ["fsrs", "platformdirs", "sqlalchemy"]
"""What changes the log is backed up in the collection's home."""

NEEDS = [
    ["--help", []],
    ["due --help", []],
    ["optimize --help", []],
    ["completion fish", []],
    ["help", []],
    ["help glossary", []],
    ["help bury", []],
    ["config", []],
    ["config new_per_day", []],
    ["plan file 8", []],
    ["reading", []],
    ["", DATABASE],
    ["due", DATABASE],
    ["due --json", DATABASE],
    ["due --quiet", DATABASE],
    ["check", DATABASE],
    ["assess --history", DATABASE],
    ["interview", DATABASE],
    ["plan", DATABASE],
    ["mock", DATABASE],
    ["mock list", DATABASE],
    ["ready", DATABASE],
    ["stats", DATABASE],
    ["export reviews", DATABASE],
    ["export stats", DATABASE],
    ["forecast --days 2", DATABASE],
    ["list stump", SCHEDULER],
    ["show maths:5", SCHEDULER],
    ["answer maths:5 3", CHANGING],
    ["undo", CHANGING],
    ["redo", CHANGING],
    ["suspend maths:5", CHANGING],
    ["reset maths:5", CHANGING],
    ["break", CHANGING],
    ["postpone --dry-run", CHANGING],
    ["rebuild", CHANGING],
    ["review maths --limit 1", CHANGING],
    ["assess", CHANGING],
    ["backup list", CHANGING],
    ["backup", CHANGING],
    ["restore", CHANGING],
    ["sync", CHANGING],
    ["merge ../cards/.flash/log", CHANGING],
    ["copy ../cards copy.db", CHANGING],
    ["doctor", ["fsrs", "markdown_it", "platformdirs", "sqlalchemy", "yaml"]],
]
_LOADED = f"""
import contextlib, io, json, sys
from flashcards.cli.main import run
seen, commands = [], json.load(sys.stdin)
for command, _ in commands:
    sys.stdin = io.StringIO(" ")
    with contextlib.redirect_stdout(io.StringIO()):
        code = run(command.split())
    seen.append([command, code, [name for name in {HEAVY} if name in sys.modules]])
print(json.dumps(seen))
"""


def test_every_command_module_is_in_the_catalogue_and_vice_versa():
    folder = Path(cli.__file__).parent / "commands"
    modules = {path.stem.removesuffix("_").replace("_", "-") for path in folder.glob("[a-z]*.py")}
    assert modules == set(SUMMARIES)


def test_no_command_is_in_two_sections():
    assert sum(map(len, SECTIONS.values())) == len(SUMMARIES)


@pytest.mark.parametrize("command", SUMMARIES)
def test_every_command_has_help_with_an_example_in_80_columns(command):
    lines = ok(command, "--help").lines
    assert lines[0].startswith(f"Usage: flash {command} ")
    assert lines[2] == f"  {SUMMARIES[command]}"
    assert "  Example:" in lines
    assert lines[lines.index("  Example:") + 1].startswith("    ")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("command", SUMMARIES)
def test_the_text_of_every_help_is_a_paragraph_at_one_margin(command):
    said = ok(command, "--help").out.partition("Example:")[0]
    assert "   " not in said.partition("\n")[2]


def test_help_is_the_same_each_time():
    assert ok("due", "--help") == ok("due", "-h")


def test_the_help_of_flash_has_every_command_and_an_example_in_80_columns():
    said = ok("--help")
    assert "Example: flash review" in said.out
    assert max(map(len, said.lines)) <= 80
    for command, summary in SUMMARIES.items():
        assert [line.split(None, 1) for line in said.lines].count([command, summary]) == 1


def test_the_version_is_said():
    assert ok("--version").out.startswith("flash 0.")


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("reviw", "did you mean 'review'?"),
        ("xyzzy", "see them with `flash --help`."),
        ("eve", "the manual has a page of it, `flash help eve`."),
        *((said, f"here it is `flash {ours}`.") for said, ours in ELSEWHERE.items()),
    ],
)
def test_a_command_that_does_not_exist_is_wrong_usage_with_a_hint(said, hint):
    ran = flash(said)
    assert (ran.code, ran.out) == (2, "")
    assert f"There is no command '{said}': {hint}" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("list", "--format", "xml"),
        ("answer", "maths:5", "good"),
        ("answer", "maths:5", "3", "--duration-ms", "-1"),
        ("review", "--limit", "-1"),
        ("answer", "maths:5", "3", "--duration-ms", "9" * 20),
        ("review", "--minutes", "soon"),
        ("review", "--minutes", "nan"),
        ("review", "--minutes", "9" * 20),
        ("export", "everything"),
        ("completion", "cmd"),
        ("due", "--loud"),
        ("suspend",),
        ("--nonsense",),
        ("show", "\udcff"),
        ("--", "-x"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_changes_nothing(root, arguments):
    ran = flash(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(("Usage: flash", "Error: "))
    assert not (root / ".flash").exists()


def test_a_command_loads_only_what_it_uses(root, monkeypatch):
    """In one process, the commands that need least first."""
    monkeypatch.delenv("FLASH_CHECKS")  # or a review would draw what it compares
    for file in root.rglob("*.md"):
        os.utime(file, LONG_AGO)
    ok("answer", "maths:5", 3)
    ran = subprocess.run(
        [PYTHON, "-c", _LOADED], capture_output=True, check=True, text=True, input=json.dumps(NEEDS)
    )
    assert json.loads(ran.stdout) == [[command, 0, needed] for command, needed in NEEDS]
