"""Chance for looking ahead: the same for the same seed, on every machine and in every version."""

from hashlib import blake2b
from typing import Final

_BITS_64: Final = (1 << 64) - 1
_STRIDE: Final = 0x9E3779B97F4A7C15
_DRAWN_BITS: Final = 32


class Chance:
    """A stream of numbers: splitmix64 (Steele, Lea and Flood, OOPSLA 2014)."""

    __slots__ = ("state",)

    def __init__(self, seed: int) -> None:
        self.state = seed & _BITS_64

    @classmethod
    def of(cls, seed: int, name: str) -> "Chance":
        """The stream of one of many things: each its own, however many others there are."""
        said = f"{seed}:{name}".encode("utf-8", "surrogatepass")
        return cls(int.from_bytes(blake2b(said, digest_size=8).digest(), "big"))

    def share(self) -> float:
        """The next number, uniform from 0 to 1, 1 itself left out; 32 bits of it are drawn."""
        self.state = mixed = (self.state + _STRIDE) & _BITS_64
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _BITS_64
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _BITS_64
        return ((mixed ^ (mixed >> 31)) >> _DRAWN_BITS) / (1 << _DRAWN_BITS)
