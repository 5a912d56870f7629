"""Formulas in Unicode: which characters a sign, a script, an accent and a root are."""

import re
from typing import Final
from unicodedata import lookup, name, normalize

from flashcards.core.formulas.signs import FONT_NAMES, LOWERED, MARKS, RAISED
from flashcards.core.formulas.tree import Sign

_MOST_SCRIPTS: Final = 5
_THREE_LETTERS: Final = re.compile(r"[A-Za-z]{3}")
_PRIMES: Final = {"′′": "″", "′′′": "‴"}
_NUMBER_SETS: Final = set("RNZQC")
_ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}


class Unicode:
    """What the line and the block are written with."""

    is_plain = False

    def sign(self, sign: Sign, *, is_taken: bool) -> str:
        """A sign; a letter in its font if the same letter is taken for something else."""
        stays = sign.font == "bb" and sign.text in _NUMBER_SETS
        return self.in_font(sign) if is_taken or stays else sign.text

    def in_font(self, sign: Sign) -> str:
        """A letter or digit in its font, as far as there is a character for that."""
        if sign.font not in FONT_NAMES or len(sign.text) != 1:
            return sign.text
        return _in_font(sign.text, FONT_NAMES[sign.font])

    def text(self, text: str) -> str:
        """A text as it is written."""
        return text

    def bracket(self, bracket: str) -> str:
        """One side of a pair of brackets or bars."""
        return bracket

    def accented(self, letter: str, accent: str) -> str | None:
        """A letter with its accent, unless that has to be named."""
        return normalize("NFC", letter + MARKS[accent]) if accent in MARKS else None

    def marks(self, marks: str) -> str:
        """Primes and what else follows a sign closely."""
        primes = marks.count("′")
        return _PRIMES.get("′" * primes, "′" * primes) + marks.replace("′", "")

    def lowered(self, script: str) -> str | None:
        """The script in lowered characters, if there are all of them."""
        return _exchanged(script, LOWERED)

    def raised(self, script: str) -> str | None:
        """The script in raised characters, if there are all of them."""
        return _exchanged(script, RAISED)

    def transposed(self, sign: str) -> str | None:
        """The script of a transpose, or of an inverse transpose."""
        return "⁻ᵀ" if sign else "ᵀ"

    def root(self, index: str) -> tuple[str, str, str]:
        """What stands before a root, round what is bare under it, and round all else."""
        sign = _ROOTS.get(index)
        if sign is None:
            raised = _exchanged(index, RAISED)
            sign = f"{raised}√" if raised else f"root_{index}"
        return sign, "(", ")"

    def is_bare_root(self, sign: str) -> bool:
        """Whether a root may stand without brackets before one letter."""
        return sign.endswith(("√", "∛", "∜"))


def _exchanged(script: str, characters: dict[str, str]) -> str | None:
    if not script or len(script) > _MOST_SCRIPTS or _THREE_LETTERS.search(script):
        return None
    found = [characters.get(character) for character in script]
    return "".join(character for character in found if character) if all(found) else None


def _in_font(text: str, font: str) -> str:
    kind = re.sub("^(LATIN|GREEK) | LETTER", "", name(text, ""))
    for written in (f"MATHEMATICAL {font} {kind}", f"{font} {kind}", f"BLACK-LETTER {kind}"):
        try:
            return lookup(written)
        except KeyError:
            continue
    return text


UNICODE: Final = Unicode()
