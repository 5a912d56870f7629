"""Facts as rows: of every kind a row has all columns, since many go in by one statement."""

from fact_strategies import FACTS
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from flashcards.storage.database.tables import facts
from flashcards.storage.log.rows import driven_row, row_of

EVERY = st.sampled_from(sorted(FACTS, key=str)).flatmap(FACTS.__getitem__)
SQLITE = sqlite.dialect()


@given(EVERY)
def test_a_row_has_every_column(fact):
    assert set(row_of(fact)) == {column.name for column in facts.columns}


@given(EVERY)
def test_what_goes_past_sqlalchemy_is_what_it_would_give_the_driver(fact):
    row, given_by_it = row_of(fact), []
    for column in facts.columns:
        processed = column.type.dialect_impl(SQLITE).bind_processor(SQLITE)
        given_by_it.append(processed(row[column.name]) if processed else row[column.name])
    assert driven_row(fact) == tuple(given_by_it)
