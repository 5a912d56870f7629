"""The interviewer's sheet: hints point at what the answer says, and do not tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.preparation.mock.forms import AREAS
from flashcards.core.preparation.mock.sheet import FOLLOW_UPS, hints_of

LINES = st.lists(
    st.sampled_from(
        [
            "- Labels: late",
            "* **Load**: 10/s",
            "1. One, two",
            "```",
            "def secret():",
            "Why not.",
            "",
        ]
    ),
    max_size=40,
)


@given(st.text() | LINES.map("\n".join))
def test_there_are_at_most_8_hints_each_once_and_none_is_longer_than_its_point(answer):
    hints = hints_of(answer)
    assert len(hints) <= 8
    assert len(set(hints)) == len(hints)
    assert all(hint.strip() and "\n" not in hint for hint in hints)
    assert sum(map(len, hints)) <= len(answer)


@pytest.mark.parametrize(
    ("answer", "hints"),
    [
        ("- Labels: late\n- **Graph**: devices\n- no label here", ("Labels", "Graph")),
        ("- ask for scale, first\n- ask for latency (p99)", ("ask for scale", "ask for latency")),
        ("It averages trees. So variance falls.", ("It averages trees", "So variance falls")),
        ("```\ndef secret():\n    return 1\n```\n", ()),
        ("".join(f"- Part {n}: x\n" for n in range(20)),
         tuple(f"Part {n}" for n in range(0, 20, 3))),
        ("", ()),
    ],
)  # fmt: skip
def test_hints_are_labels_of_points_else_their_beginnings_from_all_parts(answer, hints):
    assert hints_of(answer) == hints


def test_each_area_has_questions_for_after_the_answer():
    assert list(FOLLOW_UPS) == list(AREAS)
    assert all(one.endswith(("?", ".")) for area in AREAS for one in FOLLOW_UPS[area])
