"""Files of other tools that cannot be read at all."""

from flashcards.errors.base import FlashError


class NotATextFile(FlashError):
    """A file to import that is no text in any encoding."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not a text file: save it as text, UTF-8, and import that.")


class TooLong(FlashError):
    """A file to import that is larger than anything that somebody wrote."""

    def __init__(self, name: str, megabytes: int) -> None:
        super().__init__(f"{name} is larger than {megabytes} MB: divide it into smaller files.")


class NotTheFormat(FlashError):
    """A file that is not what its name, or `--as`, says."""

    def __init__(self, name: str, said: str, reason: str) -> None:
        super().__init__(f"{name} cannot be read as {said} ({reason}): choose another --as.")


class UnknownColumn(FlashError):
    """A column of `--map` that the table does not have."""

    def __init__(self, column: str, columns: str) -> None:
        super().__init__(f"There is no column {column}: the columns are {columns}.")


class UnclearColumns(FlashError):
    """A table of which nobody can tell what asks and what answers."""

    def __init__(self, name: str, columns: str) -> None:
        super().__init__(
            f"No column of {name} is clearly a question or an answer ({columns}): say which,"
            " like --map front=1,back=2."
        )
