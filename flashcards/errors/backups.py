"""Backups that are not there, or not what they should be."""

from pathlib import Path

from flashcards.errors.base import FlashError


class NoBackups(FlashError):
    """Something is to be restored, and nothing was ever backed up."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no backup in {folder}: name the file of one, as in `flash restore FILE`."
        )


class NoSuchBackup(FlashError):
    """What was named is neither the time of a backup nor a file."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"{said!r} is neither the time of a backup nor a file: see `flash backup list`."
        )


class AmbiguousBackup(FlashError):
    """The beginning of the times of several backups."""

    def __init__(self, said: str, times: list[str]) -> None:
        super().__init__(
            f"{said!r} is the beginning of {len(times)} backups: give more of the time of one of "
            f"them, from {times[-1]} to {times[0]}."
        )


class DamagedBackup(FlashError):
    """The file of a backup is not as it was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"The backup {path} is damaged ({reason}): restore another of `flash backup list`."
        )


class WrittenMeanwhile(FlashError):
    """Another process answered between the backup of what is there and its replacement."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} changed while it was being replaced: end other sessions, then try again."
        )


class BackupCutShort(FlashError):
    """The process that made a backup was ended before it was done."""

    def __init__(self) -> None:
        super().__init__("The last one was cut short: flash tries again after each change.")
