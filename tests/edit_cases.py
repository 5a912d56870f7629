"""Walks of editing, each a text that a user can read: decks, readings, what must come of it.

A line `·` is a reading; before the second state all cards are answered. `>>> file` begins a file's
text, `>>> file is gone` takes it away; a file not named stays as it is. `· 40 days later` lets time
pass before the reading. The lines at the end say what becomes of each question: `keeps`,
`becomes …`, `may become …` (or else its history goes nowhere), `is new`, or `is an orphan`. Where a
question is asked twice, ` :: ` and its answer follow it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "cli" / "edits"
_READING = re.compile(r"^·(?: (\d+) days later)?\n", re.MULTILINE)
_FILE = re.compile(r"^>>> (\S+)( is gone)?\n", re.MULTILINE)
_FATE = re.compile(
    r"(?P<old>.+?) (?:(?P<word>keeps|is new|is an orphan)|(?P<may>may )?becomes? (?P<new>.+))"
)


@dataclass(frozen=True)
class Step:
    """What is written before a reading, and how many days pass until it; None is a file gone."""

    files: dict[str, str | None]
    days: int = 0


@dataclass(frozen=True)
class Fates:
    """What must become of questions: kept as they are or under others, new ones, orphans.

    In doubt those of `doubtful` may be kept under others, too, or be orphans.
    """

    kept: dict[str, str] = field(default_factory=dict)
    doubtful: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class EditCase:
    """A walk: its states, each read once it is there, and what becomes of the cards."""

    name: str
    steps: list[Step]
    fates: Fates


def edit_cases() -> Iterator[EditCase]:
    """All walks of the folder, by name."""
    for path in sorted(FOLDER.glob("*.txt")):
        yield edit_case(path.stem, path.read_text(encoding="utf-8"))


def edit_case(name: str, text: str) -> EditCase:
    """The walk that a text describes; its first paragraph says in words what happens."""
    first, *rest = _READING.split(text)
    pieces = [first, *rest[1::2]]
    days = [int(some or 0) for some in rest[::2]]
    steps = [Step(_files(piece), some) for piece, some in zip(pieces[:-1], days, strict=True)]
    return EditCase(name, steps, _fates(pieces[-1]))


def _files(piece: str) -> dict[str, str | None]:
    _, *parts = _FILE.split(piece)
    named = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {name: None if gone else text for name, gone, text in named}


def _fates(text: str) -> Fates:
    fates = Fates()
    for line in filter(None, text.splitlines()):
        match = _FATE.fullmatch(line)
        assert match is not None, line
        old, word, new = match["old"], match["word"], match["new"]
        if word == "is new":
            fates.new.append(old)
        elif word == "is an orphan":
            fates.orphans.append(old)
        else:
            (fates.doubtful if match["may"] else fates.kept)[old] = new or old
    return fates


def write(root: Path, step: Step) -> None:
    """Write, and take away, what a step says."""
    for name, text in step.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
