"""What the manual and the README show is what the program prints."""

import io
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
from collections_on_disk import deck
from manual.pages import WITH_README, File, stands_for, steps, stray_prompts

from flashcards.cli.main import run

_SHELL = re.compile(r"[|<>&;$~`*]")


@pytest.mark.parametrize("page", WITH_README, ids=lambda page: page.stem)
def test_every_command_of_a_page_prints_what_stands_below_it(page, home, monkeypatch):
    for step in steps(page):
        if isinstance(step, File):
            deck(home / "decks", step.text, step.path)
            continue
        monkeypatch.setenv("FLASH_NOW", step.at)
        said = printed(step.said).replace(str(home), "~")
        place = f"{page.name}:{step.line}: $ {step.said}\n{said}"
        assert stands_for(step.printed, said.splitlines()), place


@pytest.mark.parametrize("page", WITH_README, ids=lambda page: page.stem)
def test_a_command_with_a_prompt_is_run_or_marked_as_open_ended(page):
    assert list(stray_prompts(page)) == []


@pytest.mark.parametrize(
    ("printed", "lines", "stands"),
    [
        (["a", "…", "d"], ["a", "b", "c", "d"], True),
        (["a", "…", "d"], ["a", "d"], True),
        (["a", "…", "d"], ["a", "b"], False),
        (["a … c"], ["a b c", ""], True),
        (["a … c"], ["a b", "c"], False),
        (["a.c"], ["abc"], False),
        ([], ["a"], False),
        ([], [], True),
    ],
)
def test_an_ellipsis_stands_for_what_is_left_out_and_for_nothing_else(printed, lines, stands):
    assert stands_for(printed, lines) is stands


def printed(said):
    """All that a command prints: in this process, or where a shell is needed, by one."""
    words = said.split(maxsplit=1)
    if words[0] == "flash" and not _SHELL.search(said):
        return _printed_here(shlex.split(said)[1:])
    ran = subprocess.run(
        ["bash", "-c", said],  # noqa: S607 - the shell of whoever reads the page
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
    )
    return ran.stdout


def _printed_here(arguments):
    both, before = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO()
    try:
        with redirect_stdout(both), redirect_stderr(both):
            run(arguments)
    finally:
        sys.stdin = before
    return both.getvalue()
