"""How long a key takes until the screen is drawn anew, at a real pseudo-terminal."""

import select
import time
from itertools import count

import pytest
from benchmarks.measuring import Result
from collections_on_disk import deck
from running import Terminal

_CARDS = 40
_AT_MOST_S = 0.05
_THINKS_S = 0.3
"""Far less than any learner thinks."""
_SHARE = 0.95
_FORMULAS = (
    *(r"\frac{a_1 + b^2}{\sqrt{c}}", r"\sum_{i=1}^n x_i^2", r"\int_0^\infty e^{-x^2} dx"),
    *(r"\begin{pmatrix}a & b\\c & d\end{pmatrix}", r"\hat\beta = (X^T X)^{-1} X^T y"),
    *(r"\prod_k \frac{p_k}{1 - p_k}", r"\left(1 + \frac1n\right)^n", r"\mathbb{E}[X] = \mu"),
    *(r"\nabla_\theta J(\theta)", r"\binom{n}{k} p^k (1-p)^{n-k}"),
)
_PARAGRAPH = "A **paragraph** of `words` that is long enough to go on for some lines. " * 3
_BYTES = 10 * 1024


@pytest.fixture
def long_answers(tmp_path, monkeypatch):
    """Cards whose answers have ten formulas, a table and 10 KB."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FLASH_COLLECTION", str(tmp_path / "cards"))
    rows = "\n".join(f"| row {row} | {row * row} | words about it |" for row in range(30))
    parts = [
        *(f"$$\n{one}\n$$" for one in _FORMULAS),
        f"| a | b | c |\n| --- | --- | --- |\n{rows}",
    ]
    while sum(map(len, parts)) < _BYTES:
        parts.append(_PARAGRAPH)
    answer = "\n\n".join(parts).replace("\n", "\n   ")
    cards = "\n\n".join(f"Q: Question {number}?\nA: {answer}" for number in range(_CARDS))
    return deck(tmp_path / "cards", f"---\nnew_per_day: {_CARDS}\n---\n{cards}\n", "long.md")


def test_a_long_answer_is_on_the_screen_soon_after_its_key(long_answers, report):
    del long_answers
    revealed, graded = [], []
    with Terminal("review", "--new", _CARDS, lines=50, columns=120) as terminal:
        terminal.shows("Question", "s skip")
        for number in count(1):
            revealed.append(_seconds(terminal, " ", "q quit"))
            if number == _CARDS:
                break
            graded.append(_seconds(terminal, "4", "s skip"))
    for key, seconds in {"answer": revealed, "next question": graded}.items():
        slowest = sorted(seconds)[int(len(seconds) * _SHARE)]
        name = f"key to {key} of 10 KB, 95 of 100 within"
        report(Result(name, slowest, _AT_MOST_S, "what it may take", 1.0))


def _seconds(terminal, key, shown):
    """From the key to the last words of the screen, after some thought."""
    select.select([], [], [], _THINKS_S)
    begun = time.perf_counter()
    terminal.press(key)
    terminal.shows(shown)
    return time.perf_counter() - begun
