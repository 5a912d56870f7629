"""Facts by the hundred thousand: their indexes wait until all are there.

Ids and clocks grow with time, cards are anywhere: with an index by card each fact touches another
page of the file, which takes three times as long as all else about it. Made at once, it is sorted
once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, func, select, text

from flashcards.storage.database.tables import facts

_ROOMY: Final = "PRAGMA cache_size = -64000"
_USUAL: Final = "PRAGMA cache_size = -2000"
_MANY: Final = 10_000
_RATIO: Final = 4
"""An index of five rows is made in the time in which one is put into it."""

_MADE: Final = text(
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL"
    " AND (type = 'index' OR name = 'facts_come_once')"
)
"""What is looked at for each row; new facts have ids of their own, which the key sees to."""

_BY_CARD: Final = next(index for index in facts.indexes if index.name == "facts_by_card")


@contextmanager
def many_facts(connection: Connection, count: int) -> Iterator[None]:
    """While it lasts, in one transaction, so many facts that are new in all go in faster in SQLite.

    Its pages stay in memory; and where a good part of all rows is new, indexes are made when they
    are there, in order: row by row they took most of the time. What fails is rolled back with all.
    """
    if count < _MANY or connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(_ROOMY)
    try:
        there = connection.execute(select(func.count()).select_from(facts)).scalar_one()
        is_large = count * _RATIO > there
        made = connection.execute(_MADE, {"name": facts.name}).all() if is_large else []
        for kind, name, _ in made:
            connection.exec_driver_sql(f"DROP {kind} {name}")
        yield
        for *_, declaration in made:
            connection.exec_driver_sql(declaration)
    finally:
        connection.exec_driver_sql(_USUAL)


def drop_card_index(connection: Connection) -> None:
    """Let facts come into SQLite, a transaction after the other, without their index by card.

    Whatever asks for a card's facts until it is there again searches.
    """
    if connection.dialect.name == "sqlite":
        _BY_CARD.drop(connection, checkfirst=True)


def make_card_index(connection: Connection) -> None:
    """Make it where it is not there."""
    _BY_CARD.create(connection, checkfirst=True)
