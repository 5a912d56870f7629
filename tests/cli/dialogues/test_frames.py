"""Whole screens of what is done at a terminal, compared as text with those in `frames/`.

A folder a command, a file a width. A frame that differs is looked at before its file is changed.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from collections_on_disk import deck
from running import Terminal, ok

FRAMES = Path(__file__).parent / "frames"
WIDTHS = (40, 80, 120)
LINES = 20
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
BUILD = """\
---
area: coding
limit: 45m
learning_steps: []
---
Q: Build a regression tree of depth 1 from the rows `(x, y)`, in plain Python, without notes.
A: Try the middle of each two neighbouring values, keep the split with the least squared error.

```python
def stump(rows):
    return min(splits(rows), key=squared_error)
```
"""
SKILLS = """\
---
area: theory
cards: self-assessment
---
- explain the bias–variance trade-off with an example — no notes, in under 2 minutes
- compare L1 and L2 regularisation — say when to use each
"""


class Step(NamedTuple):
    """A screen's name, the keys that lead to it, and texts that it has once it is whole."""

    name: str
    keys: str
    texts: tuple[str, ...]


REVIEW = (
    Step("question", "x", ("s skip", " min")),
    Step("help", "?", ("goes back",)),
    Step("history", "xi", ("recall in %", "goes back")),
    Step("answer", "x ", ("1 again", "q quit")),
    Step("end", "3", ("u undoes", "Tomorrow")),
)
PRACTISE = (
    Step("ready", "", ("Ready?", "q leave")),
    Step("help", "?", ("goes back",)),
    Step("first phase", "x ", ("Phase 1 of 4", "q leave")),
    Step("last phase", "   ", ("Phase 4 of 4", "q leave")),
    Step("answer", " ", ("Done in", "q leave")),
)
MOCK = (
    Step("ready", "", ("? help",)),
    Step("help", "?", ("goes back",)),
    Step("first phase", "x ", ("Phase 1 of 4", "q stop")),
    Step("last phase", "   ", ("Phase 4 of 4", "q stop")),
    Step("feedback", " ", ("What went well?", "q and Enter")),
    Step("hiring", "calm\rdepth\r", ("Would you hire", "q stop")),
    Step("score", "n", ("clarifying: Were", "q stop")),
    Step("evidence", "3", ("What shows it?", "q and Enter")),
    Step("next thing", "silence\r44444", ("Your next thing", "q and Enter")),
)
ASSESS = (
    Step("skill", "x", ("s skip",)),
    Step("help", "?", ("goes back",)),
    Step("rate", "x ", ("1 not yet", "q quit")),
    Step("rated", "4", ("rated 4", "s skip")),
    Step("undone", "u", ("undone", "q quit")),
)


@pytest.fixture
def empty(root):
    """The collection without its cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return root


def frames(command, columns):
    """The frames of a file, by name."""
    said = (FRAMES / command / f"{columns}.txt").read_text(encoding="utf-8")
    parts = said.removeprefix("== ").split("\n== ")
    return {name: frame for name, _, frame in (part.partition("\n") for part in parts)}


def seen(words, steps, wanted, columns):
    """What stands on the screen at each step, once it ends as it should; then it is left."""
    found = {}
    with Terminal(*words, lines=LINES, columns=columns) as terminal:
        terminal.shows(*steps[0].texts)
        for name, keys, texts in steps:
            if keys:
                terminal.press(keys)
            screen = terminal.shows(*texts, wanted[name].rstrip().split("\n")[-1].strip())
            assert len(screen.split("\n")) == LINES
            found[name] = "\n".join(line.rstrip() for line in screen.split("\n")).rstrip()
        terminal.press("q\r")
        assert terminal.code() == 0
    return found


def looks(command, words, steps, columns):
    """Hold the screens of a command against its file."""
    wanted = frames(command, columns)
    found = seen(words, steps, wanted, columns)
    assert found == {name: frame.rstrip() for name, frame in wanted.items()}


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_session_looks_as_it_should(empty, now, columns):
    deck(empty, CARD, "theory/transformers.md")
    ok("answer", "theory/transformers:1", 3)
    now("08:20")
    ok("answer", "theory/transformers:1", 3)
    now(day=9)
    looks("review", ["review"], REVIEW, columns)


@pytest.mark.parametrize("columns", WIDTHS)
def test_an_exercise_looks_as_it_should(empty, columns):
    deck(empty, BUILD, "coding/trees.md")
    looks("practise", ["practise"], PRACTISE, columns)


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_mock_looks_as_it_should(empty, columns):
    deck(empty, BUILD, "coding/trees.md")
    looks("mock", ["mock", "coding"], MOCK, columns)


@pytest.mark.parametrize("columns", WIDTHS)
def test_an_assessment_looks_as_it_should(empty, columns):
    deck(empty, SKILLS, "skills.md")
    looks("assess", ["assess"], ASSESS, columns)
