"""What the version before let in is mended when its database is opened, of either kind."""

from datetime import timedelta

import pytest
from collections_on_disk import MORNING
from databases import WITHOUT_0006, database_at
from histories import CARD, review, stamp
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from flashcards.core.log.card_facts import Suspended
from flashcards.core.log.facts import Undo, Unknown
from flashcards.core.log.stamp import clock_at
from flashcards.core.rating import Rating
from flashcards.storage.database import properties
from flashcards.storage.database.engine import open_database, reading, writing
from flashcards.storage.database.tables import facts
from flashcards.storage.log import log
from flashcards.storage.log.rows import row_of

POISON = 2**63 - 2**32


def as_the_version_before_left_it(place, rows, said=()):
    """A database of schema 0003 with rows of facts."""
    engine = open_database(place)
    with writing(engine) as connection:
        connection.execute(insert(facts), rows)
        for key, value in said:
            properties.say(connection, key, value)
        for statement in (*WITHOUT_0006, "DROP TABLE standing"):
            connection.execute(text(statement))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    engine.dispose()


@pytest.fixture
def place(tmp_path):
    return database_at(tmp_path / "flash.db")


def stamped(number, clock, seconds=0):
    at = MORNING + timedelta(seconds=seconds)
    return stamp(at, clock, entropy=bytes([number]) * 10)


def test_absurd_clocks_become_those_of_their_instants_and_keep_their_order(place):
    known = [review(Rating.GOOD, stamp=stamped(1, clock_at(MORNING)))]
    known += [Suspended(stamped(2, 2**62, 2), CARD)]
    known += [review(Rating.HARD, stamp=stamped(3 + n, POISON + n, 9 + n // 2)) for n in range(4)]
    said = [("policy", "as it was"), ("log", "[]"), ("machine", "here")]
    as_the_version_before_left_it(place, [row_of(fact) for fact in known], said)
    engine = open_database(place)
    with reading(engine) as connection:
        clocks = dict(connection.execute(select(facts.c.id, facts.c.clock)).all())
        found = {fact.stamp.id: fact.stamp.clock for fact in log.all_facts(connection)}
        assert (properties.said(connection, "policy"), properties.said(connection, "log")) == (
            None,
            None,
        )
        assert properties.said(connection, "machine") == "here"
        with pytest.raises(IntegrityError, match="facts are never"):
            connection.execute(text("UPDATE facts SET rating = 4"))
    assert clocks == found
    ordered = [clocks[fact.stamp.id] for fact in known]
    assert ordered == sorted(set(ordered))
    assert ordered[-1] < clock_at(MORNING + timedelta(minutes=1)) + 2**33
    engine.dispose()


def test_what_named_a_fact_and_is_no_undo_does_not_take_it_back_any_more(place):
    first, second, third = (review(stamp=stamped(n, n)) for n in (1, 2, 3))
    later = [
        Unknown(stamped(4, 4), "undo", CARD, {"undoes": first.stamp.id, "mood": "bright"}, 2),
        Unknown(stamped(5, 5), "undo", CARD, {"undoes": second.stamp.id, "mood": "bright"}),
    ]
    rows = [row_of(fact) for fact in (first, second, third)]
    rows += [row_of(fact) | {"undoes": fact.body["undoes"]} for fact in later]
    rows.append(row_of(Undo(stamped(6, 6), CARD, third.stamp.id)))
    as_the_version_before_left_it(place, rows)
    engine = open_database(place)
    with reading(engine) as connection:
        assert [undone for _, undone in log.all_reviews(connection)] == [False, False, True]
    engine.dispose()


def test_a_log_that_is_sound_is_left_as_it_is(place):
    said = [("policy", "as it was"), ("log", "[]")]
    as_the_version_before_left_it(place, [row_of(review())], said)
    engine = open_database(place)
    with reading(engine) as connection:
        assert (properties.said(connection, "policy"), properties.said(connection, "log")) == (
            "as it was",
            "[]",
        )
        assert list(log.all_facts(connection)) == [review()]
    engine.dispose()
