"""Answers that were given back are found by the few undos, however long the log is."""

import os

import pytest
from collections_on_disk import deck, opened
from databases import SERVER
from sqlalchemy import event

from flashcards.storage.database.engine import reading
from flashcards.storage.log.acts import answers_given_back


@pytest.mark.skipif(SERVER in os.environ, reason="how SQLite goes about it")
def test_the_log_is_not_looked_through(tmp_path):
    deck(tmp_path)
    asked = []
    with opened(tmp_path) as collection, reading(collection.engine) as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
        assert answers_given_back(connection) == frozenset()
        statement, parameters = asked[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert plan
    assert not [step for *_, step in plan if step.startswith("SCAN")]
