"""What the log cannot keep, or cannot take in."""

from pathlib import Path

from flashcards.errors.base import FlashError


class UnreadableFact(FlashError):
    """A row of the log that another program changed."""

    def __init__(self, fact: str) -> None:
        super().__init__(
            f"The fact {fact} of the log cannot be read: `flash doctor --repair` saves the others."
        )


class TooLongToKeep(FlashError):
    """A text that no other machine would take in."""

    def __init__(self) -> None:
        super().__init__("A text has over 1,000,000 characters, too many for the log: shorten it.")


class LogLeadsAway(FlashError):
    """A log file, or the folder of them, that is only a link to somewhere else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is a link out of the collection, so it is not followed:"
            " put the file or folder itself there, or delete the link."
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
