"""The order of companies: warm-ups, the favourite in the middle."""

from hypothesis import given
from hypothesis import strategies as st
from interview_facts import TODAY, day, interview, logs, stamped

from flashcards.core.log.preparation_facts import InterviewHeld
from flashcards.core.preparation.interviews.company_order import (
    Company,
    advice,
    companies_now,
    proposed,
)
from flashcards.core.preparation.interviews.interviews import Rank, cycle

RANKS = {"w": "warm-up", "o": "ordinary", "F": "favourite"}


def companies(ranks):
    """One company a letter, three days apart."""
    return [Company(f"C{n}", Rank(RANKS[r]), day(3 * n + 3)) for n, r in enumerate(ranks)]


def advised(*rounds, today=TODAY):
    """What is said of rounds given as (company, rank, days ahead)."""
    facts = [interview(n, c, on=on, rank=RANKS[r]) for n, (c, r, on) in enumerate(rounds)]
    return list(advice(cycle(facts), today))


@given(st.text("wwooF", max_size=9))
def test_the_proposed_order_has_the_same_companies_and_is_stable(ranks):
    given_ = companies(ranks)
    order = proposed(given_)
    assert sorted(order) == sorted(given_)
    for rank in Rank:
        assert [c for c in order if c.rank is rank] == [c for c in given_ if c.rank is rank]
    assert proposed(order) == order


@given(st.text("wo", min_size=1, max_size=9))
def test_the_favourite_is_proposed_in_the_middle_never_first(ranks):
    favourite = Company("Acme", Rank.FAVOURITE, day(1))
    place = proposed([favourite, *companies(ranks)]).index(favourite)
    assert place == max(1, len(ranks) // 2)


@given(st.text("wo", min_size=2, max_size=9))
def test_one_or_two_warm_ups_are_proposed_first(ranks):
    order = proposed([*companies(ranks), Company("Acme", Rank.FAVOURITE, day(1))])
    warm = min(2, ranks.count("w"), max(1, len(ranks) // 2))
    assert all(one.rank is Rank.WARM_UP for one in order[:warm])


@given(st.text("woF", max_size=9))
def test_nothing_is_said_of_the_order_that_is_proposed(ranks):
    order = proposed(companies(ranks))
    rounds = [
        (c.name, {v: k for k, v in RANKS.items()}[c.rank], 3 * n + 3) for n, c in enumerate(order)
    ]
    said = advised(*rounds)
    if ranks.strip("F"):
        assert not any("first" in one or "warm-up, but" in one for one in said)


@given(logs(), st.integers(-500, 500))
def test_advice_is_sentences_and_none_without_an_interview_ahead(facts, days):
    found, today = cycle(facts), day(days)
    said = advice(found, today)
    assert all(one.endswith(".") for one in said)
    if not any(one.is_ahead(today) for one in found):
        assert said == ()


def test_a_favourite_that_is_first_wants_warm_ups_before_it():
    assert advised(("Acme", "F", 3), ("Beta", "w", 6), ("Gamma", "o", 9)) == [
        (
            "Your favourite, Acme, is first: put 1 or 2 warm-ups before it."
            " A better order: Beta, Acme, Gamma."
        )
    ]
    assert advised(("Acme", "F", 3)) == [
        "Your favourite, Acme, is first: put 1 or 2 warm-ups before it."
    ]


def test_a_favourite_that_is_last_of_three_is_better_in_the_middle():
    assert advised(("Beta", "w", 3), ("Gamma", "o", 6), ("Acme", "F", 9)) == [
        (
            "Your favourite, Acme, is last: other offers will not wait for it."
            " A better order: Beta, Acme, Gamma."
        )
    ]
    assert advised(("Beta", "w", 3), ("Acme", "F", 9)) == []
    assert advised(("Beta", "w", 3), ("Acme", "F", 6), ("Gamma", "o", 9)) == []


def test_a_favourite_on_the_same_day_as_another_is_not_last():
    beta = ("Beta", "w", 3)
    assert not any("is last" in one for one in advised(beta, ("Gamma", "o", 9), ("Acme", "F", 9)))
    assert not any("is last" in one for one in advised(beta, ("Acme", "F", 9), ("Gamma", "o", 9)))


def test_a_warm_up_after_the_favourite_warms_up_nothing():
    assert advised(("Gamma", "o", 3), ("Acme", "F", 6), ("Beta", "w", 9)) == [
        "Beta is a warm-up, but comes after Acme: put it before. A better order: Beta, Acme, Gamma."
    ]
    assert advised(("Zeta", "w", 3), ("Acme", "F", 6), ("Beta", "w", 9)) == []


def test_what_has_begun_cannot_be_put_in_order_any_more():
    assert advised(("Acme", "F", 0), ("Beta", "w", 6)) == []
    assert advised(("Beta", "o", 0), ("Acme", "F", 3), ("Zeta", "w", 6)) == [
        "Zeta is a warm-up, but comes after Acme: put it before. A better order: Beta, Zeta, Acme."
    ]
    past = [("Beta", "o", -5), ("Gamma", "o", -2), ("Acme", "F", 6)]
    assert advised(*past) == []
    assert advised(*past, ("Zeta", "w", 9)) == [
        (
            "Zeta is a warm-up, but comes after Acme: put it before."
            " A better order: Beta, Gamma, Zeta, Acme."
        )
    ]


def test_a_cycle_ends_where_two_months_pass_without_a_round():
    rounds = [("Old", "w", -99), ("Beta", "o", -9), ("Acme", "F", 40), ("Next", "w", 101)]
    facts = [interview(n, c, on=on, rank=RANKS[r]) for n, (c, r, on) in enumerate(rounds)]
    now = [one.name for one in companies_now(cycle(facts), TODAY)]
    assert now == ["Beta", "Acme"]
    assert companies_now(cycle(facts), day(102)) == ()
    later = [one.name for one in companies_now(cycle(facts), day(41))]
    assert later == ["Next"]


def test_a_company_counts_once_with_its_first_round_and_not_when_withdrawn_from():
    facts = [
        interview(0, on=3),
        interview(1, "ACME", on=6, round_="team"),
        interview(2, "Beta", on=4),
        InterviewHeld(stamped(3), interview(2).stamp.id, "withdrawn", TODAY),
    ]
    assert [(one.name, one.on) for one in companies_now(cycle(facts), TODAY)] == [("Acme", day(3))]


def test_interviews_without_a_day_between_are_named():
    assert advised(("Acme", "o", 3), ("Beta", "o", 4)) == [
        "No rest day before Beta (onsite): Acme (onsite) is the day before."
    ]
    assert advised(("Acme", "o", 3), ("Beta", "o", 3)) == [
        "Acme and Beta are on the same day: move one of them."
    ]
    assert advised(("Acme", "o", 3), ("acme", "o", 3)) == []
