"""What was read of a database, kept with the connection for as long as nobody has written since.

SQLite counts both the commits of others and the rows that a connection changed itself. Where both
stand as they stood, all that was read is true still, and nothing need be asked again. A server
counts neither: there everything is read each time.
"""

import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")

_TRANSACTION: Final = "transaction"
READ: Final = "read"
_TO_COME: Final = "known after the commit"
_MOST: Final = 100
"""Of one kind: of cards, a session asks for no more at a time."""


class ChangesSeen(NamedTuple):
    """How many commits of others a connection has seen, and how many rows it has changed."""

    version: int
    changes: int


class ValuesRead(NamedTuple):
    """What is true in a state of the database: values by name."""

    state: ChangesSeen
    values: dict[str, Any]


@dataclass(slots=True)
class TransactionBegun:
    """Where a transaction began: the rows changed by then, and what is known while it adds none."""

    driver: sqlite3.Connection
    changes: int
    version: int | None = None
    values: dict[str, Any] | None = None


def begin(connection: Connection) -> None:
    """Note where a transaction begins: what it changes itself may be taken back."""
    driver = _driver(connection)
    connection.info[_TRANSACTION] = TransactionBegun(driver, driver.total_changes)


def known(connection: Connection) -> dict[str, Any] | None:
    """The values that hold in a transaction, to be added to.

    None once it has changed something, and where nobody counts changes.
    """
    if not connection.in_transaction():
        connection.begin()
    begun: TransactionBegun | None = connection.info.get(_TRANSACTION)
    if begun is None or begun.driver.total_changes != begun.changes:
        return None
    if begun.values is None:
        begun.values = _values_in(connection, begun)
    return begun.values


def _values_in(connection: Connection, begun: TransactionBegun) -> dict[str, Any]:
    state, found = _state_in(begun), connection.info.get(READ)
    if found is None or found.state != state:
        found = connection.info[READ] = ValuesRead(state, {})
    values: dict[str, Any] = found.values
    return values


def remembered(connection: Connection, name: str, read: Callable[[], T]) -> T:
    """What is read, or was in the same state."""
    values = known(connection)
    if values is None:
        return read()
    if name not in values:
        values[name] = read()
    value: T = values[name]
    return value


def remembered_of(connection: Connection, name: str, key: Hashable, read: Callable[[], T]) -> T:
    """The same of one of many things, of which the last are kept."""
    values = known(connection)
    if values is None:
        return read()
    each: dict[Hashable, T] = values.setdefault(name, {})
    if key not in each:
        if len(each) >= _MOST:
            each.clear()
        each[key] = read()
    return each[key]


def holds(connection: Connection, name: str, key: Hashable) -> bool:
    """Whether one of many things is remembered."""
    values = known(connection)
    return values is not None and key in values.get(name, {})


def keep(connection: Connection, values: dict[str, Any]) -> None:
    """Let values hold from the end of a writing transaction on; whoever wrote knows that they do.

    They may be those that held before, changed: until the commit nobody is given them.
    """
    if _TRANSACTION in connection.info:
        connection.info.pop(READ, None)
        connection.info[_TO_COME] = values, _driver(connection).total_changes


def kept(connection: Connection) -> dict[str, Any] | None:
    """What was kept in this transaction; None where nothing was, or more was written since."""
    values, changes = connection.info.pop(_TO_COME, (None, 0))
    return values if values is not None and changes == _driver(connection).total_changes else None


def before_commit(
    connection: Connection, values: dict[str, Any] | None, true: str
) -> ValuesRead | None:
    """What was kept, and what is true of itself, with the state that a commit will make.

    It is asked for before the commit: after it, another may have written.
    """
    begun: TransactionBegun | None = connection.info.get(_TRANSACTION)
    if values is None or begun is None:
        return None
    return ValuesRead(_state_in(begun), values | {true: True})


def is_said(connection: Connection, name: str) -> bool:
    """Whether that is remembered to be true."""
    values = known(connection)
    return values is not None and values.get(name) is True


def settle(connection: Connection, after: ValuesRead | None) -> None:
    """Now that it is committed, it holds."""
    if after is not None:
        connection.info[READ] = after


def forget(connection: Connection) -> None:
    """Let what a transaction that failed would have kept be gone."""
    connection.info.pop(_TO_COME, None)


def _state_in(begun: TransactionBegun) -> ChangesSeen:
    if begun.version is None:  # it cannot change while the transaction lasts
        begun.version = begun.driver.execute("PRAGMA data_version").fetchone()[0]
    return ChangesSeen(begun.version or 0, begun.driver.total_changes)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
