"""Databases that are not there, not whole, or not of this program."""

from pathlib import Path

from flashcards.errors.base import FlashError


class NoDatabaseThere(FlashError):
    """A database that is to be read, and was never made."""

    def __init__(self, place: str) -> None:
        super().__init__(f"There is no database of flash at {place}: check the name.")


class NotADatabase(FlashError):
    """The database file is something else."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not a SQLite database: see `flash doctor`, or name another one."
        )


class NotOurDatabase(FlashError):
    """A database, but not of this program."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is a database of another program: name another one, or see `flash doctor`."
        )


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


class DatabaseBusy(FlashError):
    """Another process has been writing for longer than is waited for."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"Another flash has been writing to {place} for more than 5 seconds: try again."
        )


class DatabaseGone(FlashError):
    """The database file vanished while it was open, and could not be put back."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The database {place} is gone and cannot be put back ({reason}): "
            "this was not saved; bring its folder back, or start again."
        )


class DatabaseReplaced(FlashError):
    """Another file took the place of the database while it was open."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The database {place} was moved or replaced by another file meanwhile: "
            "this was not saved; start again to go on with that one."
        )


class DamagedDatabase(FlashError):
    """The database is not as it was written: a copy of it would not be whole."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The database {place} is damaged ({reason}):"
            " `flash doctor --repair` saves what can be read."
        )


class OpenElsewhere(FlashError):
    """A database that is to be replaced while another process has it open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is open in another flash: close it, then repair again.")
