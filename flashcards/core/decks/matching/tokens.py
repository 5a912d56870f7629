"""A text as what it says: words, letter case aside, and signs, formulas and code as they stand.

Sentence punctuation, quotes and emphasis say nothing; within code and formulas all does.
"""

import re
from collections import Counter
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<ticks>`+)(?P<code>[^\n]+?)(?P=ticks)(?!`)
    | \$(?P<formula>[^\s$](?:[^$\n]*[^\s$])?)\$
    | (?P<letter>(?<![^\W_])[^\W\d_](?:'+(?!\w)|(?![\w'])))
    | (?P<word>\w+(?:['’]\w+)*)
    | (?P<sign>[^\w\s.,;:!?()\[\]{}"'`“”‘’«»„*_~…–—/\\#>|-])""",
    re.VERBOSE,
)
_IS: Final = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\w{2,}(?:['’]\w+)*")
_QUOTES: Final = str.maketrans({'"': "'", "`": "'", "’": "'"})
_SAYS_NOTHING: Final = frozenset("=aAI")
"""What may be put into a question without asking anything else: `7 × 8 = ?`, and small words."""


def tokens(text: str) -> tuple[str, ...]:
    """What a text says, in its order."""
    return tuple(map(_token, _TOKEN.finditer(_IS.sub(" is", text))))


def is_plain(token: str) -> bool:
    """Whether it is a word, of two letters or more."""
    return _PLAIN.fullmatch(token) is not None


def marks(text: str) -> Counter[str]:
    """The signs, letters, formulas and code of a text: with others it asks another thing."""
    return Counter(one for one in tokens(text) if not is_plain(one) and one not in _SAYS_NOTHING)


def _token(match: re.Match[str]) -> str:
    code, formula = match["code"], match["formula"]
    if code is not None:
        return _of_code(code)
    if formula is not None:
        return "".join(formula.split())
    return match["word"].casefold() if match["word"] else match[0]


def _of_code(code: str) -> str:
    """Code but for its blanks, its kind of quotes and a last semicolon; one word as any other."""
    said = " ".join(code.translate(_QUOTES).split()).rstrip(";")
    return said.casefold() if is_plain(said) else said or code
