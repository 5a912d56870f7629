"""Files that the system refuses to read or to write."""

from pathlib import Path

from flashcards.errors.base import FlashError


class CannotRead(FlashError):
    """The system refused to read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot read {path} ({reason}): check the path and its permissions.")


class CannotWrite(FlashError):
    """The system refused to write."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot write {path} ({reason}): check its permissions and the disk.")


class UnknownEnding(FlashError):
    """A file whose name ends in no format that could be meant."""

    def __init__(self, path: Path, ending: str, known: list[str]) -> None:
        super().__init__(
            f"Cannot write {path}, because `{ending}` is not a known format: "
            f"end the name in {' or '.join(known)}, or say --format."
        )


class MayBeWritten(FlashError):
    """The disk said neither that it keeps what was written nor that it does not."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Cannot write {path} ({reason}): check the disk; what was refused may be there after"
            " a power failure, so look before you do it again."
        )
