"""What the facts without a card come to: laws 1 to 3 over it."""

from dataclasses import fields
from datetime import UTC, datetime

from fact_strategies import STANDING_PARTS, standing_logs, standing_said
from histories import review, stamp
from hypothesis import assume, given
from hypothesis import strategies as st

from flashcards.core.json_values import json_value
from flashcards.core.log.brought_facts import BroughtParameters
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import came_about, in_order_of_coming_about, union
from flashcards.core.log.stamp import Stamp, fact_id
from flashcards.core.standing import EMPTY, KINDS, Standing, advanced, standing_of


@given(standing_logs(), st.randoms())
def test_any_order_of_arrival_gives_the_same(facts, random):
    shuffled = [*facts, *facts[:3]]
    random.shuffle(shuffled)
    assert standing_of(shuffled) == standing_of(facts) == standing_of(union(facts, facts))


@given(standing_logs())
def test_advancing_fact_by_fact_is_folding_the_log(facts):
    now = EMPTY
    for count, fact in enumerate(in_order_of_coming_about(facts), start=1):
        after = advanced(now, fact)
        if after is None:
            assert isinstance(fact, (Undo, BroughtParameters))
            after = standing_of(facts[:count])
        now = after
        assert now == standing_of(facts[:count])


@given(standing_logs(), st.data())
def test_a_fact_that_came_about_earlier_is_never_simply_added(facts, data):
    undone = {fact.undoes for fact in facts if isinstance(fact, Undo)}
    late = data.draw(st.sampled_from(facts))
    assume(late.stamp.id not in undone)
    before = standing_of(one for one in facts if one is not late)
    after = advanced(before, late)
    assert after is None or after == standing_of(facts)


@given(standing_logs(), st.data())
def test_an_undo_is_as_if_it_had_never_been_unless_it_is_of_a_mock(facts, data):
    one = data.draw(st.sampled_from(facts))
    late = max(fact.stamp.clock for fact in facts) + 1
    at = datetime(2030, 1, 1, tzinfo=UTC)
    undo = Undo(Stamp(fact_id(at, b"0123456789"), "here", at, late), None, one.stamp.id)
    without = standing_of(fact for fact in facts if fact is not one)
    with_it = standing_of([*facts, undo])
    assert with_it.mocks == standing_of(facts).mocks
    if isinstance(one, Undo):
        return
    assert with_it.decisions == without.decisions
    assert (with_it.plans, with_it.rounds) == (without.plans, without.rounds)


@given(standing_logs())
def test_it_can_be_written_as_json_and_read_back(facts):
    held = standing_of(facts)
    told = json_value(held)
    assert list(told) == list(STANDING_PARTS)
    assert standing_said(told) == held


@given(standing_logs())
def test_facts_of_cards_change_nothing(facts):
    held, answer = standing_of(facts), review(stamp=stamp(entropy=b"an answer!"))
    assert advanced(held, answer) is held
    assert standing_of([*facts, answer]) == held


def test_every_kind_of_fact_without_a_card_changes_what_holds():
    """What no field of it tells of could not be seen after a restart."""
    told = {"decisions", "plans", "mocks", "rounds"}
    assert {field.name for field in fields(Standing)} == {*told, "latest"}
    assert all("card" in kind.__dataclass_fields__ for kind in KINDS)


@given(standing_logs())
def test_the_latest_place_is_that_of_the_last_fact_that_counts(facts):
    held = standing_of(facts)
    places = [came_about(fact) for fact in facts if isinstance(fact, KINDS)]
    assert held.latest == EMPTY.latest or held.latest in places
