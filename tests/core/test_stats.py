"""Figures from reviews."""

from datetime import date, timedelta

from histories import review

from flashcards.core.log import Rating
from flashcards.core.pace import Pace, counted_ms
from flashcards.core.stats import Tally, examined, periods_of

DUE = date(2026, 1, 20)


def test_true_retention_counts_only_cards_that_were_in_review():
    reviews = [
        review(Rating.AGAIN),  # new: not tested
        review(Rating.GOOD, due_on=DUE),  # graduates: not tested
        review(Rating.AGAIN),  # tested and failed
        review(Rating.GOOD, due_on=DUE),  # relearning: not tested
        review(Rating.HARD, due_on=DUE),  # tested and kept
        review(Rating.GOOD, due_on=DUE, card="other"),  # another card, new
    ]
    tally = Tally()
    for one in examined(reviews):
        tally.add(one, None)
    assert (tally.reviews, tally.tested, tally.kept, len(tally.cards)) == (6, 2, 1, 2)
    assert tally.true_retention == 0.5


def test_nothing_tested_is_no_retention():
    assert Tally().true_retention is None


def test_periods_go_back_in_study_days_from_today():
    today = date(2026, 1, 31)
    ago = {days: list(periods_of(today - timedelta(days=days), today)) for days in (0, 6, 7, 30)}
    assert ago == {
        0: ["today", "week", "month", "all"],
        6: ["week", "month", "all"],
        7: ["month", "all"],
        30: ["all"],
    }
    assert list(periods_of(today + timedelta(days=1), today)) == ["all"]


def test_an_answer_counts_for_a_minute_at_most_or_twice_its_limit():
    assert counted_ms(59_000, None) == 59_000
    assert counted_ms(600_000, None) == 60_000
    assert counted_ms(600_000, 120) == 240_000
    assert counted_ms(50_000, 10) == 50_000


def test_minutes_are_tallied_as_counted():
    tally = Tally()
    for one in examined([review(duration_ms=90_000), review(duration_ms=None)]):
        tally.add(one, None)
    assert tally.minutes == 1.0


def test_the_pace_is_guessed_until_there_are_twenty_answers():
    assert Pace.of([1_000] * 19) == Pace()
    assert Pace.of([1_000, 3_000] * 10).answer_ms == 2_000
    assert Pace().minutes(10, 20) == 25
    assert Pace().minutes(0, 0) == 0
