"""What to study today and in which order."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import CardId, Source
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.memory.gain import GainModel
from flashcards.core.parameters import BOUNDS
from flashcards.core.setting_rules import MIXINGS, NEW_ORDERS, REVIEW_ORDERS
from flashcards.core.study.queue import (
    Candidate,
    Limits,
    admitted,
    in_turn,
    is_within,
    mixed,
    ordered_new,
    resting,
    spaced,
)
from flashcards.core.study.review_order import ordered_due

TODAY = date(2026, 1, 5)
STEEP = (*((low + high) / 2 for low, high in BOUNDS[:20]), 0.8)
"""Parameters of a learner who forgets faster."""


def candidates(*lines, deck="d", due_on=None):
    """A card a line, named by its number."""
    return [Candidate(f"{n}", Source("d.md", line), deck, due_on) for n, line in enumerate(lines)]


def seen(card, *, days_ago, interval, stability, difficulty=5.0):
    """A card last answered so many days ago, with the interval it was given then."""
    last = TODAY - timedelta(days=days_ago)
    due_on = last + timedelta(days=interval)
    return Candidate(card, Source("d.md", 1), "d", due_on, last, stability, difficulty)


NEW = st.lists(
    st.builds(
        Candidate,
        st.text("0123456789abcdef", min_size=8, max_size=8),
        st.builds(Source, st.just("d.md"), st.integers(1, 20)),
        st.sampled_from("abc"),
    ),
    unique_by=lambda one: one.card,
)
DUE = st.lists(
    st.builds(
        seen,
        st.text("0123456789abcdef", min_size=8, max_size=8),
        days_ago=st.integers(0, 400),
        interval=st.integers(0, 300),
        stability=st.floats(0.01, 1_000),
        difficulty=st.floats(1, 10),
    ),
    unique_by=lambda one: one.card,
)


@given(DUE, st.sampled_from(REVIEW_ORDERS), st.randoms(use_true_random=False))
def test_every_order_is_the_same_whatever_order_cards_are_found_in(due, order, random):
    shuffled = list(due)
    random.shuffle(shuffled)
    ordered = ordered_due(due, TODAY, order)
    assert ordered == ordered_due(shuffled, TODAY, order)
    assert sorted(ordered, key=lambda one: one.card) == sorted(due, key=lambda one: one.card)


@given(DUE)
def test_due_cards_come_by_due_day(due):
    assert [one.due_on for one in ordered_due(due, TODAY)] == sorted(one.due_on for one in due)


@pytest.mark.parametrize("order", ["due", "random"])
def test_cards_of_one_day_are_drawn_anew_each_study_day(order):
    due = candidates(*range(1, 40), due_on=TODAY)
    days = [date(2026, 1, day) for day in (5, 6, 7)]
    assert len({tuple(c.card for c in ordered_due(due, day, order)) for day in days}) == 3


def test_each_order_by_an_example():
    """A weak card just due, a strong one long overdue, and one between them."""
    weak = seen("weak", days_ago=4, interval=4, stability=2.0)
    overdue = seen("overdue", days_ago=60, interval=20, stability=200.0)
    between = seen("between", days_ago=30, interval=28, stability=40.0)

    def order(name):
        return [one.card for one in ordered_due([between, weak, overdue], TODAY, name)]

    assert order("due") == ["overdue", "between", "weak"]
    assert order("retrievability-ascending") == ["weak", "between", "overdue"]
    assert order("retrievability-descending") == ["overdue", "between", "weak"]
    assert order("overdueness") == ["overdue", "between", "weak"]


def test_deck_order_is_by_file_and_line():
    due = [Candidate(f"{n}", Source(*place), "d", TODAY) for n, place in
           enumerate([("b.md", 1), ("a.md", 9), ("a.md", 2)])]  # fmt: skip
    assert [one.card for one in ordered_due(due, TODAY, "deck")] == ["2", "1", "0"]


@given(DUE, st.sampled_from([None, STEEP]))
def test_catching_up_asks_first_what_gains_most_recall_a_second(due, parameters):
    judge = GainModel(Model(parameters), usual_habits(), 30, 0)

    def gain(one):
        memory = Memory(one.stability, one.difficulty)
        return judge.review(memory, (TODAY - one.last_studied_on).days).per_second

    gains = [gain(one) for one in ordered_due(due, TODAY, "catch-up", parameters)]
    assert gains == sorted(gains, reverse=True)


def test_of_siblings_only_the_first_is_asked_unless_they_need_not_stay_apart():
    due = candidates(1, 2, 1, 3)
    assert [c.card for c in admitted(due, Limits(), ())] == ["0", "1", "3"]
    assert [c.card for c in admitted(due, Limits(), [Source("d.md", 3)])] == ["0", "1"]
    assert admitted(due, Limits(), None) == due


def test_a_card_rests_where_a_sibling_was_studied():
    first, second = candidates(1, 2)
    studied = {Source("d.md", 2): {"sibling"}, Source("d.md", 1): {first.card}}
    assert [resting(one, studied) for one in (first, second)] == [False, True]


def test_new_cards_stop_at_the_days_rest():
    assert [c.card for c in admitted(candidates(1, 2, 3), Limits(2), ())] == ["0", "1"]
    assert admitted(candidates(1), Limits(0), ()) == []


def test_a_deck_with_a_limit_of_its_own_keeps_to_it():
    new = candidates(1, 2, deck="a") + candidates(3, 4, deck="b")
    taken = admitted(new, Limits(9, {"a": 1}), ())
    assert [(c.deck, c.card) for c in taken] == [("a", "0"), ("b", "0"), ("b", "1")]
    assert admitted(new, Limits(None, {"a": 0, "b": 0}), ()) == []


def test_new_cards_are_read_only_as_far_as_they_are_taken():
    def endless():
        line = 0
        while True:
            line += 1
            yield Candidate(f"{line}", Source("d.md", line), "d")

    assert len(admitted(ordered_new(endless(), "deck"), Limits(5), ())) == 5


@given(NEW, st.sampled_from(NEW_ORDERS))
def test_every_order_of_new_cards_has_all_of_them(new, order):
    ordered = list(ordered_new(new, order))
    assert sorted(map(repr, ordered)) == sorted(map(repr, new))
    assert ordered == list(ordered_new(new, order))


def test_decks_in_turn_take_one_of_each_and_keep_their_own_order():
    new = candidates(1, 2, 3, deck="a") + candidates(4, deck="b") + candidates(5, 6, deck="c")
    assert [(c.deck, c.card) for c in in_turn(new)] == [
        ("a", "0"), ("b", "0"), ("c", "0"), ("a", "1"), ("c", "1"), ("a", "2")
    ]  # fmt: skip


def test_areas_in_turn_take_one_of_each_area_a_deck_without_one_being_its_own():
    new = candidates(1, 2, deck="a") + candidates(4, deck="b") + candidates(5, 6, deck="c")
    found = list(ordered_new(new, "areas-in-turn", {"a": "theory", "b": "theory"}))
    assert [one.deck for one in found] == ["a", "c", "a", "c", "b"]


FOLDERS = st.dictionaries(st.sampled_from(["a", "a/x", "b"]), st.integers(0, 4))


@given(st.lists(st.sampled_from(["a", "a/x/1", "a/x", "ab", "b/y"]), max_size=20), FOLDERS)
def test_a_folders_number_counts_for_all_its_decks_together(decks, folders):
    new = [
        Candidate(CardId(f"{line}"), Source("d.md", line), deck) for line, deck in enumerate(decks)
    ]
    taken = [one.deck for one in admitted(new, Limits(None, {}, folders), ())]
    for folder, most in folders.items():
        within = [deck for deck in taken if is_within(deck, folder)]
        assert len(within) <= most
    assert is_within("a/x", "a")
    assert not is_within("ab", "a")
    free = [deck for deck in decks if not any(is_within(deck, one) for one in folders)]
    assert [deck for deck in taken if deck in free] == free


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from(MIXINGS))
def test_mixing_keeps_every_card_and_the_order_of_each_kind(due, new, mixing):
    reviews, fresh = [f"d{n}" for n in range(due)], [f"n{n}" for n in range(new)]
    found = mixed(reviews, fresh, mixing)
    assert [card for card in found if card[0] == "d"] == reviews
    assert [card for card in found if card[0] == "n"] == fresh


def test_new_cards_are_mixed_in_at_even_distances():
    found = mixed(list("abcdef"), ["1", "2"], "mixed")
    assert "".join(found) == "ab1cde2f"
    assert "".join(mixed(list("ab"), ["1"], "new-first")) == "1ab"
    assert "".join(mixed(list("ab"), ["1"], "due-first")) == "ab1"
    assert mixed([], ["1"], "mixed") == ("1",)


PLACED = st.lists(st.integers(0, 5), max_size=30)


def beside(cards, places):
    """How many siblings are next to each other."""
    return sum(places.get(a, a) == places.get(b, b) for a, b in pairwise(cards))


@given(PLACED)
def test_siblings_are_next_to_each_other_only_where_nothing_is_left_to_stand_between(numbers):
    """Of a place that has more cards than all others together and one, the rest must be."""
    cards = [f"{n}" for n in range(len(numbers))]
    places = {card: Source("d.md", line) for card, line in zip(cards, numbers, strict=True) if line}
    found = spaced(cards, places)
    assert sorted(found) == sorted(cards)
    most = max(Counter(places.values()).values(), default=0)
    assert beside(found, places) == max(0, 2 * most - len(cards) - 1)


@given(PLACED)
def test_cards_that_are_apart_keep_their_order(numbers):
    cards = [f"{n}" for n in range(len(numbers))]
    assert spaced(cards, {}) == tuple(cards)
    assert spaced(cards, {card: Source("d.md", int(card)) for card in cards}) == tuple(cards)


def test_the_first_card_that_is_no_sibling_comes_next():
    """Capital and small letters are siblings."""
    places = {card: Source("d.md", ord(card.lower())) for card in "abcABC"}

    def found(cards):
        return "".join(spaced(cards, places))

    assert found("aAbBc") == "abABc"
    assert found("xaAy") == "xayA"
    assert found("xyaA") == "xayA"
    assert found("aAb") == "abA"
    assert found("aAbB") == "abAB"
