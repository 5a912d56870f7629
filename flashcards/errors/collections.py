"""The folder of a collection that is not there, or is left."""

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


class OutsideCollection(FlashError):
    """A deck path that leaves the collection."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} lies outside the collection: name a deck below its folder.")
