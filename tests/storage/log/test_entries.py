"""Plain answers come into the log as rows; what they come to is what their facts would."""

import pytest
from fact_strategies import FACTS
from histories import review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.card_facts import Review
from flashcards.core.log.line import fact_on, text_of
from flashcards.core.log.stamp import CREDIBLE
from flashcards.storage.database.engine import open_database, sqlite_url, writing
from flashcards.storage.log.entries import PlainAnswer, all_entries, answer_on, unite
from flashcards.storage.log.log import all_facts

CHANGES = st.lists(
    st.tuples(st.integers(0, 10**4), st.sampled_from('0159-{}":,\\ TZ\n\x00é\ud800')), max_size=2
)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A database in which each test leaves nothing."""
    engine = open_database(sqlite_url(tmp_path_factory.mktemp("log") / "flash.db"))
    yield engine
    engine.dispose()


class NotKept(Exception):
    """What was written is taken back."""


def told(engine, entries, read=all_facts):
    """What a log that takes in the entries says then."""
    found = []
    with pytest.raises(NotKept), writing(engine) as connection:
        unite(connection, entries)
        found += read(connection)
        raise NotKept
    return found


@given(facts=st.lists(st.sampled_from(list(FACTS)).flatmap(FACTS.get), max_size=5))
def test_lines_and_rows_come_to_the_same_with_facts_in_between_and_without(database, facts):
    lines = [f"{text_of(fact)}\n".encode() for fact in facts]
    once = told(database, facts)
    assert told(database, [answer_on(line) or fact_on(line) for line in lines]) == once
    entries = told(database, facts, all_entries)
    assert told(database, entries) == once
    assert {type(one) for one in entries} - {PlainAnswer} == {type(f) for f in once if rare(f)}


def rare(fact):
    """Whether a fact is more than a plain answer."""
    is_plain = isinstance(fact, Review) and fact.limit_s is fact.revealed_ms is None
    return not (is_plain and not fact.note)


@given(fact=FACTS[Review], changes=CHANGES)
def test_a_line_that_was_changed_says_the_same_to_both_readers_or_is_left_to_one(
    database, fact, changes
):
    line = text_of(fact)
    for place, sign in changes:
        line = f"{line[: place % len(line)]}{sign}{line[place % len(line) + 1 :]}"
    raw = line.encode(errors="surrogatepass")
    answer = answer_on(raw)
    if answer is not None:
        assert told(database, [answer]) == told(database, [fact_on(raw)])


def test_a_line_as_flash_writes_it_takes_the_short_way():
    assert answer_on(f"{text_of(review(due_on=None))}\n".encode()) is not None


@pytest.mark.parametrize(
    "odd",
    [
        review(stamp=stamp(clock=CREDIBLE + 1)),
        review(card="x" * 201),
        review(note="why"),
        review(source="x" * 2_000),
    ],
)
def test_what_is_rare_is_left_to_the_readers_of_facts(odd):
    assert answer_on(text_of(odd).encode()) is None
