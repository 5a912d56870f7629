"""The manual's walk of sync, its lines taken as they stand, with two machines and one remote."""

import json
import os
import re
import shutil
import subprocess
from itertools import groupby
from pathlib import Path

import pytest
from collections_on_disk import THREE, deck
from running import FLASH

GIT, BASH = shutil.which("git"), shutil.which("bash")
PAGE = Path(__file__).parents[2] / "flashcards" / "manual" / "machines.md"
_LINE = re.compile(r"^(desktop|laptop)\$ (.+)$", re.MULTILINE)
_REMOTE = "…"
_GIVEN = "\n3\n\n1\n\n4\n"


@pytest.fixture
def machines(world):
    """Runs commands on a machine, in its own home, and in the folder that it has come to."""
    subprocess.run([GIT, "init", "-q", "--bare", "-b", "main", world / "remote"], check=True)
    deck(world / "desktop", THREE)
    (world / "laptop").mkdir()
    folders = {"desktop": world / "desktop", "laptop": world / "laptop"}
    who = {
        f"GIT_{role}_{what}": "learner" for role in ("AUTHOR", "COMMITTER") for what in ("NAME",)
    }
    who |= {f"GIT_{role}_EMAIL": "learner@localhost" for role in ("AUTHOR", "COMMITTER")}

    def run(machine, commands, day=5):
        environment = (
            os.environ
            | who
            | {
                "PATH": f"{Path(FLASH).parent}:{os.environ['PATH']}",
                "HOME": str(world / f"home-of-{machine}"),
                "XDG_DATA_HOME": str(world / f"data-of-{machine}"),
                "FLASH_NOW": f"2026-01-{day:02}T08:00:00Z",
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_EDITOR": "true",
            }
        )
        script = "\n".join(commands).replace(_REMOTE, str(world / "remote"))
        ran = subprocess.run(
            [BASH, "-euo", "pipefail", "-c", f"{script}\necho; pwd"],
            cwd=folders[machine],
            env=environment,
            input=_GIVEN,
            capture_output=True,
            check=False,
            text=True,
        )
        assert ran.returncode == 0, (commands, ran.stdout, ran.stderr)
        said, _, place = ran.stdout.rstrip("\n").rpartition("\n")
        folders[machine] = Path(place)
        return said

    return run


def test_the_walk_works_as_it_is_written(machines):
    """Each time a machine goes on, it is another day; both come to the same."""
    turns = groupby(_LINE.findall(PAGE.read_text(encoding="utf-8")), key=lambda line: line[0])
    for day, (machine, lines) in enumerate(turns, start=5):
        machines(machine, [commands for _, commands in lines], day)
    assert day == 7
    found = [json.loads(machines(one, ["flash due --json"], 8)) for one in ("desktop", "laptop")]
    assert found[0] == found[1]
    assert found[0]["new"] == 0
    logs = machines("laptop", ["git ls-files .flash/log"]).split()
    assert len(logs) >= 2
    assert machines("laptop", ["git ls-files"]).split() == [*logs, "flash.toml", "numbers.md"]
