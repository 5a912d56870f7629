"""Settings that cannot hold."""

from flashcards.errors.base import FlashError


class InvalidSetting(FlashError):
    """A setting whose type or range is wrong."""

    def __init__(self, file: str, key: str, allowed: str) -> None:
        super().__init__(f"{file}: `{key}` must be {allowed}: correct it there.")


class ValueRefused(InvalidSetting):
    """A value said on the command line that the setting cannot have."""

    def __init__(self, key: str, allowed: str, said: str) -> None:
        FlashError.__init__(self, f"`{key}` must be {allowed}, not {said}: it stays as it was.")


class SettingTwice(FlashError):
    """A settings file in which one key stands twice."""

    def __init__(self, file: str, key: str, line: int) -> None:
        super().__init__(f"{file}:{line}: `{key}` is here twice: delete one of the two.")


class UnknownSetting(FlashError):
    """A setting that does not exist."""

    def __init__(self, file: str, key: str, known: str) -> None:
        super().__init__(f"{file}: there is no setting `{key}`: choose one of {known}.")


class BrokenSettings(FlashError):
    """The settings file is not TOML."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file} is not valid TOML ({reason}): correct that line.")


class KeysRefused(FlashError):
    """Keys of acts that cannot be: no session begins, and all else goes on."""


class UnknownAct(KeysRefused):
    """A key for an act that there is not."""

    def __init__(self, act: str, nearest: str) -> None:
        super().__init__(f"`keys` in flash.toml: there is no act `{act}`: do you mean `{nearest}`?")


class NoTableOfKeys(KeysRefused):
    """Keys that are no table."""

    def __init__(self) -> None:
        super().__init__('`keys` in flash.toml is no table: write it as keys = { suspend = "x" }.')


class KeyIsNoText(KeysRefused):
    """A key that is a number, a list or another value."""

    def __init__(self, act: str) -> None:
        said = f"the key of `{act}` is no text"
        super().__init__(f'`keys` in flash.toml: {said}: write it between quotes, such as "x".')


class KeyRefused(KeysRefused):
    """A key that none may be."""

    def __init__(self, act: str, key: str) -> None:
        said = f"`{key}` cannot be the key of `{act}`"
        super().__init__(f"`keys` in flash.toml: {said}: take one letter or sign, no digit.")


class KeyTwice(KeysRefused):
    """One key for two acts."""

    def __init__(self, key: str, first: str, second: str) -> None:
        both = f"`{key}` is the key of both `{first}` and `{second}`"
        super().__init__(f"`keys` in flash.toml: {both}: give one of the two another key.")
