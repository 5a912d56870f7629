"""When answers that a clock dated ahead were given, and redatings as facts."""

from datetime import timedelta

from histories import BEGIN, CARD, review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.card_facts import Redated
from flashcards.core.log.facts import Undo
from flashcards.core.log.misdated import Bounds, given_at
from flashcards.core.log.order import counting
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy
from flashcards.core.scheduling.replay import replay

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
GAPS = st.timedeltas(timedelta(0), timedelta(days=900))


@given(st.lists(GAPS, min_size=1), GAPS, st.none() | GAPS)
def test_answers_are_set_back_between_their_bounds_in_their_order(gaps, ahead, before):
    latest = BEGIN + timedelta(days=900)
    earliest = None if before is None else latest - before
    dated = [latest + DAY + ahead + gap for gap in sorted(gaps)]
    found = given_at(dated, Bounds(earliest, latest))
    assert found == sorted(found)
    assert found[-1] <= latest
    assert earliest is None or found[0] >= earliest


@given(st.lists(GAPS, min_size=1), GAPS)
def test_what_has_room_stays_as_far_apart_as_it_was_dated(gaps, ahead):
    dated = [BEGIN + ahead + DAY + gap for gap in sorted(gaps)]
    found = given_at(dated, Bounds(BEGIN - timedelta(days=2_000), BEGIN))
    assert len({at - was for at, was in zip(found, dated, strict=True)}) == 1


def test_a_year_ahead_is_a_year_ahead_and_else_the_time_of_day_stays():
    given_between = Bounds(BEGIN - timedelta(days=3), BEGIN + timedelta(days=3))
    assert given_at([BEGIN + YEAR], given_between) == [BEGIN]
    assert given_at([BEGIN + 2 * YEAR + DAY], given_between) == [BEGIN + DAY]
    assert given_at([BEGIN + 40 * DAY], given_between) == [BEGIN + 3 * DAY]
    leap = BEGIN.replace(year=2028, month=2, day=29)
    march, february = BEGIN.replace(month=3), BEGIN.replace(month=2, day=28)
    assert given_at([leap], Bounds(None, march)) == [february]


def test_what_has_no_room_for_whole_days_is_set_back_by_less():
    hour = timedelta(hours=1)
    dated = [BEGIN + 40 * DAY, BEGIN + 40 * DAY + 2 * hour]
    close = Bounds(BEGIN + 5 * hour, BEGIN + 8 * hour)
    assert given_at(dated, close) == [BEGIN + 6 * hour, BEGIN + 8 * hour]
    closer = Bounds(BEGIN + 7 * hour, BEGIN + 8 * hour)
    assert given_at(dated, closer) == [BEGIN + 7 * hour, BEGIN + 8 * hour]
    assert given_at(dated, Bounds(BEGIN + DAY, BEGIN)) == [BEGIN + DAY, BEGIN + DAY]


def redated(number, fact, at, card=CARD):
    made = stamp(clock=fact.stamp.clock + number, entropy=bytes([number]) * 10)
    return Redated(made, card, fact.stamp.id, at, at.date())


def test_the_last_redating_of_an_answer_counts_until_it_is_undone():
    ahead = review(Rating.GOOD, BEGIN + YEAR)
    first, second = redated(1, ahead, BEGIN + DAY), redated(2, ahead, BEGIN)
    other = redated(3, ahead, BEGIN - DAY, card="1" * 32)
    facts = [second, ahead, other, first]
    (answer,) = counting(facts)
    assert (answer.stamp.at, answer.studied_on) == (BEGIN, BEGIN.date())
    undo = Undo(stamp(entropy=bytes([9]) * 10), CARD, second.stamp.id)
    (answer,) = counting([*facts, undo])
    assert answer.stamp.at == BEGIN + DAY


def test_a_redated_answer_is_replayed_as_if_it_had_been_given_then():
    policy = Policy(learning_steps=())
    before, after = review(Rating.GOOD, BEGIN), review(Rating.GOOD, BEGIN + 9 * DAY)
    wrong = review(Rating.GOOD, BEGIN + YEAR, stamp=stamp(BEGIN + YEAR, entropy=bytes([1]) * 10))
    right = review(Rating.GOOD, BEGIN + 3 * DAY, stamp=stamp(BEGIN + 3 * DAY))
    told = redated(2, wrong, BEGIN + 3 * DAY)
    assert replay([before, wrong, after, told], policy) == replay([before, right, after], policy)
