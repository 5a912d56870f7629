"""`flash-review` is the same program, for whom another `flash` is in the way."""

import shutil
import subprocess
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from running import FLASH, flash

OTHER = str(Path(FLASH).with_name("flash-review"))


def said(*arguments, **variables):
    """What a process of the other name says, and its exit code."""
    ran = subprocess.run(
        [OTHER, *arguments], capture_output=True, text=True, check=False, env=variables or None
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_both_names_begin_the_same_program():
    scripts = entry_points(group="console_scripts")
    ours = {one.name: one.value for one in scripts if one.value.startswith("flashcards.")}
    assert ours == dict.fromkeys(("flash", "flash-review"), "flashcards.cli.start:main")


def test_help_and_wrong_usage_name_the_command_that_was_called():
    code, out, _ = said("due", "--help")
    assert (code, out.partition("\n")[0]) == (0, "Usage: flash-review due [OPTIONS] [DECK]...")
    code, _, err = said("due", "--nope")
    assert (code, err.splitlines()[1].split()[:3]) == (2, ["Try", "'flash-review", "due"])
    assert flash("due", "--help").out.startswith("Usage: flash due [OPTIONS] [DECK]...\n")


def test_sentences_begin_with_the_programs_name_whatever_was_called():
    code, _, err = said("-C", "nowhere", "due")
    assert (code, err.startswith("flash: ")) == (1, True)
    assert said("--version") == (0, flash("--version").out, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_of_the_name_that_asks_for_it(shell):
    code, script, err = said("completion", shell)
    assert (code, err) == (0, "")
    assert "_FLASH_REVIEW_COMPLETE" in script
    assert "_FLASH_COMPLETE" not in script
    if shutil.which(shell):
        subprocess.run([shell, "-n", "-c", script], check=True)


def test_completion_answers_by_its_own_variable(world):
    asks = {"COMP_WORDS": "flash-review re", "COMP_CWORD": "1", "HOME": str(world)}
    code, out, _ = said(_FLASH_REVIEW_COMPLETE="bash_complete", **asks)
    assert code == 0
    assert {"plain,review", "plain,resume"} <= set(out.split())
    code, out, _ = said(_FLASH_COMPLETE="bash_complete", **asks)
    assert "plain," not in out


def test_the_variable_of_completion_without_a_shell_is_wrong_usage(monkeypatch):
    monkeypatch.setenv("_FLASH_REVIEW_COMPLETE", "zsh_complete")
    code, _, err = said("due")
    assert code == 2
    assert "$_FLASH_REVIEW_COMPLETE is for the script that" in err
