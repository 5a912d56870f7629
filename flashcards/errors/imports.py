"""What cannot be imported."""

from collections.abc import Sequence
from pathlib import Path

from flashcards.errors.base import FlashError


class DownloadFirst(FlashError):
    """A source that is an address on the web."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} is an address: download it first, and import the file"
            " (flash never goes online)."
        )


class UnknownFormat(FlashError):
    """A file in none of the formats that are read."""

    def __init__(self, path: Path, endings: Sequence[str]) -> None:
        super().__init__(
            f"Cannot tell how to read {path}: flash reads {', '.join(endings)};"
            " or say the format with --as."
        )


class NothingToImport(FlashError):
    """A folder without any file that is read."""

    def __init__(self, path: Path, endings: Sequence[str]) -> None:
        super().__init__(f"There is nothing to import in {path}: flash reads {', '.join(endings)}.")


class NotAFile(FlashError):
    """A source that is a pipe, a device or the like, or leads to itself."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path} is {what}: give a file or a folder.")


class OneSourceOnly(FlashError):
    """An option that holds for one file, and several to read."""

    def __init__(self, option: str, count: int) -> None:
        super().__init__(
            f"{option} is for one file, and here are {count:,}: import them one by one."
        )


class OverItself(FlashError):
    """A source in the collection that would be written over, or beside, itself."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is in the collection: flash reads it where it is.")


class BadlyNamed(FlashError):
    """A source whose name is no text, so that nothing could name it again."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Cannot read {path} (its name is not UTF-8): rename it.")


class InTheWay(FlashError):
    """A place for a file that something else than a file, or than a folder above it, is in."""

    def __init__(self, path: str, what: str, there: str) -> None:
        super().__init__(f"{path} cannot be written: {there} is {what}; move that away first.")


class NeverRead(FlashError):
    """A place in a folder that is never looked into, so that a deck there would be lost."""

    def __init__(self, path: str, folder: str) -> None:
        super().__init__(f"{path} would not be read: flash skips {folder}; name another folder.")
