"""What the database knows of itself; what somebody else wrote there is as if never said."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from flashcards.storage.database.tables import about

_LARGEST: Final = 1 << 63


def said(connection: Connection, key: str) -> str | None:
    """What was last said under a key."""
    return connection.execute(select(about.c.value).where(about.c.key == key)).scalar()


def listed(connection: Connection, key: str, kinds: Sequence[type]) -> list[Any] | None:
    """The values of such types, the last of which may be null, that were said as a JSON list.

    None where nothing is said, or something else; whole numbers are from -1 to 2⁶³.
    """
    return list_in(said(connection, key), kinds)


def list_in(text: str | None, kinds: Sequence[type]) -> list[Any] | None:
    """The same in a text."""
    try:
        found = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, list) or len(found) != len(kinds):
        return None
    fits = [type(value) is kind for value, kind in zip(found, kinds, strict=True)]
    is_small = all(-1 <= value < _LARGEST for value in found if type(value) is int)
    return found if is_small and all(fits[:-1]) and (fits[-1] or found[-1] is None) else None


def instant(connection: Connection, key: str) -> datetime | None:
    """The aware instant that was said; None where none is."""
    return instant_in(said(connection, key))


def instant_in(text: str | None) -> datetime | None:
    """The same in a text."""
    try:
        at = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def say(connection: Connection, key: str, value: str) -> None:
    """Replace what is said under a key."""
    connection.execute(delete(about).where(about.c.key == key))
    connection.execute(insert(about).values(key=key, value=value))


def drop(connection: Connection, key: str) -> None:
    """Forget what is said under a key."""
    connection.execute(delete(about).where(about.c.key == key))


def forget(connection: Connection) -> None:
    """Forget all that is said."""
    connection.execute(delete(about))
