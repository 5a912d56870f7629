"""Interviews from facts: the cycle, names, reminders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interview_facts import TODAY, day, interview, logs, stamped

from flashcards.core.log.facts import Undo
from flashcards.core.log.preparation_facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    Offered,
    PlanStopped,
)
from flashcards.core.preparation.interviews.interviews import (
    Offer,
    Outcome,
    Rank,
    ahead,
    cycle,
    rest_days,
)
from flashcards.core.preparation.interviews.names import labels, named
from flashcards.core.preparation.interviews.reminders import Wants, reminders

ACME = interview(0)
ID = ACME.stamp.id


def held(number, outcome, id_=ID, note=""):
    return InterviewHeld(stamped(number), id_, outcome, TODAY, note)


def wants(facts, today=TODAY):
    """What the interviews want on a day, and of whom."""
    return [(one.wants, one.interview.company) for one in reminders(cycle(facts), today)]


@given(logs(), st.randoms())
def test_the_cycle_is_a_function_of_the_facts_whatever_their_order(facts, random):
    shuffled = [*facts, *facts[:3]]
    random.shuffle(shuffled)
    assert cycle(shuffled) == cycle(facts)


@given(logs())
def test_the_cycle_is_by_day_and_nothing_stands_twice(facts):
    found = cycle(facts)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert len({one.id for one in found}) == len(found)


@given(logs())
def test_undoing_the_last_act_is_as_if_it_had_never_been(facts):
    acts = [fact for fact in facts if not isinstance(fact, Undo)]
    if acts:
        assert cycle([*acts, Undo(stamped(99), None, acts[-1].stamp.id)]) == cycle(acts[:-1])


@given(logs(), st.integers(-500, 500))
def test_what_is_ahead_is_not_past_and_what_is_wanted_is_of_the_cycle(facts, days):
    today, found = day(days), cycle(facts)
    assert all(one.on >= today and one.is_open for one in ahead(found, today))
    assert all(rest >= today for rest in rest_days(found, today))
    assert all(one.interview in found for one in reminders(found, today))


@given(logs(), st.integers(-500, 500))
def test_an_interview_wants_at_most_one_thing_a_day(facts, days):
    found = reminders(cycle(facts), day(days))
    assert len({one.interview.id for one in found}) == len(found)


def test_a_round_is_moved_told_of_and_removed():
    moved = interview(1, on=9, interview=ID)
    (one,) = cycle([ACME, moved])
    assert (one.id, one.on, one.outcome, one.note) == (ID, day(9), None, "")
    told = [ACME, moved, held(2, "passed", note="kind"), held(3, "failed")]
    (one,) = cycle(told)
    assert (one.outcome, one.note) == (Outcome.FAILED, "kind")
    gone = [*told, InterviewRemoved(stamped(4), ID)]
    assert cycle(gone) == ()
    assert cycle([*gone, interview(5, on=2, interview=ID)])[0].on == day(2)


def test_what_was_said_last_counts_even_by_a_clock_set_back():
    passed, failed = held(1, "passed"), held(2, "failed")
    late = replace(failed.stamp, at=ACME.stamp.at - timedelta(days=9))
    assert cycle([ACME, replace(failed, stamp=late), passed])[0].outcome is Outcome.FAILED


def test_what_is_said_of_an_interview_that_is_not_there_is_nothing():
    later = [held(1, "passed"), interview(2, interview=ID), InterviewRemoved(stamped(3), ID)]
    for fact in later:
        assert cycle([fact, PlanStopped(stamped(9), "p", TODAY)]) == ()


def test_questions_stand_once_in_the_order_noted():
    asked = [
        InterviewAsked(stamped(n), ID, text, by_them)
        for n, (text, by_them) in enumerate(
            [("Why?", True), ("How?", True), ("Why?", True), ("What?", False)], start=1
        )
    ]
    (one,) = cycle([ACME, *asked])
    assert (one.asked, one.to_ask) == (("Why?", "How?"), ("What?",))


def test_a_company_has_the_rank_said_last_in_all_its_rounds():
    facts = [ACME, interview(1, "ACME", round_="phone", rank="favourite"), interview(2, "Beta")]
    assert [one.rank for one in cycle(facts)] == [Rank.FAVOURITE, Rank.FAVOURITE, Rank.ORDINARY]
    assert cycle([replace(ACME, rank="dream")])[0].rank is Rank.ORDINARY


def test_the_day_before_an_interview_is_for_rest_unless_it_has_one_itself():
    facts = [interview(0, on=3), interview(1, "Beta", on=4), interview(2, "Gamma", on=0)]
    assert rest_days(cycle(facts), TODAY) == {day(2)}
    assert rest_days(cycle([*facts, held(3, "withdrawn")]), TODAY) == {day(3)}


def test_reminders_begin_the_day_before_and_ask_for_the_outcome_afterwards():
    assert wants([ACME], day(1)) == []
    assert wants([ACME], day(2)) == [(Wants.REST, "Acme")]
    assert wants([ACME], day(3)) == [(Wants.INTERVIEW, "Acme")]
    assert wants([ACME], day(4)) == [(Wants.OUTCOME, "Acme")]
    assert wants([ACME, held(1, "waiting")], day(4)) == []
    assert wants([ACME, held(1, "withdrawn")], day(3)) == []


def test_an_offer_is_to_be_answered_until_it_is():
    offered = Offered(stamped(2), ID, TODAY, day(9), "much")
    assert cycle([ACME, offered])[0].offer == Offer(day(9), "much")
    assert wants([ACME, held(1, "offer")], day(4)) == [(Wants.ANSWER_DATE, "Acme")]
    assert wants([ACME, offered], day(20)) == [(Wants.ANSWER, "Acme")]
    for outcome in ("accepted", "declined", "withdrawn"):
        assert wants([ACME, offered, held(3, outcome)], day(5)) == []


def test_a_company_that_refused_is_named_again_from_six_months_on_to_twelve():
    failed = [interview(0, on=-127), held(1, "failed")]
    (one,) = cycle(failed)
    assert one.on == date(2025, 8, 31)
    assert (one.reapply_from, one.reapply_to) == (date(2026, 2, 28), date(2026, 8, 31))
    assert wants(failed, date(2026, 2, 27)) == []
    assert wants(failed, date(2026, 2, 28)) == [(Wants.REAPPLY, "Acme")]
    assert wants(failed, date(2026, 8, 31)) == [(Wants.REAPPLY, "Acme")]
    assert wants(failed, date(2026, 9, 1)) == []
    again = interview(2, "ACME", on=100, round_="phone")
    assert wants([*failed, again], date(2026, 3, 1)) == []
    elsewhere = interview(2, "Beta", on=100)
    assert wants([*failed, elsewhere], date(2026, 3, 1)) == [(Wants.REAPPLY, "Acme")]
    assert cycle([ACME])[0].reapply_from is cycle([ACME])[0].reapply_to is None


def test_what_cannot_wait_comes_first():
    failed = interview(0, "Old", on=-200)
    refused = held(1, "failed", failed.stamp.id)
    days = {"Held": -1, "Now": 0, "Next": 1}
    facts = [interview(n, company, on=on) for n, (company, on) in enumerate(days.items(), start=2)]
    assert [what for what, _ in wants([failed, refused, *facts])] == [
        Wants.INTERVIEW,
        Wants.REST,
        Wants.OUTCOME,
        Wants.REAPPLY,
    ]


CYCLE = cycle(
    [
        ACME,
        interview(1, "Acme Labs", round_="phone"),
        interview(2, "Acme", round_="coding/ML", on=5),
        interview(3, "A/B Tests", round_="onsite"),
        interview(4, "Beta", round_="onsite"),
    ]
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("acme", ["Acme/onsite", "Acme/coding/ML"]),
        (" ACME L", ["Acme Labs/phone"]),
        ("acme/on", ["Acme/onsite"]),
        ("acme / ONSITE", ["Acme/onsite"]),
        ("acme/coding/ml", ["Acme/coding/ML"]),
        ("acme/p", ["Acme Labs/phone"]),
        ("b", ["Beta/onsite"]),
        ("a/b", ["A/B Tests/onsite"]),
        ("ac", ["Acme/onsite", "Acme Labs/phone", "Acme/coding/ML"]),
        (ID, ["Acme/onsite"]),
        ("", []),
        ("  ", []),
        ("zeta", []),
        ("beta/phone", []),
        (ID[:7], []),
    ],
)
def test_an_interview_is_named_by_beginnings_whatever_their_case(said, found):
    assert sorted(labels(named(CYCLE, said))) == sorted(found)


def test_two_rounds_of_one_name_are_told_apart_by_their_ids():
    again = interview(1, on=200)
    assert labels(cycle([ACME, again])) == [ID, again.stamp.id]


@given(st.text(max_size=12))
def test_any_text_may_be_said_for_a_name(said):
    assert set(named(CYCLE, said)) <= set(CYCLE)
