"""What the database itself finds wrong with what it holds."""

from typing import Final

from sqlalchemy import Connection, text

_MOST: Final = 10
_INVALID: Final = """
    SELECT 'the index ' || c.relname || ' is not valid'
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relnamespace = current_schema()::regnamespace
    UNION ALL SELECT 'the constraint ' || conname || ' does not hold'
    FROM pg_constraint
    WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
"""


def damages(connection: Connection) -> list[str]:
    """What is damaged, some of it at most; nothing where all is whole."""
    if connection.dialect.name != "sqlite":
        return list(connection.execute(text(_INVALID)).scalars())
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").scalars()
    lines = (line for report in found for line in str(report).split("\n"))
    return [line for line in lines if line and line != "ok" and not line.startswith("***")]


def lost_references(connection: Connection) -> int:
    """Rows that refer to others which are not there."""
    if connection.dialect.name != "sqlite":
        return 0
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
