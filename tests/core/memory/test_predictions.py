"""What the model foretells of answers."""

from datetime import timedelta

import pytest
from histories import BEGIN, histories, review
from hypothesis import given

from flashcards.core.log.card_facts import Review
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.memory.predictions import predictions
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.replay import advance, retrievability

MODEL = Model()


def foretold_of(answers):
    ratings = [int(one.rating) for one in answers]
    return predictions(ratings, [one.studied_on.toordinal() for one in answers], MODEL)


@given(histories())
def test_recall_is_foretold_as_the_schedule_would_have(history):
    schedule = Schedule()
    answers = [f for f in history if isinstance(f, Review)]
    for answer, recall in zip(answers, foretold_of(answers).recalls, strict=True):
        day = answer.studied_on
        if recall is None:
            assert schedule.last_studied_on is None or day <= schedule.last_studied_on
        else:
            expected = retrievability(schedule, day, Policy())
            assert recall == pytest.approx(expected, abs=2e-3)
        schedule = advance(schedule, answer, Policy())


def test_the_first_answer_and_later_ones_of_a_day_are_not_foretold():
    answers = [
        review(Rating.GOOD),
        review(Rating.GOOD, BEGIN + timedelta(minutes=10)),
        review(Rating.GOOD, BEGIN + timedelta(days=2)),
        review(Rating.GOOD, BEGIN + timedelta(days=1)),
    ]
    foretold = foretold_of(answers)
    assert [recall is None for recall in foretold.recalls] == [True, True, False, True]
    assert foretold.elapsed_days == [0, 0, 2, 0]
    assert len(foretold.stabilities) == len(answers)


def test_nothing_is_foretold_of_no_answers():
    assert foretold_of([]) == ((), (), ())
