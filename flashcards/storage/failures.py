"""What a database driver reports, as one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from flashcards.errors import CannotWrite, DatabaseFailure, NotADatabase


@contextmanager
def told(place: str) -> Iterator[None]:
    """While this lasts, a failure of the database at `place` is raised as a `FlashError`."""
    try:
        yield
    except DBAPIError as failure:
        if "file is not a database" in str(failure.orig):
            raise NotADatabase(place) from failure
        if "readonly" in str(failure.orig) or "disk is full" in str(failure.orig):
            raise CannotWrite(Path(place), _reason(failure)) from failure
        raise DatabaseFailure(place, _reason(failure)) from failure


def _reason(failure: Exception) -> str:
    return str(getattr(failure, "orig", None) or failure).partition("\n")[0]
