"""Settings that cannot hold."""

from flashcards.errors.base import FlashError


class InvalidSetting(FlashError):
    """A setting whose type or range is wrong."""

    def __init__(self, file: str, key: str, allowed: str) -> None:
        super().__init__(f"{file}: `{key}` must be {allowed}: correct it there.")


class UnknownSetting(FlashError):
    """A setting that does not exist."""

    def __init__(self, file: str, key: str, known: str) -> None:
        super().__init__(f"{file}: there is no setting `{key}`: choose one of {known}.")


class BrokenSettings(FlashError):
    """The settings file is not TOML."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is not valid TOML ({reason}): correct that line.")
