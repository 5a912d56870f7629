"""Packages and databases of other programs that cannot be read; nothing of them comes in."""

from flashcards.errors.base import FlashError


class BadPackage(FlashError):
    """A package that is damaged, or is none."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} cannot be read ({reason}): export it from Anki again.")


class BadDatabase(FlashError):
    """A database of another program that is damaged, or is none."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"The collection in {name} cannot be read ({reason}): in Anki choose Tools › Check"
            " Database, then export it again."
        )


class SwellsTooMuch(FlashError):
    """Something packed that becomes far larger than anything real when it is unpacked."""

    def __init__(self, name: str, what: str, megabytes: int) -> None:
        super().__init__(
            f"{what} in {name} is larger than {megabytes:,} MB when unpacked: no real collection"
            " is like that, so nothing was read; export it from Anki again."
        )


class TooNew(FlashError):
    """A package whose collection lies in a form that is not known here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} comes from a newer Anki than flash knows: in Anki, export it with `Support"
            " older Anki versions`."
        )


class InUse(FlashError):
    """A collection that its own program is writing to."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} changes while it is read: close Anki, then import it again.")
