"""Cards at a real terminal of 40, 80 and 120 columns, as files that anyone can read.

Beside each `NAME.md` in the folder `shown` stands what is seen of it, `NAME-COLUMNS.txt`; what
stands out is in brackets there.
"""

from pathlib import Path

import pytest
from collections_on_disk import deck
from running import Terminal

SHOWN = Path(__file__).parent / "shown"


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("name", ["blocks", "formulas", "gaps", "html"])
def test_a_card_is_seen_as_its_file_says(root, monkeypatch, name, columns):
    monkeypatch.setenv("NO_COLOR", "1")
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, (SHOWN / f"{name}.md").read_text(encoding="utf-8"), "d.md")
    with Terminal("review", lines=150, columns=columns) as terminal:
        terminal.shows("Space answer")
        terminal.press(" ")
        _, _, *body = terminal.shows("1 again", "easy").rpartition("1 again")[0].split("\n")
    margin = (columns - min(columns, 88)) // 2
    seen = "\n".join(line[margin:].rstrip() for line in body).strip("\n") + "\n"
    assert seen == (SHOWN / f"{name}-{columns}.txt").read_text(encoding="utf-8")
