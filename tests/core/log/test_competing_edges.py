"""Matches that compete: machines read at different times, and one card goes on as two."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.lineage import Edge, contested, settled

START = datetime(2026, 1, 5, 8, tzinfo=UTC)
ENDS = st.sampled_from("abcdef")
PAIRS = st.lists(st.tuples(ENDS, ENDS).filter(lambda two: two[0] != two[1]), unique=True)


def counting(pairs):
    """Those of the pairs that count, each made an hour after the one before it."""
    edges = [Edge(*pair) for pair in pairs]
    made_at = {(e.old, e.new): (START + timedelta(hours=n), n, str(n)) for n, e in enumerate(edges)}
    wanted = contested(edges)
    found = settled(edges, {pair: at for pair, at in made_at.items() if pair in wanted})
    return {(edge.old, edge.new) for edge in found}


CASES = {
    "one text matched with two": (["ab", "ac"], ["ab"]),
    "two texts matched with one": (["ac", "bc"], ["ac"]),
    "edited, and turned back, and edited": (["ab", "ba", "ac"], ["ab", "ba", "ac"]),
    "seen half-way by one, at the end by the other": (["ac", "ab", "bc"], ["ac", "ab", "bc"]),
    "edited again and again": (["ab", "bc", "cd"], ["ab", "bc", "cd"]),
    "turned back to each of two": (["ab", "ba", "ac", "ca"], ["ab", "ba", "ac", "ca"]),
}


@pytest.mark.parametrize("case", CASES)
def test_of_matches_that_compete_the_first_counts(case):
    pairs, expected = CASES[case]
    assert counting(map(tuple, pairs)) == set(map(tuple, expected))


def test_what_was_closed_before_does_not_compete():
    first = Edge("a", "b", until=(5, "5"))
    later = Edge("a", "c")
    made_at = {("a", "b"): (START, 1, "1"), ("a", "c"): (START, 9, "9")}
    assert settled([first, later], made_at) == [first, later]
    assert settled([first, later], made_at | {("a", "c"): (START, 3, "3")}) == [first]


@given(PAIRS, st.randoms(use_true_random=False))
def test_what_counts_does_not_depend_on_the_order_it_is_learnt_in(pairs, random):
    edges = [Edge(*pair) for pair in pairs]
    made_at = {pair: (START, n, str(n)) for n, pair in enumerate(pairs)}
    found = settled(edges, made_at)
    random.shuffle(edges)
    assert set(settled(edges, made_at)) == set(found)


@given(PAIRS)
def test_what_is_not_contested_counts(pairs):
    in_contest = contested([Edge(*pair) for pair in pairs])
    assert {pair for pair in pairs if pair not in in_contest} <= counting(pairs)
