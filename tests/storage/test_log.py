"""The log in the database: appended to, never changed."""

import pytest
from collections_on_disk import MORNING
from histories import CARD, histories, review, stamp
from hypothesis import given
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from flashcards.core.fact_record import fact_of
from flashcards.core.log import Introduced, MachineId, Suspended, Undo, union
from flashcards.errors import DatabaseFailure
from flashcards.storage import log
from flashcards.storage.database import open_database, reading, sqlite_url, writing


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    return open_database(sqlite_url(tmp_path_factory.mktemp("log") / "flash.db"))


def test_facts_come_back_as_they_went(engine):
    @given(histories())
    def come_back(facts):
        with reading(engine) as connection:  # rolled back: the next example starts anew
            log.append(connection, facts)
            assert log.facts_of(connection, CARD) == union(facts)
            assert list(log.all_facts(connection)) == union(facts)
            replayed = [fact for fact in union(facts) if not isinstance(fact, Introduced)]
            expected = {CARD: replayed} if replayed else {}
            assert dict(log.replayed_facts_by_card(connection)) == expected

    come_back()


def test_facts_of_later_versions_are_kept(engine):
    later = [
        fact_of("review", stamp(entropy=b"1" * 10), {"card": CARD, "mood": "bright"}, version=2),
        fact_of("adopted", stamp(entropy=b"2" * 10), {"parameters": [1, 2]}),
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
    with reading(engine) as connection:
        log.append(connection, [review()])
        connection.execute(
            text(
                "INSERT OR REPLACE INTO facts (id, kind, version, machine, at, clock)"
                " SELECT id, 'x', 1, 'x', 0, 0 FROM facts"
            )
        )
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
        ahead = 2**62
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
        assert log.latest_act(connection) == second
        undo = Undo(stamp(clock=4, entropy=b"d" * 10, machine=here), "acts", second.stamp.id)
        log.append(connection, [undo])
        assert log.latest_act(connection) == first
        undo = Undo(stamp(clock=5, entropy=b"e" * 10, machine=here), "acts", first.stamp.id)
        log.append(connection, [undo])
        assert log.latest_act(connection) is None
