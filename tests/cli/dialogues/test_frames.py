"""Whole screens of a session, compared as text with those in `frames/`, 40, 80 and 120 wide.

A frame that differs is looked at before its file is changed.
"""

from pathlib import Path

import pytest
from collections_on_disk import deck
from running import Terminal, ok

FRAMES = Path(__file__).parent / "frames"
CARD = """\
## What does an encoder do, and what does a decoder do, in the transformer of the first paper?

The encoder reads **all** tokens at once; the decoder sees only those before.

| part | sees |
| --- | --- |
| encoder | all tokens |
| decoder | earlier tokens |

$$
\\frac{QK^T}{\\sqrt{d}}
$$
"""
STEPS = (
    ("question", "x", ("s skip", " min")),
    ("help", "?", ("goes back",)),
    ("history", "xi", ("recall in %", "goes back")),
    ("answer", "x ", ("1 again", "q quit")),
    ("end", "3", ("u undoes", "Tomorrow")),
)
LINES = 20


@pytest.fixture
def transformer(root, now):
    """One card, answered twice and due."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, CARD, "theory/transformers.md")
    ok("answer", "theory/transformers:1", 3)
    now("08:20")
    ok("answer", "theory/transformers:1", 3)
    now(day=9)
    return root


def frames(columns):
    """The frames of a file, by name."""
    said = (FRAMES / f"{columns}.txt").read_text(encoding="utf-8")
    parts = said.removeprefix("== ").split("\n== ")
    return {name: frame for name, _, frame in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_session_looks_as_it_should(transformer, columns):
    seen, wanted = {}, frames(columns)
    with Terminal("review", lines=LINES, columns=columns) as terminal:
        terminal.shows("s skip", " min")
        for name, keys, texts in STEPS:
            terminal.press(keys)
            screen = terminal.shows(*texts, wanted[name].rstrip().split("\n")[-1].strip())
            assert len(screen.split("\n")) == LINES
            seen[name] = "\n".join(line.rstrip() for line in screen.split("\n")).rstrip()
        terminal.press("q")
        assert terminal.code() == 0
    assert seen == {name: frame.rstrip() for name, frame in wanted.items()}
    assert transformer.is_dir()
