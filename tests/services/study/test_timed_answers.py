"""Answers that have a limit: what is kept of their time, and what statistics say of it."""

from datetime import timedelta

import pytest
from collections_on_disk import at, deck, ids, opened, reviews
from sqlalchemy import insert

from flashcards.core.statistics.limits import KeptLimits
from flashcards.core.study.session import revealed
from flashcards.core.study_day import Moment
from flashcards.errors.log import UnreadableFact
from flashcards.services.decks.show import history
from flashcards.services.log.undo import undo
from flashcards.services.statistics.stats import stats
from flashcards.services.study import session as service
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.cram import cram
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.tables import facts
from flashcards.storage.log.log import stamps

TIMED = "---\narea: theory\nlimit: 2m\n---\nQ: one?\nA: 1\n\nQ: two?\nA: 2\n"
SKILL = "---\ncards: self-assessment\nlimit: 2m\narea: theory\n---\n- Ridge — derive it\n"


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path, TIMED)
    with opened(tmp_path) as collection:
        yield collection


def seconds(count):
    """So long after the first morning."""
    return Moment(at().now + timedelta(seconds=count), at().zone)


def answered(collection, *, reveal, grade):
    """The first card, revealed (or not) and graded so many seconds after it appeared."""
    session = service.start(collection, at(), ReviewOptions())
    if reveal is not None:
        session = revealed(session, seconds(reveal).now)
    service.grade(collection, seconds(grade), session, 3)
    return reviews(collection)[-1]


def test_a_session_keeps_the_limit_the_time_to_the_reveal_and_that_to_the_grade(collection):
    review = answered(collection, reveal=100, grade=150)
    assert (review.limit_s, review.revealed_ms, review.duration_ms) == (120, 100_000, 150_000)


def test_a_card_graded_without_a_reveal_has_no_time_of_one(collection):
    review = answered(collection, reveal=None, grade=10)
    assert (review.limit_s, review.revealed_ms, review.duration_ms) == (120, None, 10_000)


def test_a_clock_that_goes_back_measures_nothing(collection):
    review = answered(collection, reveal=-5, grade=-60)
    assert (review.revealed_ms, review.duration_ms) == (0, 0)


def test_a_card_without_a_limit_keeps_no_time_of_a_reveal(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        review = answered(collection, reveal=3, grade=9)
        assert (review.limit_s, review.revealed_ms, review.duration_ms) == (None, None, 9_000)


def test_an_answer_from_outside_had_the_limit_only_if_it_was_timed(collection):
    first, second = ids(collection)
    assert answer(collection, at(), first, Grade(3, 1_000)).review.limit_s == 120
    assert answer(collection, at(), second, Grade(3)).review.limit_s is None
    with reading(collection.engine):
        (row, *_) = history(collection, service_known(collection, first))
    assert (row.limit_s, row.revealed_ms, row.note) == (120, None, "")


def service_known(collection, card):
    """The card with that id."""
    from flashcards.services.log.append import card_named

    with reading(collection.engine) as connection:
        return card_named(connection, card)


def test_statistics_say_how_many_questions_were_answered_in_time(collection):
    first, second = ids(collection)
    assert stats(collection, at()).limits == ()
    answer(collection, at(), first, Grade(3, 130_000))
    answer(collection, at(days=1), first, Grade(3, 150_000, revealed_ms=110_000))
    answer(collection, at(days=1), second, Grade(3, 150_000, revealed_ms=120_001))
    assert stats(collection, at(days=2)).limits == (KeptLimits("theory", 120, 2, 1, 3, 1),)
    undo(collection, at(days=2))
    assert stats(collection, at(days=2)).limits == (KeptLimits("theory", 120, 1, 1, 2, 1),)


def test_practice_and_skills_are_no_timed_questions(tmp_path):
    deck(tmp_path, SKILL)
    deck(tmp_path, TIMED, "timed.md")
    with opened(tmp_path) as collection:
        skill, first, _ = ids(collection)
        answer(collection, at(), skill, Grade(5, 1_000))
        cram(collection, at(), first, Grade(3, 1_000))
        assert stats(collection, at()).limits == ()


def test_a_question_keeps_its_times_when_it_is_edited_and_loses_them_when_it_is_gone(tmp_path):
    deck(tmp_path, TIMED)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3, 1_000))
    deck(tmp_path, TIMED.replace("A: 1", "A: 1, that is"))
    with opened(tmp_path) as collection:
        assert stats(collection, at()).limits == (KeptLimits("theory", 120, 1, 1, 1, 1),)
    deck(tmp_path, "nothing\n")
    with opened(tmp_path) as collection:
        assert stats(collection, at()).limits == ()


@pytest.mark.parametrize("body", ["[1]", "{", "7"])
def test_a_row_that_somebody_changed_is_named(collection, body):
    (card, _) = ids(collection)
    answer(collection, at(), card, Grade(3, 1_000))
    with writing(collection.engine) as connection:
        row = connection.execute(facts.select().where(facts.c.kind == "review")).one()
        stamp = next(stamps(connection, at().now))
        changed = {**row._mapping, "id": stamp.id, "body": body}
        connection.execute(insert(facts), [changed])
    with pytest.raises(UnreadableFact):
        stats(collection, at())


def test_a_note_alone_is_no_limit(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3, 1_000, note="half of it"))
        assert reviews(collection)[0].note == "half of it"
        assert stats(collection, at()).limits == ()
