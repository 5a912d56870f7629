"""Texts as a search sees them: without case, accents, vowel marks, width, hyphens and markup."""

import re
from functools import lru_cache
from typing import Final, NamedTuple
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

_MARKUP: Final = re.compile(r"[\[\]*`]+")
_MINUS: Final = "\u2212"
_BLANKS: Final = re.compile(r"\s+")
_BEYOND_ASCII: Final = re.compile(r"[^\0-\x7f]+")
_READING: Final = re.compile(r"(?is)<r([tp])\b[^>]*>(.*?)(?:</r\1\s*>|(?=<r[tp]\b|</ruby))")
_RUBY: Final = re.compile(r"</?(?:ruby|rb|rtc)\b[^>]*>", re.IGNORECASE)
_BRACES: Final = re.compile(r"\{([^{}|\n]+)\|([^{}\n]*)\}")


def folded(text: str) -> str:
    """The text without case, accents, vowel marks, markup, and full or half width.

    Dashes are hyphens, white space is one blank.
    """
    return _BLANKS.sub(" ", _without_case(text))


def _without_case(text: str) -> str:
    """All that folding leaves out but white space."""
    if not text.isascii():
        text = _without_marks(text)
    return _MARKUP.sub("", text.lower())


def _without_marks(text: str) -> str:
    apart = normalize("NFKD", normalize("NFKC", text).casefold())
    return normalize("NFC", _BEYOND_ASCII.sub(lambda found: found[0].translate(_UNMARKED), apart))


class _Unmarked(dict[int, str]):
    """What each letter is without marks, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _LETTERS.get(code, _letter(chr(code)))
        return found


_UNMARKED: Final = _Unmarked()


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
        self._text = text

    def holds(self, sought: str) -> bool:
        """Whether the text is in it, as it stands or folded; `a-b` finds `a b` and `ab`."""
        wanted = _sought(sought)
        return any(wanted.is_in(one) for one in (self._text, *_parts_of_ruby(self._text)))


class _Sought(NamedTuple):
    """A text that is sought: in one letter case, its forms, and the letters of all of them."""

    said: str
    forms: tuple[str, ...]
    letters: str

    def is_in(self, text: str) -> bool:
        """Whether a text holds it as it stands, or a form of it a form of the text."""
        if self.said in text.casefold():
            return True
        # Forms differ in blanks and hyphens alone. Most texts do not hold the letters, and forms
        # take longer to make.
        plain = _without_case(text)
        if not self.forms or self.letters not in _letters(plain):
            return False
        return any(form in one for form in self.forms for one in _forms(plain))


@lru_cache(maxsize=16)
def _sought(text: str) -> _Sought:
    plain = _without_case(text)
    return _Sought(text.casefold(), tuple(filter(None, _forms(plain))), _letters(plain))


def _letters(plain: str) -> str:
    return "".join(plain.split()).replace("-", "")


def _forms(plain: str) -> tuple[str, ...]:
    """A text without case: as it stands, its hyphens left out, and its hyphens as blanks."""
    plain = _with_single_blanks(plain)
    if "-" not in plain:
        return (plain,)
    return plain, plain.replace("-", ""), _with_single_blanks(plain.replace("-", " "))


def _with_single_blanks(text: str) -> str:
    return " ".join(text.split())


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
