"""Database servers: their addresses, and what becomes of a connection."""

from flashcards.errors.base import FlashError


class NoDatabaseUrl(FlashError):
    """An address that names no database."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is no database URL: give one like sqlite:///flash.db.")


class DatabaseNotServed(FlashError):
    """A database of a kind that is not supported."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"flash cannot use databases of kind {kind}: give a sqlite:/// or a"
            " postgresql+psycopg:// URL."
        )


class ReservedSchema(FlashError):
    """A schema of a name that PostgreSQL keeps for itself, or reads as another."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The schema name {name!r} means something else to PostgreSQL:"
            " name another one, as in `?schema=anna`."
        )


class NoDriver(FlashError):
    """PostgreSQL is asked for, and what speaks with it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL needs its driver: install it with `pip install 'flash-review[postgres]'`."
        )


class CannotConnect(FlashError):
    """A server that is not there, or that does not let the learner in."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"Cannot connect to {place} ({reason}):"
            " check that the server runs, and the user and password."
        )


class ConnectionLost(FlashError):
    """The server went away in the middle of something."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The connection to {place} was lost: what was answered before is saved;"
            " check if this was, too, before you do it again."
        )


class NotInUtf8(FlashError):
    """A server's database that cannot hold every text."""

    def __init__(self, place: str, encoding: str) -> None:
        super().__init__(
            f"{place} is in {encoding}, which cannot hold all texts: make one with ENCODING 'UTF8'."
        )
