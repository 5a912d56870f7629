"""Whether a name twice as long, or twice the lines of an ignore file, takes twice the time."""

import pytest
from benchmarks.measuring import Trial, doubling

from flashcards.core.decks.files.ignore_rules import ignore_rules, is_ignored


def letters(number):
    """A name, and a pattern whose stars could share it in more ways than anyone can try."""
    return b"*a" * 12 + b"x*", b"a" * number


def sets(number):
    """The same with sets, which are looked for one by one."""
    return b"*[ab]?[!c]" * 12 + b"x*", b"a" * number


def folders(number):
    """A path, and a pattern of so many folders that could be any of it."""
    return b"**/*a*a/" * 12 + b"x/**", b"aa/" * number + b"y"


def lines(number):
    """A file of ordinary lines, none of which speaks of the path."""
    kinds = (b"/build%d/", b"*.tmp%d", b"notes-%d-*.md", b"old/**/%d", b"[Dd]raft%d*")
    return b"\n".join(kinds[one % 5] % one for one in range(number)), b"area/part/deck-001.md"


CASES = {  # what is doubled, from which size, and how often one trial looks
    "letters in a name ignored": (letters, 100_000, 200),
    "letters in a name ignored by sets": (sets, 5_000, 5),
    "folders in a path ignored": (folders, 2_000, 5),
    "lines in an ignore file": (lines, 2_000, 20),
}


@pytest.mark.parametrize("kind", CASES)
def test_twice_the_text_takes_twice_the_time(benchmark, report, kind):
    case, size, times = CASES[kind]
    report(doubling(benchmark, f"{{}} {kind}", lambda number: ignoring(*case(number)), size, times))


def ignoring(content, path):
    """Whether a path is ignored, looked up in an ignore file read before."""
    rules = ignore_rules(content)
    return Trial(lambda: is_ignored(rules, path, is_folder=False))
