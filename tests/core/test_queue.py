"""What to study today and in which order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Source
from flashcards.core.queue import (
    Candidate,
    Limits,
    admitted_new,
    ordered_due,
    resting,
    without_siblings,
)

TODAY = date(2026, 1, 5)


def candidates(*lines, deck="d", due_on=None):
    """A card a line, named by its number."""
    return [Candidate(f"{n}", Source("d.md", line), deck, due_on) for n, line in enumerate(lines)]


DUE = st.lists(
    st.builds(
        Candidate,
        st.text("0123456789abcdef", min_size=8, max_size=8),
        st.builds(Source, st.just("d.md"), st.integers(1, 20)),
        st.just("d"),
        st.dates(date(2025, 12, 1), TODAY),
    ),
    unique_by=lambda one: one.card,
)


@given(DUE, st.randoms(use_true_random=False))
def test_due_cards_come_by_due_day_whatever_order_they_are_found_in(due, random):
    shuffled = list(due)
    random.shuffle(shuffled)
    ordered = ordered_due(due, TODAY)
    assert ordered == ordered_due(shuffled, TODAY)
    assert [one.due_on for one in ordered] == sorted(one.due_on for one in due)


def test_cards_of_one_day_are_drawn_anew_each_study_day():
    due = candidates(*range(1, 40), due_on=TODAY)
    orders = {tuple(c.card for c in ordered_due(due, date(2026, 1, day))) for day in (5, 6, 7)}
    assert len(orders) == 3


def test_of_siblings_only_the_first_is_asked():
    due = candidates(1, 2, 1, 3)
    assert [c.card for c in without_siblings(due)] == ["0", "1", "3"]


def test_a_card_rests_where_a_sibling_was_studied_today():
    first, second = candidates(1, 2)
    assert [resting(c, {Source("d.md", 2)}) for c in (first, second)] == [False, True]


def test_new_cards_stop_at_the_days_rest():
    assert [c.card for c in admitted_new(candidates(1, 2, 3), Limits(2, {}), [])] == ["0", "1"]
    assert admitted_new(candidates(1), Limits(0, {}), []) == []


def test_a_deck_with_a_limit_of_its_own_keeps_to_it():
    new = candidates(1, 2, deck="a") + candidates(3, 4, deck="b")
    taken = admitted_new(new, Limits(9, {"a": 1}), [])
    assert [(c.deck, c.card) for c in taken] == [("a", "0"), ("b", "0"), ("b", "1")]
    assert admitted_new(new, Limits(9, {"a": 0, "b": 0}), []) == []


def test_new_siblings_come_on_another_day():
    assert [c.card for c in admitted_new(candidates(1, 1, 2), Limits(9, {}), [])] == ["0", "2"]


def test_new_cards_are_read_only_as_far_as_they_are_taken():
    def endless():
        line = 0
        while True:
            line += 1
            yield Candidate(f"{line}", Source("d.md", line), "d")

    assert len(admitted_new(endless(), Limits(5, {}), [])) == 5
