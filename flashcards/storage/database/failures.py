"""What a database driver reports, as one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError


@contextmanager
def told(place: str) -> Iterator[None]:
    """While this lasts, a failure of the database at `place` is raised as a `FlashError`."""
    try:
        yield
    except DBAPIError as failure:
        if hasattr(failure.orig, "sqlstate"):
            from flashcards.storage.database.postgres import failure_of
        else:
            from flashcards.storage.database.sqlite import failure_of
        raise failure_of(place, failure) from failure
