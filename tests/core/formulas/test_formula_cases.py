"""Formulas and what a terminal shows of them: the yardstick, if it is there, and our own."""

import json
from pathlib import Path

import pytest

from flashcards.core.formulas.formula import said

YARDSTICK = Path(__file__).parents[4] / "shared" / "data" / "formulas.json"
OWN = Path(__file__).parent / "cases.json"
WIDTH = 100


def cases(file):
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []


def assert_said(case):
    shown = said(case["latex"], is_display=case["display"], width=WIDTH)
    plain = said(case["latex"], is_display=case["display"], width=WIDTH, is_ascii=True)
    assert shown.line == case["line"]
    assert shown.block == (case["block"] and tuple(case["block"]))
    assert (plain.line, plain.block) == (case["ascii"], None)


@pytest.mark.parametrize("case", cases(OWN), ids=lambda case: case["latex"])
def test_a_formula_is_said_as_it_should_be(case):
    assert_said(case)


@pytest.mark.skipif(not YARDSTICK.exists(), reason=f"{YARDSTICK} is missing")
@pytest.mark.parametrize("case", cases(YARDSTICK), ids=lambda case: case["latex"])
def test_a_formula_of_the_yardstick_is_said_as_it_should_be(case):
    assert_said(case)
