"""Copies of a database that cannot be made."""

from flashcards.errors.base import FlashError


class CopyingOntoItself(FlashError):
    """Both names mean one database."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is the database to be copied: name another one to copy it to.")


class NotEmpty(FlashError):
    """A database that is to become a copy, and has a history of its own."""

    def __init__(self, place: str, facts: int) -> None:
        super().__init__(
            f"{place} has a log of {facts:,} facts already: join both with `flash merge`,"
            " or name an empty one."
        )


class CopyDiffers(FlashError):
    """A copy that does not say what was copied."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The copy in {place} would have differed, so nothing was written:"
            " check the disk and run `flash doctor`."
        )
