"""The order of names: by their numbers, part by part, and alike in Python and in databases."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, select

from flashcards.core.decks.natural_order import natural, new_key, path_key

IN_ORDER = [
    "2.md",
    "10.md",
    "a.md",
    "a/x.md",
    "a/x/y.md",
    "a/X 2.md",
    "a/x 02.md",
    "a/x 10.md",
    "a/x-1.md",
    "a-b.md",
    "A-b/c.md",
    "B.md",
    "chapter 1.9.md",
    "chapter 1.10.md",
    "Ärger.md",
    "第２課.md",
    "第10課.md",
]
"""Files as a learner would put them: no name comes after one that stands below it."""

NAMES = st.text(st.sampled_from("aAbZ019/-. \0\1\2\3２۷é日"), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def test_files_come_by_number_and_what_is_below_a_name_comes_right_after_it():
    assert sorted(set(IN_ORDER), key=path_key) == IN_ORDER


@given(st.lists(st.tuples(NAMES, st.none() | NUMBERS), max_size=6))
def test_a_database_that_sorts_by_bytes_sorts_as_python_does(decks):
    keys = [new_key(*deck) for deck in decks]
    assert sorted(keys, key=str.encode) == sorted(keys)
    engine = create_engine("sqlite://")
    table = Table("keys", MetaData(), Column("number", Integer), Column("key", Text))
    with engine.begin() as connection:
        table.create(connection)
        for number, key in enumerate(keys):
            connection.execute(insert(table), {"number": number, "key": key})
        found = connection.execute(select(table.c.key).order_by(table.c.key)).scalars().all()
    assert found == sorted(keys)


@given(st.lists(NAMES, unique=True, max_size=8))
def test_no_two_names_share_a_key(names):
    assert len({natural(name) for name in names}) == len(names)
    assert len({new_key(name, 1) for name in names}) == len(names)


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(["", "a", "lesson "]))
def test_numbers_in_names_count_as_numbers(one, other, before):
    keys = [natural(f"{before}{number}") for number in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)


@given(NUMBERS, NUMBERS, NAMES, NAMES)
def test_decks_with_an_order_come_by_it_and_the_others_after_them(one, other, name, next_name):
    assert new_key(name, one) < new_key(next_name, None)
    if one != other:
        assert (new_key(name, one) < new_key(next_name, other)) == (one < other)
    elif name != next_name:
        by_path = path_key(name) < path_key(next_name)
        assert (new_key(name, one) < new_key(next_name, other)) == by_path


def test_each_key_of_the_files_above_is_another_one():
    keys = [path_key(file) for file in IN_ORDER]
    assert all(one < other for one, other in pairwise(keys))
