"""Which ids' facts are a card's history."""

from datetime import timedelta

import pytest
from histories import BEGIN, review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.card_facts import Edited, Unlinked
from flashcards.core.log.facts import Undo
from flashcards.core.log.lineage import Edge, continuations, edge_of, history, sources

IDS = st.sampled_from("abcde")
EDGES = st.lists(
    st.builds(
        Edge, IDS, IDS, st.none() | st.tuples(st.integers(1, 9), st.just("x"))
    ).filter(lambda edge: edge.old != edge.new),
    unique_by=lambda edge: (edge.old, edge.new),
    max_size=10,
)  # fmt: skip


def about(kind, clock, *, by_hand=False, machine="here"):
    """A fact about the edge from `a` to `b`."""
    return kind(stamp(clock=clock, machine=machine, entropy=bytes([clock] * 10)), "b", "a", by_hand)


ABOUT = st.lists(
    st.builds(
        about,
        st.sampled_from([Edited, Unlinked]),
        st.integers(1, 200),
        by_hand=st.booleans(),
        machine=st.sampled_from(["here", "there"]),
    ),
    unique_by=lambda fact: fact.stamp.id,
)


@given(ABOUT, st.randoms(use_true_random=False))
def test_an_edge_does_not_depend_on_the_order_in_which_its_facts_arrive(facts, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert edge_of(shuffled) == edge_of(facts)


def test_the_same_edge_written_by_two_machines_is_one_edge():
    twice = [about(Edited, 1), about(Edited, 2, machine="there")]
    assert edge_of(twice) == edge_of(twice[:1]) == Edge("a", "b")


@pytest.mark.parametrize(
    ("facts", "until"),
    [
        ([about(Edited, 1), about(Unlinked, 5)], 5),
        ([about(Edited, 1), about(Unlinked, 5), about(Unlinked, 9)], 5),
        ([about(Edited, 1), about(Unlinked, 5), about(Edited, 7)], None),
        ([about(Edited, 1, by_hand=True), about(Unlinked, 5)], 5),
        ([about(Unlinked, 1, by_hand=True), about(Edited, 5, by_hand=True)], None),
    ],
)
def test_an_edge_is_closed_at_the_first_unlinking_after_its_last_edit(facts, until):
    edge = edge_of(facts)
    assert (edge.until and edge.until[0]) == until


@pytest.mark.parametrize(
    "facts",
    [
        [],
        [about(Unlinked, 5)],
        [about(Edited, 1), about(Unlinked, 5, by_hand=True)],
        [about(Edited, 1), about(Unlinked, 5, by_hand=True), about(Edited, 9)],
    ],
)
def test_what_was_unlinked_by_hand_carries_nothing_whatever_is_matched_later(facts):
    assert edge_of(facts) is None


@given(EDGES, IDS)
def test_sources_and_continuations_are_each_others_inverse(edges, card):
    for other in sources(card, edges):
        assert card in continuations(other, edges)
    for other in continuations(card, edges):
        assert card in sources(other, edges)


@given(EDGES, IDS)
def test_a_card_is_its_own_source_without_end(edges, card):
    assert sources(card, edges)[card] is None


def test_along_a_path_the_earliest_closing_counts_and_of_paths_the_one_that_carries_most():
    edges = [Edge("a", "b", (5, "x")), Edge("b", "c", (3, "x")), Edge("a", "d"), Edge("d", "c")]
    assert sources("c", edges[:2]) == {"c": None, "b": (3, "x"), "a": (3, "x")}
    assert sources("c", edges)["a"] is None


def test_a_cycle_makes_one_history():
    edges = [Edge("a", "b"), Edge("b", "a")]
    assert sources("a", edges) == sources("b", edges) == {"a": None, "b": None}


def test_a_closed_edge_carries_what_is_older_and_every_undo():
    old = review(stamp=stamp(clock=1, entropy=b"1" * 10), card="a")
    young = review(stamp=stamp(BEGIN + timedelta(1), clock=9, entropy=b"2" * 10), card="a")
    undo = Undo(stamp(BEGIN + timedelta(2), clock=10, entropy=b"3" * 10), "a", old.stamp.id)
    found = history({"a": [old, young, undo]}, {"a": (5, "x"), "b": None})
    assert found == [old, undo]
