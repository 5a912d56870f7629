"""How long an answer takes: revealed, foretold, graded, durable, and the next question there."""

import shutil
from contextlib import closing
from datetime import timedelta
from itertools import count

import pytest
from benchmarks.measuring import Result, Trial, medians_in_turn
from benchmarks.raw import connected, insertion
from benchmarks.synthetic import LARGE, MOMENT

from flashcards.core.card import CardId
from flashcards.core.settings import Settings
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.place import Place
from flashcards.services.study import session as service
from flashcards.services.study.live_session import LiveSession
from flashcards.storage.database.engine import open_database, sqlite_url

_ROUNDS = 51
_TARGET = 4
_SEEN = "SELECT card_id FROM schedules WHERE state = 'review' ORDER BY due_on, card_id LIMIT 100"


def test_an_answer_costs_little_more_than_its_commit(benchmark, databases, report):
    ours, raw = databases
    with closing(connected(raw)) as connection:
        cards = [CardId(card) for (card,) in connection.execute(_SEEN)]
        commit = raw_commit(connection, cards)
        engine = open_database(sqlite_url(ours))
        graded = grading(Collection(Place(ours.parent), engine, Settings()), cards)
        took, yardstick = medians_in_turn(benchmark, graded, commit, rounds=_ROUNDS)
        engine.dispose()
    name = f"one answer with reveal, previews and next question, durable, {LARGE.cards:,} cards"
    report(Result(name, took, yardstick, "the same rows in one raw commit", _TARGET))


@pytest.fixture
def databases(collection_of, tmp_path):
    """Two copies of the large collection's database."""
    source = collection_of(LARGE) / ".flash" / "flash.db"
    return [shutil.copy(source, tmp_path / name) for name in ("ours.db", "raw.db")]


def grading(collection, cards):
    """Each time another card, a second later, revealed and graded by the program."""
    seconds = count()

    def clock():
        return Moment(MOMENT.now + timedelta(seconds=next(seconds)), MOMENT.zone)

    live = LiveSession.of(collection, clock, service.asking(collection, clock(), cards))

    def once():
        live.reveal()
        live.grade(3)

    return Trial(once)


def raw_commit(connection, cards):
    """Each time another card's last fact under a new id, and its schedule, written by sqlite3."""
    numbers = count()

    def the_next():
        card = cards[next(numbers)]
        fact = connection.execute(
            "SELECT * FROM facts WHERE card_id = ? ORDER BY at DESC", [card]
        ).fetchone()
        schedule = connection.execute(
            "SELECT * FROM schedules WHERE card_id = ?", [card]
        ).fetchone()
        return card, (f"again-{fact[0]}", *fact[1:]), schedule

    return Trial(lambda *rows: _write(connection, *rows), the_next)


def _write(connection, card, fact, schedule):
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(insertion("facts", fact), fact)
    connection.execute("DELETE FROM schedules WHERE card_id = ?", [card])
    connection.execute(insertion("schedules", schedule), schedule)
    connection.execute("UPDATE cards SET new = 0 WHERE id = ?", [card])
    connection.execute("COMMIT")
