"""Folders, files and databases that are not there, or not what they should be."""

from pathlib import Path

from flashcards.errors.base import FlashError


class NoSuchFolder(FlashError):
    """The collection folder that was named does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}: create one with `flash init {folder}`.")


class CannotWrite(FlashError):
    """The system refused to write."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot write {path} ({reason}): check its permissions and the disk.")


class CannotRead(FlashError):
    """The system refused to read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot read {path} ({reason}): check the path and its permissions.")


class NotInADeck(FlashError):
    """An orphan, where a card that is written somewhere is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The text of {name!r} is in no deck any more: write it again.")


class OutsideCollection(FlashError):
    """A deck path that leaves the collection."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} lies outside the collection: name a deck below its folder.")


class NotADatabase(FlashError):
    """The database file is something else."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not a SQLite database: move it away, or name another with --database."
        )


class NotOurDatabase(FlashError):
    """A database, but not of this program."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is a database of another program: name another with --database.")


class DatabaseTooNew(FlashError):
    """A later version of the program has upgraded the database."""

    def __init__(self, place: str, found: str, known: str) -> None:
        super().__init__(
            f"{place} has schema {found}, newer than this program's {known}: upgrade flash."
        )


class DatabaseFailure(FlashError):
    """The database could not be used: locked for long, damaged, or out of reach."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"The database {place} cannot be used now ({reason}): try again.")


class NoDatabaseUrl(FlashError):
    """An address that names no database."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is no database URL: give one like sqlite:///flash.db.")


class DatabaseNotServed(FlashError):
    """A database of a kind that is not supported."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Databases of kind {kind} are not served: give a sqlite:/// URL.")
