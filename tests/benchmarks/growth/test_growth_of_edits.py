"""Whether twice the cards, or twice the text, that were edited take twice the time to read."""

from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from benchmarks.measuring import Trial, doubling
from benchmarks.synthetic import NOW, opened

from flashcards.core.decks.syntaxes.cloze import MOST_DELETIONS
from flashcards.services.decks.read import read_decks


def deletions(number, word):
    """A cloze in which a word before all of its deletions is another one."""
    told = (f"case {n} is [number {n}]" for n in range(number))
    return f"C: {word} list says that {', '.join(told)}.\n"


def one_lines(number, word):
    """Cards on one line, each with another word."""
    return "".join(f"{word} number {n} of the list :: it is {n + 1}\n\n" for n in range(number))


def skills(number, word):
    """A table of skills, each with another word."""
    rows = "".join(f"| {word} topic {n} by heart | by {n} |\n" for n in range(number))
    return f"---\ncards: self-assessment\n---\n\n| Skill | When |\n|---|---|\n{rows}"


def same_questions(number, word):
    """Cards that ask the same, each with another word in its answer."""
    return "".join(f"Q: What comes next?\nA: {word} number {n}.\n\n" for n in range(number))


def lines(number, word):
    """A card of many lines, of which every tenth has another word."""
    told = (f"Line {n} has {word if n % 10 == 0 else 'nothing'} in it." for n in range(number))
    return "Q: What does it say?\nA: " + "\n".join(told)


def marks(number, word):
    """A card of code, formulas, dots and brackets, many of which are left open."""
    told = (
        f"It is `f({n})` or \\({n} \\(x {'.' * 9}{word} (see *this* ``{n}" for n in range(number)
    )
    return "Q: What is it?\nA: " + "\n".join(told)


CASES = {  # what is doubled, from which size, and how often one trial reads it
    "deletions of a cloze": (deletions, MOST_DELETIONS // 2, 10),
    "one-line cards": (one_lines, 5_000, 1),
    "skills in a table": (skills, 2_500, 1),
    "cards with the same question": (same_questions, 2_500, 1),
    "lines in an answer": (lines, 5_000, 10),
    "lines with open marks in an answer": (marks, 2_000, 10),
}


@pytest.mark.parametrize("kind", CASES)
def test_twice_the_edits_take_twice_the_time(benchmark, report, kind):
    text_of, size, times = CASES[kind]
    with ExitStack() as stack:

        def trial_of(number):
            return editing(stack, [text_of(number, word) for word in ("this", "another")])

        report(doubling(benchmark, f"{{}} {kind} edited", trial_of, size, times))


def editing(stack, texts):
    """A file that has the one text and the other by turns, read after each change."""
    root = Path(stack.enter_context(TemporaryDirectory()))
    deck, turns = root / "deck.md", cycle(texts)
    deck.write_text(texts[1])
    collection = stack.enter_context(opened(root))

    def edit():
        deck.write_text(next(turns))
        assert read_decks(collection, NOW).matches

    return Trial(edit)
