"""The log in the database: appended to, never changed."""

import json
from datetime import timedelta

import pytest
from collections_on_disk import MORNING
from databases import database_at
from histories import CARD, days, histories, review, stamp
from hypothesis import given
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Introduced, Reset, Review, Said, Suspended, series_of
from flashcards.core.log.collection_facts import Adopted, BreakSet, DeadlineRemoved, DeadlineSet
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import union
from flashcards.core.log.record import fact_of, fact_of_record, record
from flashcards.core.log.stamp import MachineId, tick
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.replay import played, replay
from flashcards.core.standing import KINDS
from flashcards.errors.databases import DatabaseFailure
from flashcards.storage.database.engine import open_database, reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.acts import latest_act
from flashcards.storage.log.outranked import settle_outranked
from flashcards.storage.log.review_series import cards_besides_reviews, courses, courses_and_acts
from flashcards.storage.log.undos import MOVING


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_database(database_at(tmp_path_factory.mktemp("log") / "flash.db"))
    yield engine
    engine.dispose()


def test_facts_come_back_as_they_went(engine):
    @given(histories())
    def come_back(facts):
        with reading(engine) as connection:  # rolled back: the next example starts anew
            log.append(connection, facts)
            assert log.facts_of(connection, CARD) == union(facts)
            assert list(log.all_facts(connection)) == union(facts)

    come_back()


def test_a_course_is_what_the_reviews_come_to_and_facts_that_do_more_than_move_are_told(engine):
    @given(histories())
    def are_told(facts):
        with reading(engine) as connection:
            log.append(connection, facts)
            reviews = [fact for fact in union(facts) if isinstance(fact, Review)]
            assert list(courses(connection)) == ([series_of(reviews)] if reviews else [])
            simple = (Review, Introduced, Said, *MOVING)
            besides = any(not isinstance(fact, simple) for fact in facts)
            assert cards_besides_reviews(connection) == ({CARD} if besides else set())

    are_told()


def test_answers_and_what_moved_a_card_play_as_its_facts_replay(engine):
    @given(histories())
    def play(facts):
        simple = (Review, Introduced, *MOVING)
        there = [f for f in facts if isinstance(f, simple) and not isinstance(f, Reset)]
        with reading(engine) as connection:
            log.append(connection, there)
            settle_outranked(connection)
            if not cards_besides_reviews(connection):
                made = [played(*one[1:], Policy()) for one in courses_and_acts(connection)]
                assert (made or [Schedule()]) == [replay(there, Policy())]

    play()


def test_cards_are_played_each_with_its_own_answers_and_acts(engine):
    first, second, third = CardId("a"), CardId("b"), CardId("c")
    with reading(engine) as connection:
        stamps = [stamp(entropy=bytes([n]) * 10) for n in range(2)]
        cards = second, third
        answers = [review(card=c, stamp=s) for c, s in zip(cards, stamps, strict=True)]
        marks = stamp(entropy=b"7" * 10), stamp(entropy=b"8" * 10)
        moved = [Suspended(marks[0], first), Suspended(marks[1], third)]
        log.append(connection, [*answers, *moved])
        found = courses_and_acts(connection)
        counts = [(card, bool(course), len(acts)) for card, course, acts in found]
        assert counts == [(first, False, 1), (second, True, 0), (third, True, 1)]


COLLECTION_FACTS = [
    Adopted(stamp(entropy=b"1" * 10), (0.4, 1.2), {"log_loss": 0.3}),
    DeadlineSet(stamp(entropy=b"2" * 10), days(40), ("theory",), minutes=40),
    DeadlineRemoved(stamp(entropy=b"3" * 10), tags=("exam",)),
    BreakSet(stamp(entropy=b"4" * 10), days(3), days(9)),
    Undo(stamp(entropy=b"5" * 10), None, stamp(entropy=b"4" * 10).id),
]


def test_facts_of_the_collection_come_back_as_they_went(engine):
    with reading(engine) as connection:
        log.append(connection, [*COLLECTION_FACTS, review()])
        assert log.collection_facts(connection, KINDS) == COLLECTION_FACTS
        assert log.collection_facts(connection, (BreakSet,)) == COLLECTION_FACTS[3:]
    assert [fact_of_record(json.loads(json.dumps(record(f)))) for f in COLLECTION_FACTS] == (
        COLLECTION_FACTS
    )


def test_facts_of_later_versions_are_kept(engine):
    later = [
        fact_of("review", stamp(entropy=b"1" * 10), {"card": CARD, "mood": "bright"}, version=2),
        fact_of("sighed", stamp(entropy=b"2" * 10), {"depths": [1, 2]}),
    ]
    with reading(engine) as connection:
        log.append(connection, later)
        assert union(log.all_facts(connection)) == union(later)


@pytest.mark.parametrize("statement", ["UPDATE facts SET rating = 4", "DELETE FROM facts"])
def test_facts_cannot_be_changed_or_deleted(engine, statement):
    with reading(engine) as connection:
        log.append(connection, [review()])
        with pytest.raises(IntegrityError, match="facts are never"):
            connection.execute(text(statement))


def test_a_fact_cannot_be_replaced_and_comes_once(engine):
    columns = "(id, kind, version, machine, at, clock)"
    with reading(engine) as connection:
        log.append(connection, [review()])
        is_sqlite = engine.dialect.name == "sqlite"
        replace = "OR REPLACE " if is_sqlite else ""
        update = "" if is_sqlite else " ON CONFLICT (id) DO UPDATE SET kind = 'x'"
        insert = f"INSERT {replace}INTO facts {columns} SELECT id, 'x', 1, 'x', 0, 0 FROM facts"  # noqa: S608
        connection.execute(text(insert + update))
        log.append(connection, [review()])
        assert log.facts_of(connection, CARD) == [review()]


def test_a_change_of_facts_is_told_as_a_sentence(engine):
    with writing(engine) as connection:
        log.append(connection, [review(stamp=stamp(entropy=b"k" * 10), card="kept")])
    with pytest.raises(DatabaseFailure, match="facts are never deleted"), writing(engine) as told:
        told.execute(text("DELETE FROM facts WHERE card_id = 'kept'"))
    with reading(engine) as connection:
        assert log.fact_count(connection) == 1


def test_stamps_follow_all_that_was_read_even_from_a_clock_ahead(engine):
    with reading(engine) as connection:
        ahead = tick(0, MORNING + timedelta(days=365 * 40))
        log.append(connection, [Suspended(stamp(clock=ahead, machine="there"), CARD)])
        stamps = log.stamps(connection, MORNING)
        first, second = next(stamps), next(stamps)
    assert ahead < first.clock < second.clock
    assert first.at == second.at == MORNING
    assert first.id != second.id


def test_the_latest_act_is_this_machines_and_not_undone(engine):
    with reading(engine) as connection:
        here = log.machine(connection)

        def act(clock, entropy, machine):
            return Suspended(stamp(clock=clock, entropy=entropy * 10, machine=machine), "acts")

        first, second = act(1, b"a", here), act(2, b"b", here)
        foreign = act(3, b"c", MachineId("there"))
        log.append(connection, [second, first, foreign])
        assert latest_act(connection) == second
        undo = Undo(stamp(clock=4, entropy=b"d" * 10, machine=here), "acts", second.stamp.id)
        log.append(connection, [undo])
        assert latest_act(connection) == first
        undo = Undo(stamp(clock=5, entropy=b"e" * 10, machine=here), "acts", first.stamp.id)
        log.append(connection, [undo])
        assert latest_act(connection) is None
