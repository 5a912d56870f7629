"""The facts: their order, their union, and what counts."""

import uuid
from datetime import UTC, datetime, timedelta

from histories import BEGIN, CARD, histories, review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.facts import Undo
from flashcards.core.log.order import counting, order, union
from flashcards.core.log.stamp import fact_id, tick
from flashcards.core.rating import Rating, rating_of_score

INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


@given(histories(writer=1), histories(writer=2), histories(writer=3))
def test_union_is_commutative_associative_and_idempotent(one, two, three):
    assert union(one, two) == union(two, one)
    assert union(union(one, two), three) == union(one, union(two, three))
    assert union(one, one) == union(one)


@given(histories())
def test_the_order_is_total_and_by_instant_then_clock_then_id(facts):
    ordered = union(facts)
    assert [order(fact) for fact in ordered] == sorted({order(fact) for fact in facts})


@given(histories(), st.randoms(use_true_random=False))
def test_an_undo_counts_whichever_arrives_first(facts, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    undone = {fact.undoes for fact in facts if isinstance(fact, Undo)}
    assert counting(shuffled) == counting(facts)
    assert all(fact.stamp.id not in undone for fact in counting(facts))


def test_two_answers_at_one_instant_keep_the_order_of_their_clock():
    first = review(Rating.AGAIN, stamp=stamp(clock=7, entropy=b"z" * 10))
    second = review(Rating.EASY, stamp=stamp(clock=8, entropy=b"a" * 10))
    assert union([second, first]) == [first, second]


@given(st.integers(0, 2**62), INSTANTS)
def test_the_logical_clock_runs_forward_even_where_the_real_one_goes_back(latest, now):
    assert tick(latest, now) > latest
    assert tick(latest, now) >= int(now.timestamp() * 1000) << 16


@given(INSTANTS, st.binary(min_size=10, max_size=10))
def test_a_fact_id_is_a_uuid_of_version_7_that_holds_the_instant(now, entropy):
    made = uuid.UUID(fact_id(now, entropy))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(now.timestamp() * 1000)


def test_fact_ids_of_one_instant_differ_by_their_entropy():
    ids = {fact_id(BEGIN, bytes([n] * 10)) for n in range(256)}
    assert len(ids) == 256
    assert fact_id(BEGIN, bytes(10)) < fact_id(BEGIN + timedelta(milliseconds=1), bytes(10))


def test_a_self_assessments_scores_count_as_ratings():
    ratings = [rating_of_score(score).name for score in range(1, 6)]
    assert ratings == ["AGAIN", "AGAIN", "HARD", "GOOD", "EASY"]


def test_a_fact_belongs_to_a_card():
    assert review().card == CARD
