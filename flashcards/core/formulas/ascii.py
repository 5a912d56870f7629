"""Formulas in ASCII, for a voice and for terminals that have no more."""

import re
from typing import Final

from flashcards.core.formulas.alphabet import Unicode
from flashcards.core.formulas.signs import CHARACTERS, PLAIN_BRACKETS
from flashcards.core.formulas.tree import Sign

_WRITTEN: Final = {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "\u2011": "-"}


_OTHER: Final = re.compile(r"(?<=([^\W_]))?([^\x00-\x7f])(?=([^\W_]))?")


def _named(found: re.Match[str]) -> str:
    """A character by its name, apart from letters and digits beside it."""
    before, sign, after = found.groups()
    if sign not in CHARACTERS:
        return _WRITTEN.get(sign, sign)
    name = CHARACTERS[sign].plain
    is_spelled = len(name) > 1 and name.isalpha()
    return " " * bool(is_spelled and before) + name + " " * bool(is_spelled and after)


class Ascii(Unicode):
    """Greek by name, scripts with `_` and `^`, marks behind the letter."""

    is_plain = True

    def sign(self, sign: Sign, *, is_taken: bool) -> str:
        """A sign by its name; a letter with its font's."""
        return f"{sign.plain}-{sign.font}" if is_taken else sign.plain

    def text(self, text: str) -> str:
        """A text with Greek and signs by their names."""
        return text if text.isascii() else _OTHER.sub(_named, text)

    def bracket(self, bracket: str) -> str:
        """One side of a pair, or a function's name and its bracket."""
        return PLAIN_BRACKETS.get(bracket, bracket)

    def accented(self, letter: str, accent: str) -> str | None:
        """A letter and the name of its accent."""
        return f"{letter}-{accent}"

    def marks(self, marks: str) -> str:
        """Primes and what else follows a sign closely."""
        return marks.replace("′", "'").replace("°", " deg")

    def lowered(self, _script: str) -> str | None:
        """Nothing: there are no lowered characters."""
        return None

    def raised(self, _script: str) -> str | None:
        """Nothing: there are no raised characters."""
        return None

    def transposed(self, _sign: str) -> str | None:
        """The script of a transpose, as any other."""
        return None

    def root(self, index: str) -> tuple[str, str, str]:
        """The name of a root and its brackets."""
        name = {"": "sqrt", "2": "sqrt", "3": "cbrt"}.get(index, f"root_{index}")
        return name, "(", ")"

    def is_bare_root(self, _sign: str) -> bool:
        """Never: what is under a root stands in brackets."""
        return False


ASCII: Final = Ascii()
