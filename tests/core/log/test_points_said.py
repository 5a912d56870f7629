"""Points that were said belong to an answer, and to whatever says it anew."""

from dataclasses import replace

from histories import CARD, histories, review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.anew import said_anew
from flashcards.core.log.card_facts import Review, Said
from flashcards.core.log.lineage import history
from flashcards.core.log.order import counting
from flashcards.core.log.points_said import answer_key, points_said
from flashcards.core.log.record import fact_of_record, record
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy
from flashcards.core.scheduling.replay import replay


def of_each(facts):
    """The points said with each answer, by its id."""
    keys = {fact.stamp.id: answer_key(fact) for fact in facts if isinstance(fact, Review)}
    told = points_said((fact for fact in facts if isinstance(fact, Said)), keys)
    return {id_: told[key].points for id_, key in keys.items() if key in told}


@given(histories(), st.randoms())
def test_what_holds_depends_on_no_order_and_a_schedule_on_nothing_that_was_said(facts, chance):
    """Laws 1 and 2; a version that does not know the kind keeps it, and schedules alike."""
    shuffled = [*facts, *facts]
    chance.shuffle(shuffled)
    assert of_each(shuffled) == of_each(facts)
    as_unknown = [
        fact_of_record(record(fact) | {"version": 2}) if isinstance(fact, Said) else fact
        for fact in facts
    ]
    without = [fact for fact in facts if not isinstance(fact, Said)]
    schedule = replay(counting(facts), Policy())
    assert schedule == replay(counting(as_unknown), Policy()) == replay(counting(without), Policy())


@given(st.sets(st.integers(1, 9)), st.sampled_from(Rating))
def test_points_follow_an_answer_that_is_said_anew_at_another_instant_with_another_grade(
    points, grade
):
    given_answer = review()
    told = Said(stamp(clock=9**12), CARD, given_answer.stamp.id, tuple(points), 9)
    anew = said_anew(given_answer, "undo", rating=grade)
    later = replace(anew, stamp=replace(anew.stamp, at=stamp().at.replace(year=2025)))
    assert of_each([given_answer, told, anew, later]) == {
        given_answer.stamp.id: tuple(points),
        anew.stamp.id: tuple(points),
    }


def test_a_closed_edge_carries_what_was_said_with_the_answers_that_it_carries():
    answer = review()
    told = Said(stamp(clock=9**20, entropy=b"a" * 10), CARD, answer.stamp.id, (1,), 5)
    until = (answer.stamp.clock + 1, "")
    assert history({CARD: [answer, told]}, {CARD: until}) == [answer, told]


def test_of_two_facts_about_an_answer_the_later_holds_and_one_about_no_answer_says_nothing():
    one, other = review(), review(card="other", stamp=stamp(entropy=b"1234567890"))
    first = Said(stamp(clock=9**20, entropy=b"a" * 10), CARD, one.stamp.id, (1,), 5)
    last = Said(stamp(clock=9**20 + 1, entropy=b"b" * 10), CARD, one.stamp.id, (2, 3), 5)
    nobody = Said(stamp(clock=1, entropy=b"c" * 10), CARD, "nobody", (4,), 5)
    assert of_each([last, nobody, first, one, other]) == {one.stamp.id: (2, 3)}
