"""What every test of the command line stands on: an empty world, and a clock that stands still."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from collections_on_disk import deck

if sys.platform == "win32":
    collect_ignore_glob = ["*"]
else:
    from running import at

CARDS = """\
---
tags: [maths]
limit: 90s
---
Q: What is a stump?
A: A tree of one split.

Q: What is 1 + 1?
A: **2**

C: The [mean] is the [first moment].
"""
SKILLS = "---\ncards: self-assessment\narea: coding\n---\n- Ridge — derive it\n"

FOREIGN = [
    *("FLASH_COLLECTION", "FLASH_DATABASE", "VISUAL", "EDITOR", "COLUMNS", "LINES"),
    *("PYTHONUNBUFFERED", "TERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"),
]
"""What the environment may say that would change a test."""


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No collection anywhere, no settings of the learner, Monday 08:00 UTC."""
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("FLASH_NOW", at())
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set the clock: `now("09:30", day=6)`."""
    return lambda *time_of_day, **day: monkeypatch.setenv("FLASH_NOW", at(*time_of_day, **day))


@pytest.fixture
def root(world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection that is meant by every command: two decks, six cards of three kinds."""
    root = world / "cards"
    deck(root, CARDS, "maths.md")
    deck(root, SKILLS, "skills/regression.md")
    monkeypatch.setenv("FLASH_COLLECTION", str(root))
    return root
