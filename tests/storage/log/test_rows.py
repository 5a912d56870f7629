"""Facts as rows: of every kind a row has all columns, since many go in by one statement."""

from fact_strategies import FACTS
from hypothesis import given
from hypothesis import strategies as st

from flashcards.storage.database.tables import facts
from flashcards.storage.log.rows import row_of

EVERY = st.sampled_from(sorted(FACTS, key=str)).flatmap(FACTS.__getitem__)


@given(EVERY)
def test_a_row_has_every_column(fact):
    assert set(row_of(fact)) == {column.name for column in facts.columns}
