"""Whether twice the text takes twice the time, whatever it is made of."""

from random import Random

import pytest
from benchmarks.measuring import Trial, doubling
from benchmarks.synthetic import deck_text

from flashcards.core.decks.parse import parse_deck

_MEGABYTE = 1_000_000


def cards(number):
    """A file of cards."""
    return deck_text(Random(1), range(number))


def long_answer(lines):
    """A card whose answer has so many lines, every fifth of them a list item."""
    items = ("- an item of a list" if line % 5 == 0 else "more of it" for line in range(lines))
    return "Q: What is long?\nA: This:\n" + "\n".join(items) + "\n"


def nested_quotes(depth):
    """A card with quotes within quotes, a hundred lines of them."""
    return "Q: Who said that?\nA: He:\n\n" + f"{'> ' * depth}said\n" * 100


def one_line(megabytes):
    """A card on a single line, with brackets, code and math in it."""
    part = "a [word] in `code` and $x_1$ with [a link](there), 'quoted'; "
    return f"Q: What is wide?\nA: {part * (megabytes * _MEGABYTE // len(part))}\n"


CASES = {  # what is doubled, from which size, and how often one trial parses it
    "cards in one file": (cards, 50_000, 1),
    "lines in one answer": (long_answer, 20_000, 5),
    "nested quotes": (nested_quotes, 1_250, 25),
    "MB on one line": (one_line, 5, 5),
}


@pytest.mark.parametrize("kind", CASES)
def test_twice_the_text_takes_twice_the_time(benchmark, report, kind):
    text_of, size, times = CASES[kind]
    report(doubling(benchmark, f"parsing {{}} {kind}", lambda n: parsing(text_of(n)), size, times))


def parsing(text):
    """A file's text made into cards and problems."""
    return Trial(lambda: parse_deck(text, "deck.md"))
