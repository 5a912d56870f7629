"""What a page is run in: a learner's home with one collection, and a clock that stands still."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["*"]
else:
    from running import FLASH, ok

FOREIGN = ("FLASH_COLLECTION", "FLASH_DATABASE", "VISUAL", "EDITOR", "COLUMNS", "LINES")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home, with `~/decks` as `flash init` makes it; that is the current folder."""
    for name in FOREIGN:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    folders = {"HOME": home, "XDG_DATA_HOME": home / ".data", "XDG_CONFIG_HOME": home / ".config"}
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(FLASH).parent), os.environ["PATH"])))
    monkeypatch.setenv("FLASH_NOW", "2026-03-02T07:59:00Z")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    ok("init", home / "decks")
    monkeypatch.chdir(home / "decks")
    yield home
    monkeypatch.undo()
    time.tzset()
