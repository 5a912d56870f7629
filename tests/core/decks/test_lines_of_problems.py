"""The line that a check names is the file's own, however its lines end and whatever is above."""

import re

from core.decks.test_parsing_laws import MANY, TEXTS
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.core.decks.media import media_references
from flashcards.core.decks.parse import deck_lines, parse_deck

ENDS = st.sampled_from(["\r\n", "\r", "\n"])
MARKS = st.sampled_from(["", "\ufeff"])
FRONTS = st.sampled_from(
    [
        "---\ndeck: x\n---\n",
        "+++\ntags = ['a']\n+++\n",
        "---\ndeck: x\ntags:\n  - a\n\narea: b\n---\n",
        "---\nnonsense: 1\nlevl: 3\n---\n",
        "---\nlevel: 9\n---\n",
    ]
)
UNIX = TEXTS.filter(lambda text: "\r" not in text and not text.startswith("\ufeff"))
TOLD = re.compile(r"\b(?:in lines|lines|line) [0-9, and\u2026]*[0-9]")


def told(text, above=0):
    """Lines and messages of a text's problems, as they would be so many lines further down."""
    return [
        (one.source.line + above, TOLD.sub(lambda lines: moved(lines[0], above), one.message))
        for one in parse_deck(text, "a.md").problems
    ]


def moved(lines, above):
    return re.sub("[0-9]+", lambda number: str(int(number[0]) + above), lines)


def media(text, above=0):
    lines = deck_lines(text, "a.md")
    return [(one.line + above, one.names) for one in media_references(lines)]


@MANY
@given(UNIX, ENDS, MARKS)
@example("a\x0b\x0c\u2028\x85b\nQ: a\n", "\r\n", "\ufeff")
@example("---\ncards: x\n---\n![a](b.png)\n", "\r", "\ufeff")
def test_lines_are_the_same_however_they_end_and_behind_a_byte_order_mark(text, end, mark):
    other = mark + text.replace("\n", end)
    assert told(other) == told(text)
    assert media(other) == media(text)


@MANY
@given(UNIX.filter(lambda text: text[:3] not in {"---", "+++"}), FRONTS, ENDS, MARKS)
@example("Q: a\n---\n" * 6, "---\ndeck: x\n---\n", "\r\n", "\ufeff")
@example("- Q: a\n- A: b\n\n![a](b.png)\n", "---\nlevel: 9\n---\n", "\r", "")
def test_front_matter_counts(text, front, end, mark):
    above = front.count("\n")
    alone = told(front)
    found = told(mark + (front + text).replace("\n", end))
    assert found[: len(alone)] == alone
    assert found[len(alone) :] == told(text, above)
    assert media(mark + (front + text).replace("\n", end)) == media(text, above)


def test_a_line_ends_nowhere_else():
    text = "a\x0b\x0c\x1c\x1d\x1e\u2028\u2029\x85b\n\n![a](b.png)\n\nQ: c\n"
    assert told(text) == [(5, "question without an answer")]
    assert media(text) == [(2, ("b.png",))]
