"""Two cards that ask and answer something else are two, however little differs; an edit is one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flashcards.core.decks.matching.face import MatchFace, faces
from flashcards.core.decks.matching.reconcile import matched
from flashcards.core.decks.matching.similarity import similar
from flashcards.core.decks.parse import parse_deck

CASES = (Path(__file__).parent / "strangers.txt").read_text(encoding="utf-8")
STRANGERS, CHANGED = (part.split("\n\n")[1:] for part in CASES.split("\n# ")[1:])


def pairs(cases: list[str]) -> Iterator[Any]:
    """The two lines of each case."""
    for case in cases:
        one, other = case.strip("\n").split("\n")
        yield pytest.param(one, other, id=other)


def face(text: str) -> MatchFace:
    """The face of a card, which stands below another one."""
    above = "- What is a stump? :: A tree"
    return [*faces(parse_deck(f"{above}\n\n{text}\n", "d.md").cards)][1]


def is_matched(old: str, new: str) -> bool:
    """Whether one is taken for the other edited."""
    return bool(matched([face(old)], [face(new)], (), similar))


@pytest.mark.parametrize(("one", "other"), [*pairs(STRANGERS)])
def test_a_stranger_is_a_stranger_both_ways(one, other):
    assert not is_matched(one, other)
    assert not is_matched(other, one)


@pytest.mark.parametrize(("old", "new"), [*pairs(CHANGED)])
def test_an_edit_keeps_its_card(old, new):
    assert is_matched(old, new)


def test_a_skill_is_what_it_names_not_its_condition():
    condition = "explain it aloud in a minute, with an example of your own"
    assert not is_matched(f"S: SQL joins\n{condition}", f"S: Kubernetes networking\n{condition}")
    assert is_matched(f"S: SQL joints\n{condition}", f"S: SQL joins\n{condition}")
