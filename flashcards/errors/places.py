"""Folders, files and databases that are not there, or not what they should be."""

from pathlib import Path

from flashcards.errors.base import FlashError


class NoSuchFolder(FlashError):
    """The collection folder that was named does not exist."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}: create one with `flash init {folder}`.")


class NoCollectionHere(FlashError):
    """The current folder leads to no collection, where one has to be meant."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is no collection: make it one with `flash init --empty`,"
            " or name another one, as in `flash -C DIR sync --on`."
        )


class CannotWrite(FlashError):
    """The system refused to write."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot write {path} ({reason}): check its permissions and the disk.")


class MayBeWritten(FlashError):
    """The disk said neither that it keeps what was written nor that it does not."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Cannot write {path} ({reason}): check the disk; what was refused may be there after"
            " a power failure, so look before you do it again."
        )


class CannotRead(FlashError):
    """The system refused to read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot read {path} ({reason}): check the path and its permissions.")


class LogLeadsAway(FlashError):
    """A log file, or the folder of them, that is only a link to somewhere else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is a link that leads out of the collection, and is not followed:"
            " put what it leads to there itself, or delete it."
        )


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
            f"{place} is not a SQLite database: see `flash doctor`, or name another one."
        )


class UnreadableFact(FlashError):
    """A row of the log that another program changed."""

    def __init__(self, fact: str) -> None:
        super().__init__(
            f"The fact {fact} of the log cannot be read: `flash doctor --repair` saves the others."
        )


class TooLongToKeep(FlashError):
    """A text that no other machine would take in."""

    def __init__(self) -> None:
        super().__init__(
            "A text has over 1,000,000 characters, more than the log keeps of one: shorten it."
        )


class OpenElsewhere(FlashError):
    """A database that is to be replaced while another process has it open."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is open in another flash: close it, then repair again.")


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


class DatabaseGone(FlashError):
    """The database file vanished while it was open, and could not be put back."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The database {place} has vanished and cannot be put back ({reason}): "
            "this was not saved; bring its folder back, or start again."
        )


class DatabaseReplaced(FlashError):
    """Another file took the place of the database while it was open."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The database {place} was moved or replaced by another file meanwhile: "
            "this was not saved; start again to go on with that one."
        )


class NoDatabaseUrl(FlashError):
    """An address that names no database."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} is no database URL: give one like sqlite:///flash.db.")


class ReservedSchema(FlashError):
    """A schema of a name that PostgreSQL keeps for itself, or reads as another."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The schema name {name!r} means something else to PostgreSQL:"
            " name another one, as in `?schema=anna`."
        )


class DatabaseNotServed(FlashError):
    """A database of a kind that is not supported."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Databases of kind {kind} are not served: give a sqlite:/// or a"
            " postgresql+psycopg:// URL."
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
            " look whether this was, too, before you do it again."
        )


class NotInUtf8(FlashError):
    """A server's database that cannot hold every text."""

    def __init__(self, place: str, encoding: str) -> None:
        super().__init__(
            f"{place} is in {encoding}, which lacks characters: create one with ENCODING 'UTF8'."
        )


class NoDatabaseThere(FlashError):
    """A database that is to be read, and was never made."""

    def __init__(self, place: str) -> None:
        super().__init__(f"There is no database of flash at {place}: check the name.")


class CopyingOntoItself(FlashError):
    """Both names mean one database."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is the database to be copied: name another one to copy it to.")


class NotEmpty(FlashError):
    """A database that is to become a copy, and has a history of its own."""

    def __init__(self, place: str, facts: int) -> None:
        super().__init__(
            f"{place} has a log of {facts:,} facts already: unite both with `flash merge`,"
            " or name an empty one."
        )


class CopyDiffers(FlashError):
    """A copy that does not say what was copied."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The copy in {place} would have differed, so nothing was written:"
            " check the disk and run `flash doctor`."
        )


class NothingToMerge(FlashError):
    """A place where no facts are kept."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"There is no log at {place}: name another collection, its database or a .jsonl file."
        )


class MergingWithItself(FlashError):
    """The database that is to be merged is the one it is to be merged into."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is this collection's own database: name another one.")


class DatabaseBusy(FlashError):
    """Another process has been writing for longer than is waited for."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is being written to by another flash for more than 5 seconds: try again."
        )
