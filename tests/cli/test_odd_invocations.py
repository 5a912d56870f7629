"""Odd calls of every command: exit code 0, 1 or 2, a sentence where it fails, no traceback."""

import os
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import FLASH, PATIENCE_S, flash, ok, piped, process, sentence

from flashcards.cli.catalogue import SUMMARIES

WORDS = [
    *("", " ", "x", "0", "-1", "--", "-", "--json", "--help", "1e999", "NaN", "٣", "\\", "%s", "*"),
    *("maths:4", "maths:99999999999999999999", "maths:٤", ":", "theory", "show", "add", "file"),
    *("2026-02-30", "9999-12-31", "2026-01-01..", "..", "[x]", "\x1b[2J", "\u202e", "a\nb", "🎴"),
    *("a" * 300, "a\0b", "\udcff", "café", "bash", "new_per_day", "retention", "reviews"),
]
ENDING = sorted(SUMMARIES.keys() - {"web"})
"""Commands but the one that serves until it is stopped."""

MAKES_FOLDERS = {"init", "import", "copy", "merge"}
"""Commands that take a path to look at all there is below it: these get words that are none."""


@pytest.mark.usefixtures("root")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), command=st.sampled_from(ENDING))
def test_whatever_is_typed_is_obeyed_or_refused_in_a_sentence(monkeypatch, data, command):
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")
    words = [word for word in WORDS if command not in MAKES_FOLDERS or word.strip(". ")]
    arguments = data.draw(st.lists(st.sampled_from(words), max_size=3))
    ran = flash(command, *arguments, stdin="3\n\nq\n")
    assert ran.code in {0, 1, 2}
    if ran.code == 2:
        assert "\nError: " in ran.err or ran.err.startswith("Error: ")
    if ran.code == 1 and not ran.out:
        sentence(ran.err.splitlines()[-1] + "\n")


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("word", ["a\0b", "\udcff", "a\ud800"])
def test_what_no_path_can_hold_is_wrong_usage(word):
    for command in ("check", "show", "init", "import", "add"):
        ran = flash(command, word)
        assert (ran.code, ran.err.count("give it as text.")) == (2, 1)


@pytest.mark.parametrize("command", ["due", "doctor", "backup list", "restore", "check", "sync"])
@pytest.mark.parametrize(
    "url", ["sqlite:////", "sqlite:///.", "sqlite:///..", "sqlite:////dev/null"]
)
def test_a_database_that_is_a_folder_or_a_device_is_no_traceback(root, command, url):
    ran = flash("--database", url, *command.split())
    assert ran.code in {0, 1}
    if command in {"due", "sync"}:
        sentence(ran.err)
    assert root.is_dir()


@pytest.mark.parametrize("asks", ["bash_complete", "zsh_complete", "fish_complete"])
def test_the_variable_of_completion_without_a_shell_is_wrong_usage(monkeypatch, asks):
    monkeypatch.setenv("_FLASH_COMPLETE", asks)
    ran = flash("due")
    assert ran.code == 2
    assert "$_FLASH_COMPLETE is for the script that `flash completion` prints: unset it." in ran.err


@pytest.fixture
def nameless(world):
    """A folder whose name is no UTF-8, with a deck in it."""
    folder = os.fsencode(world) + b"/caf\xe9"
    os.makedirs(folder + b"/cards")  # noqa: PTH103 - no path that is text
    with open(folder + b"/cards/maths.md", "wb") as deck:  # noqa: PTH123
        deck.write(b"Q: one?\nA: 1\n")
    return folder


@pytest.mark.parametrize("what", ["HOME", "FLASH_COLLECTION", "here"])
def test_a_folder_whose_name_is_no_text_holds_a_collection_as_any(world, nameless, what):
    environment = dict(os.environb) | {b"XDG_DATA_HOME": nameless, b"HOME": nameless}
    here = nameless + b"/cards" if what == "here" else os.fsencode(world)
    if what == "FLASH_COLLECTION":
        environment[b"FLASH_COLLECTION"] = nameless + b"/cards"
    for command in ("init --empty", "due", "answer maths:1 3", "backup", "doctor", "check"):
        if command.startswith("init") and what != "here":
            continue
        if "maths" in command and what == "HOME":
            continue
        ran = subprocess.run(
            [FLASH, *command.split()],
            env=environment,
            cwd=here,
            capture_output=True,
            check=False,
            timeout=PATIENCE_S,
        )
        assert (ran.returncode, b"Traceback" in ran.stderr) == (0, False), ran


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("columns", ["0", "1", "-5", "x", "99999999999999999999"])
def test_whatever_the_width_is_said_to_be(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", columns)
    for command in ("", "due", "list", "stats", "check", "forecast", "plan", "--help"):
        ok(*command.split())
    assert piped("review", stdin=b"3\n").err == ""
    assert len(ok("export", "reviews").json) == 1


LOOKS = ["", "list", "check", "review", "completion bash"]


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("command", LOOKS)
def test_streams_that_are_closed_or_full_end_nothing_in_a_traceback(command):
    for streams in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", "| head -1"):
        text = f"'{FLASH}' {command} {streams}"
        ran = subprocess.run(
            ["/bin/sh", "-c", text], capture_output=True, check=False, timeout=PATIENCE_S
        )
        assert b"Traceback" not in ran.stderr, (streams, ran)
        assert b"Exception ignored" not in ran.stderr, (streams, ran)
        assert ran.returncode == int(">/dev/full" in streams and "2>" not in streams), streams


@pytest.mark.parametrize("home", [None, "", "/proc/none", "/dev/null"])
def test_a_home_that_is_none_is_a_sentence_or_none_is_needed(monkeypatch, world, home):
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    assert process("--help").code == 0
    assert process("config").code == 0
    if home:
        ran = process("due")
        assert (ran.code, ran.err.startswith("flash: Cannot write ")) == (1, True)
        sentence(ran.err)
    assert not (world / "desk/.local").exists()
