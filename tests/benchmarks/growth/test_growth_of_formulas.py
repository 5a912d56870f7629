"""Whether twice the formula takes twice the time, and the longest one its time, however hostile."""

import pytest
from benchmarks.measuring import (
    Result,
    Trial,
    cpu_seconds_written,
    medians_in_turn,
    repeated,
    user_time,
)

from flashcards.core.decks.markdown.inline import code_and_math
from flashcards.core.formulas.formula import said
from flashcards.core.formulas.scanner import MOST_CHARACTERS

_ROUNDS = 5
_DOUBLING_TARGET = 2.3
_LONGEST_S = 0.05
"""What the longest formula allowed may take."""
_TEXT = 25_000

PARTS = {
    "letters": "x",
    "Greek letters": "σ",
    "letters with marks": "x\u0302",
    "fractions": r"\frac{a}{b}+",
    "fractions in each other": r"\frac{" * 12 + "a" + "}{b}" * 12,
    "scripts": "x_{i}^{2}",
    "scripts in each other": "x^{" * 12 + "y" + "}" * 12 + " ",
    "bars": "|x",
    "brackets in each other": "(" * 12 + r"\frac{a}{b}" + ")" * 12 + " ",
    "sums": r"\sum_{i=1}^{K}",
    "matrices": r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
    "aligned rows": r"\begin{aligned}a&=\frac{a}{b}\\c&=d\end{aligned}",
    "labelled braces": r"\overbrace{a}^{b}",
    "words": r"\text{a}",
    "numbers": "1,",
}
TEXTS = {
    "formulas": "pay $x$ or ",
    "dollars": "$",
    "money": "$5 ",
    "unclosed formulas": r"$$ \( \[ \begin{align}",
    "links and code": "[a](b$c `d",
}


@pytest.mark.parametrize("kind", PARTS)
def test_twice_the_formula_takes_twice_the_time(benchmark, report, kind):
    part = PARTS[kind]
    double = part * (MOST_CHARACTERS // len(part))
    single = part * (len(double) // len(part) // 2)
    trials = (
        repeated(Trial(lambda: said(double, is_display=True)), 10),
        repeated(Trial(lambda: said(single, is_display=True)), 20),
    )
    doubles, singles = medians_in_turn(benchmark, *trials, rounds=_ROUNDS, clock=user_time)
    name = f"{len(double):,} characters of {kind}"
    written = cpu_seconds_written
    report(Result(name, doubles / 10, singles / 20, "half", _DOUBLING_TARGET, written))
    report(Result(name, doubles / 10, _LONGEST_S, "the longest allowed", 1.0, written))


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_takes_twice_the_time_to_be_searched(benchmark, report, kind):
    single, double = (TEXTS[kind] * (size // len(TEXTS[kind])) for size in (_TEXT, 2 * _TEXT))
    trials = (
        repeated(Trial(lambda: code_and_math(double)), 4),
        repeated(Trial(lambda: code_and_math(single)), 8),
    )
    doubles, singles = medians_in_turn(benchmark, *trials, rounds=_ROUNDS, clock=user_time)
    name = f"formulas found in {2 * _TEXT:,} characters of {kind}"
    report(Result(name, doubles / 4, singles / 8, "half", _DOUBLING_TARGET, cpu_seconds_written))
