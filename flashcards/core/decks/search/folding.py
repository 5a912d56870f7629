"""Texts as a search sees them: without case, accents, vowel marks, width, hyphens and markup."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

_MARKS: Final = {"Mn", "Mc", "Me", "Cf"}
_KANA_MARKS: Final = "\u3099\u309a"
"""They make another sound, か and が, not another way to write one."""

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "\u0640": ""}
    | dict.fromkeys("‘’ʼ", "'")
    | dict.fromkeys("“”„«»", '"')
)
"""Letters with a stroke, which Unicode does not take apart; Arabic's tatweel; quotes."""

_MARKUP: Final = str.maketrans("", "", "[]*`")
_MINUS: Final = "\u2212"
_HYPHEN: Final = re.compile("-+")
_BLANKS: Final = re.compile(r"\s+")
_READING: Final = re.compile(r"(?is)<r([tp])\b[^>]*>(.*?)(?:</r\1\s*>|(?=<r[tp]\b|</ruby))")
_RUBY: Final = re.compile(r"</?(?:ruby|rb|rtc)\b[^>]*>", re.IGNORECASE)
_BRACES: Final = re.compile(r"\{([^{}|\n]+)\|([^{}\n]*)\}")


def folded(text: str) -> str:
    """The text without case, accents, vowel marks, markup, and full or half width.

    Dashes are hyphens, white space is one blank.
    """
    if not text.isascii():
        text = _without_marks(text)
    return _BLANKS.sub(" ", text.lower().translate(_MARKUP))


def _without_marks(text: str) -> str:
    apart = normalize("NFKD", normalize("NFKC", text).casefold()).translate(_LETTERS)
    kept = (_letter(letter) for letter in apart)
    return normalize("NFC", "".join(kept))


def _letter(letter: str) -> str:
    if letter.isascii() or letter in _KANA_MARKS:
        return letter
    kind = category(letter)
    if kind == "Pd" or letter == _MINUS:
        return "-"
    return "" if kind in _MARKS else letter


class Haystack:
    """A text in which texts are sought."""

    def __init__(self, text: str) -> None:
        read = [text, *_parts_of_ruby(text)]
        self._as_said = [one.casefold() for one in read]
        self._folded = [form for one in read for form in _forms(one)]

    def holds(self, sought: str) -> bool:
        """Whether the text is in it, as it stands or folded; `a-b` finds `a b` and `ab`."""
        if any(sought.casefold() in one for one in self._as_said):
            return True
        forms = _forms(sought)
        return any(form and form in one for form in forms for one in self._folded)


@lru_cache(maxsize=256)
def _forms(text: str) -> tuple[str, ...]:
    """The text folded: as it stands, its hyphens left out, and its hyphens as blanks."""
    plain = folded(text).strip()
    if "-" not in plain:
        return (plain,)
    return plain, _HYPHEN.sub("", plain), _BLANKS.sub(" ", _HYPHEN.sub(" ", plain)).strip()


def _parts_of_ruby(text: str) -> list[str]:
    """The text without the readings above its words, and the readings alone; none without any."""
    if "<r" not in text.lower() and not ("{" in text and "|" in text):
        return []
    readings = [found[2] for found in _READING.finditer(text) if found[1].lower() == "t"]
    readings += [found[2] for found in _BRACES.finditer(text)]
    if not readings:
        return []
    words = _BRACES.sub(r"\1", _RUBY.sub("", _READING.sub("", text)))
    return [words, "".join(readings).replace("|", "")]
