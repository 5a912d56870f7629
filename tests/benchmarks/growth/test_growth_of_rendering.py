"""Whether twice the text takes twice the time to be shown, however hostile it is."""

import pytest
from benchmarks.measuring import (
    Result,
    Trial,
    cpu_seconds_written,
    medians_in_turn,
    repeated,
    user_time,
)

from flashcards.cli.terminal.markdown import markdown_lines

_ROUNDS = 5
_DOUBLING_TARGET = 2.3
_SIZE = 25_000
"""Characters of the smaller text."""

PARTS = {
    "words": "a word, `code`, $x_1$ and *more* of [it](there) in <b>bold</b>. ",
    "paragraphs": "a word\n\n",
    "list items": "- an item\n",
    "table rows": "a | b\n-|-\n" + "1 | 2\n" * 50 + "\n",
    "opening angle brackets": "<",
    "unclosed tags": "<a ",
    "unclosed attributes": "<a b=\"<a c='",
    "unclosed pictures": "![[[[",
    "unclosed links": '[a](b "',
    "unclosed comments": "<!--\n",
    "unclosed formulas": "$$\n$a",
    "unclosed displays": "\\[\na\n\n",
    "unclosed environments": "\\begin{cases}\n",
    "formulas of a kind": "so $x_1^2 = \\frac{a}{b}$ and\n",
    "displayed formulas": "$$\nx = \\frac{a}{b}\n$$\n\n",
    "words without blanks": "数学は楽しい、",
    "a line of code": "    " + "x = 1; " * 3_000 + "\n\n",
    "readings": "{漢字|かんじ}",
    "unclosed readings": "{漢字|",
    "unclosed emphasis": "**a*b_",
    "tags in each other": "<ul><li><sup><a href=b>",
    "code that is none": f"```java\n{'a ' * 900}\n```\n",
    "quotes in quotes": "> " * 60 + "a\n",
}


@pytest.mark.parametrize("kind", PARTS)
def test_twice_the_text_takes_twice_the_time(benchmark, report, kind):
    single, double = (shown(PARTS[kind], size) for size in (_SIZE, 2 * _SIZE))
    trials = repeated(double, 1), repeated(single, 2)
    all_doubles, all_singles = medians_in_turn(benchmark, *trials, rounds=_ROUNDS, clock=user_time)
    name = f"showing {2 * _SIZE:,} characters of {kind}"
    once = all_singles / 2
    report(Result(name, all_doubles, once, "half", _DOUBLING_TARGET, cpu_seconds_written))


def shown(part, size):
    """So many characters made into lines."""
    text = part * (size // len(part))
    return Trial(lambda: markdown_lines(text, 80))
