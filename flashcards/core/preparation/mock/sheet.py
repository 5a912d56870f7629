"""What an interviewer may say when the candidate is stuck, and ask when the answer is given."""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.core.preparation.mock.forms import Form

_MOST_HINTS: Final = 8
_LEAST_SIGNS: Final = 3
_LEAST_LABELS: Final = 2
_FENCE: Final = re.compile(r"^\s*(```|~~~).*?^\s*\1[^\n]*$", re.MULTILINE | re.DOTALL)
_ITEM: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.+)$", re.MULTILINE)
_SENTENCE: Final = re.compile(r"[^.!?\n]+")
_LABEL: Final = re.compile(r"^[^:;,.(–=]+(?=:)")
_OPENING: Final = re.compile(r"^[^:;,(–=]+")
_OWN: Final = r"(?ms)^\s*[-*+]\s+\*\*{}:\*\*\s*(.+?)(?=^\s*[-*+]\s|^\s*$|\Z)"
_QUOTED: Final = re.compile(r"\"([^\"]+)\"")
_MARKUP: Final = re.compile(r"[*_`$#>]")

FOLLOW_UPS: Final[dict[str, tuple[str, ...]]] = {
    Form.THEORY: (
        "Why does that hold? What does it assume?",
        "Give an example with numbers, or from your work.",
        "When does it fail, and what would you do then?",
        "Say it in one sentence, for somebody outside the field.",
    ),
    Form.CODING: (
        "What do you want to know about the input before you begin?",
        "What does it cost in time and memory? Can it be cheaper?",
        "Which test would break it: empty, one element, equal, huge?",
        "What would you change before a team reviews it?",
    ),
    Form.DESIGN: (
        "Who uses it, how often, and which number says that it works?",
        "Where do the labels come from, and how late are they?",
        "Begin with the simplest model: what does the next step gain, and cost?",
        "What breaks first at ten times the load? How would you notice?",
        "Offline it is better, online it is not: why could that be?",
    ),
    Form.BEHAVIOURAL: (
        "What did you do yourself, and what did the others do?",
        "Which figures show the result?",
        "What did somebody else think who did not agree?",
        "What did you learn, and where did you use it later?",
    ),
}
"""Questions for after an answer, by area."""


def own_hints(answer: str) -> tuple[str, ...]:
    """The hints that the card itself has: its point `Hint` or `Hints`; none without one."""
    return _own(answer, "Hints?")


def own_follow_ups(answer: str) -> tuple[str, ...]:
    """The follow-up questions that the card itself has: its point `Follow-ups`."""
    return _own(answer, "Follow-ups?")


def _own(answer: str, label: str) -> tuple[str, ...]:
    """What a point says: the sentences in double quotes, else all of it as one."""
    found = re.search(_OWN.format(label), answer)
    said = " ".join(found[1].split()) if found else ""
    return tuple(_QUOTED.findall(said)) or ((said,) if said else ())


def hints_of(answer: str) -> tuple[str, ...]:
    """How the points of an answer in Markdown begin: enough to point at one, not to tell it.

    Where points have labels before a colon, these; of many, some from all parts of the answer.
    """
    text = _FENCE.sub("", answer)
    points = [
        _MARKUP.sub("", one).strip() for one in _ITEM.findall(text) or _SENTENCE.findall(text)
    ]
    found = list(dict.fromkeys(_openings(points, _LABEL)))
    if len(found) < _LEAST_LABELS:
        found = list(dict.fromkeys(_openings(points, _OPENING)))
    return tuple(found[:: -(-len(found) // _MOST_HINTS) or 1])


def _openings(points: list[str], opening_of: re.Pattern[str]) -> Iterator[str]:
    for point in points:
        found = opening_of.match(point)
        opening = found[0].strip(" .") if found else ""
        if len(opening) >= _LEAST_SIGNS:
            yield opening
