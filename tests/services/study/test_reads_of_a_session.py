"""What a session asks the database up to its first grade does not grow with cards or the log."""

import os
import sqlite3
from contextlib import closing

import pytest
from collections_on_disk import at, deck, opened
from databases import SERVER
from sqlalchemy import event

from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import start
from flashcards.storage.database import kept_row

pytestmark = pytest.mark.skipif(SERVER in os.environ, reason="how SQLite goes about it")

GROWING = ("SCAN cards", "SCAN facts", "SCAN schedules")


def steps(connection, statement, parameters):
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    return [step for *_, step in rows]


def test_a_session_looks_through_no_table_of_cards_or_answers(tmp_path):
    deck(tmp_path)
    asked = []
    with opened(tmp_path) as collection:
        event.listen(
            collection.engine, "before_cursor_execute", lambda *call: asked.append(call[2:4])
        )
        live = LiveSession.of(collection, at, start(collection, at(), ReviewOptions()))
        live.reveal()
        database = collection.engine.url.database
    with closing(sqlite3.connect(database)) as connection:
        plans = [
            (statement, steps(connection, statement, parameters))
            for statement, parameters in asked
            if statement.startswith("SELECT")
        ]
        state = steps(connection, kept_row._STATE, ())
    assert len(plans) > 9
    assert not [(asked, step) for asked, done in plans for step in done if step in GROWING]
    assert not [step for step in state if step.startswith(GROWING)]
