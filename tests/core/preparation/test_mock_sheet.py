"""The interviewer's sheet: hints point at what the answer says, and do not tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.preparation.mock.forms import AREAS
from flashcards.core.preparation.mock.sheet import (
    FOLLOW_UPS,
    hints_of,
    own_follow_ups,
    own_hints,
)

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


@given(st.text() | LINES.map("\n".join))
def test_what_a_card_does_not_say_itself_is_no_hint_of_its_own(answer):
    assert own_hints(answer) == own_follow_ups(answer) == ()


@given(st.lists(st.text("abc ", min_size=1).filter(str.strip), min_size=1, max_size=3))
def test_a_card_s_own_hints_and_questions_are_those_in_quotes(said):
    quoted = " ".join(f'"{one}"' for one in said)
    answer = f"- Labels: late\n- **Hints:** {quoted}\n- **Follow-ups:** {quoted}\n  {quoted}\n"
    assert own_hints(answer) == tuple(" ".join(f'"{one}"'.split())[1:-1] for one in said)
    assert len(own_follow_ups(answer)) == 2 * len(said)


def test_a_hint_without_quotes_is_one():
    hint = "- **Hint:** which mistakes can\n  arithmetic find?\n"
    answer = f'- **1. Data (10):** x\n{hint}- **Follow-ups:** "Why?"\n'
    assert own_hints(answer) == ("which mistakes can arithmetic find?",)
    assert own_follow_ups(answer) == ("Why?",)
