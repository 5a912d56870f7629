"""The log as evidence: study days, scored reviews, bins, resets."""

from datetime import timedelta

from histories import BEGIN, review, stamp
from hypothesis import given
from hypothesis import strategies as st
from learned import learned

from flashcards.core.fitting.evidence import answered, bin_of, evidence_of
from flashcards.core.fitting.evidence import evidence as evidence_in
from flashcards.core.rating import Rating

DAY = timedelta(days=1)


def evidence(reviews, resets=None):
    """What the reviews say."""
    return evidence_in(map(answered, reviews), resets)


def given_on(*days, card="a", ratings=None):
    """Answers, Good unless said, so many days after the first morning."""
    graded = zip(days, ratings or [Rating.GOOD] * len(days), strict=True)
    return [review(rating, BEGIN + day * DAY, card=card) for day, rating in graded]


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_the_order_in_which_histories_are_given_is_irrelevant(random, cards):
    known = evidence(learned([str(number) for number in range(cards)], 4))
    shuffled = random.sample(known.histories, len(known.histories))
    assert evidence_of(shuffled) == known


def test_scored_reviews_are_in_the_order_of_the_log():
    reviews = sorted(given_on(0, 2, 9) + given_on(1, 3, 4, card="b"), key=lambda r: r.studied_on)
    known = evidence(reviews)
    assert list(known.places) == [2, 3, 4, 5]
    found = zip(known.owners, known.indices, strict=True)
    assert [known.histories[owner].elapsed_days[index] for owner, index in found] == [2, 2, 1, 7]
    assert [known.before(place) for place in (0, 2, 3, 6)] == [0, 0, 1, 4]


def test_the_first_answer_and_those_of_the_same_study_day_are_not_scored():
    known = evidence(given_on(0, 0, 3, 3, 4))
    assert (known.reviews, list(known.indices)) == (2, [2, 4])
    assert list(known.histories[0].elapsed_days) == [0, 0, 3, 0, 1]


def test_study_days_count_and_not_hours():
    late = review(at=BEGIN.replace(hour=23))
    early = review(at=BEGIN.replace(hour=5) + DAY)
    assert list(evidence([late, early]).histories[0].elapsed_days) == [0, 1]


def test_elapsed_days_are_never_negative():
    days = evidence(given_on(0, 5, 3, 6)).histories[0].elapsed_days
    assert list(days) == [0, 5, 0, 1]


def test_all_but_again_is_recalled():
    known = evidence(given_on(0, 1, 2, 3, 4, ratings=[3, 1, 2, 3, 4]))
    assert list(known.recalled) == [0, 1, 1, 1]


def test_what_came_about_before_a_reset_is_a_history_of_its_own():
    reviews = [review(at=BEGIN + n * DAY, stamp=stamp(BEGIN + n * DAY, clock=n)) for n in range(5)]
    known = evidence(reviews, {reviews[0].card: [(2, "\x7f")]})
    assert [list(history.places) for history in known.histories] == [[0, 1, 2], [3, 4]]
    assert [list(history.elapsed_days) for history in known.histories] == [[0, 1, 1], [0, 1]]
    assert known.reviews == 3
    assert evidence(reviews).reviews == 4


def test_nothing_is_no_evidence():
    assert evidence([]).reviews == 0
    assert evidence(given_on(0, 0, 0)).reviews == 0


def test_bins_are_those_of_the_benchmark():
    """Powers of 3.62 days, of 1.89 reviews plus one, and of 1.73 lapses; none is a bin alone."""
    assert len({bin_of(days, 1, 0) for days in (1, 2, 3)}) == 1
    assert len({bin_of(days, 1, 0) for days in (3, 4, 13, 14)}) == 3
    assert len({bin_of(1, reviews, 0) for reviews in (1, 2)}) == 1
    assert len({bin_of(1, reviews, 0) for reviews in (2, 3, 5, 6)}) == 3
    assert len({bin_of(1, 9, lapses) for lapses in (0, 1, 2, 3, 4, 5)}) == 4


def test_a_lapse_counts_from_the_next_review_on_and_only_a_scored_one():
    known = evidence(given_on(0, 0, 1, 2, 3, ratings=[1, 1, 1, 3, 3]))
    assert list(known.bins) == [bin_of(1, 1, 0), bin_of(1, 2, 1), bin_of(1, 3, 1)]


def test_a_review_of_an_age_to_come_is_evidence_like_any():
    assert list(evidence(given_on(0, 2_000_000)).histories[0].elapsed_days) == [0, 2_000_000]
