"""What the database knows of itself."""

from sqlalchemy import Connection, delete, insert, select

from flashcards.storage.tables import about


def said(connection: Connection, key: str) -> str | None:
    """What was last said under a key."""
    return connection.execute(select(about.c.value).where(about.c.key == key)).scalar()


def say(connection: Connection, key: str, value: str) -> None:
    """Replace what is said under a key."""
    connection.execute(delete(about).where(about.c.key == key))
    connection.execute(insert(about).values(key=key, value=value))


def forget(connection: Connection) -> None:
    """Forget all that is said."""
    connection.execute(delete(about))
