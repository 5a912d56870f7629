"""Keys as `flash.toml` binds them: what each means, and what it is called on a screen."""

from collections.abc import Mapping
from typing import Final, NamedTuple

_BETWEEN: Final = " · "
_NO_KEY: Final = "\0"
"""What is meant by the usual key of an act that has another one now."""


class BoundKeys(NamedTuple):
    """Keys that stand for others: what each that is pressed means, and what an act's is called."""

    meanings: Mapping[str, str] = {}
    names: Mapping[str, str] = {}

    @classmethod
    def of(cls, said: object) -> "BoundKeys":
        """Those that `flash.toml` says, act by act; raises `KeysRefused`."""
        if said == {}:
            return cls()
        from flashcards.core.bound_keys import ACT_KEYS, bound_keys

        names = {ACT_KEYS[act]: key for act, key in bound_keys(said).items()}
        gone = {usual: _NO_KEY for usual in names if not usual.isdecimal()}
        return cls(gone | {key: usual for usual, key in names.items()}, names)

    def meant(self, pressed: str) -> str:
        """The usual key that one stands for: mostly itself."""
        return self.meanings.get(pressed, pressed)

    def named(self, usual: str) -> str:
        """What an act's usual key is called now."""
        return self.names.get(usual, usual)

    def told(self, keys: str, *, grades: bool = True) -> str:
        """A line of keys, each before what it does, as they are called now."""
        return _BETWEEN.join(self._told(part, grades=grades) for part in keys.split(_BETWEEN))

    def _told(self, part: str, *, grades: bool) -> str:
        key, blank, does = part.partition(" ")
        return part if key.isdecimal() and not grades else f"{self.named(key)}{blank}{does}"
