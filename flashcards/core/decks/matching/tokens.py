"""A text as what it says: its words and signs, in code and formulas as in prose.

How it is set says nothing: sentence punctuation, quotes and brackets around words, emphasis, list
marks, ticks around code, and how a formula is marked. Letter case says something, but for the word
that a sentence begins with.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_SMALL: Final = """a an and are as at be by call called can could das define der describe did die do
    does ein eine explain for give have how if in is ist it its many me much name of on one or
    please s say so such tell that the their then there these this was were what which will with
    would you your"""
SMALL_WORDS: Final = frozenset(_SMALL.split())
"""Words that any question may have."""
_ENDS_ABOUT: Final = frozenset({"and", "as", "at", "by", "if", "in", "of", "on", "or", "with"})
"""Those of them that a question which ends with one is about."""

_FENCE: Final = r"""^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n`]*\n
    (?P<block>.*?)(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)"""
_SPAN: Final = r"(?<!`)(?P<ticks>`++)(?P<code>[^\n]+?)(?<!`)(?P=ticks)(?!`)"
# No opening is looked for beyond the next one: with many left open that would be quadratic.
_ROUND: Final = r"\\\((?P<round>(?:(?!\\\().)+?)\\\)"
_SQUARE: Final = r"\\\[(?P<square>(?:(?!\\\[).)+?)\\\]"
_DOLLARS: Final = r"\$\$(?P<two>[^$]+)\$\$|\$(?P<one>[^\s$](?:[^$]*[^\s$])?)\$"
_SET_OFF: Final = re.compile(
    f"{_FENCE}|{_SPAN}|{_ROUND}|{_SQUARE}|{_DOLLARS}", re.MULTILINE | re.DOTALL | re.VERBOSE
)
_EMPHASIS: Final = re.compile(r"(?<![\w*_])([*_]{1,3})(?=\S)([^*_]+?)(?<=\S)\1(?![\w*_])")
_QUOTED: Final = re.compile(r"""(?<!\w)(?P<quote>["'])(?=[^\W_]{2})([^"'\n]*)(?P=quote)(?!\w)""")
_ASIDE: Final = re.compile(r"(?<!\S)\((?=[^\W\d_]{2})([^()\[\]]*)\)")
_LIST: Final = re.compile(r"^[ \t]*(?:[-*+>]|#{1,6}|\d+[.)])[ \t]+", re.MULTILINE)
_IS: Final = re.compile(r"(?<=\w)'s\b", re.IGNORECASE)
_KINDS: Final = str.maketrans("“”„«»‘’‚–—−\u00a0", '"""""\'\'\'--- ')
_PROSE: Final = re.compile(
    r"""(?P<stop>[.,;:!?…]++(?=\s*\Z)|(?:\A|(?<=[\w)\]"'%$*_]))
        (?:[.,;:…]++(?=\s)|[!?]++(?=\s+[A-Z"'(])))
    | (?<=[^\W\d_][^\W\d_])-(?=[^\W\d_]{2}) | (?<=\s)-+(?=\s)
    | (?P<word>\w+(?:'\w+)*'*)
    | (?P<sign>[=<>!+*/&|^~%-]{2,}|[^\w\s])""",
    re.VERBOSE,
)
_CODE: Final = re.compile(r"\w+|[=<>!+*/&|^~%-]{2,}|[^\w\s]")
_BLOCK: Final = re.compile(r"\w+|[=<>!+*/&|^~%-]{2,}|[^\w\s;,]")
_IN, _OUT = "\N{RIGHTWARDS ARROW TO BAR}", "\N{LEFTWARDS ARROW TO BAR}"
_ENDS: Final = frozenset(".!?:")
_PLAIN: Final = re.compile(r"[^\W\d_]\w+(?:'\w+)*")
_ACCENTS: Final = re.compile(r"[\u0300-\u036f]")
_SPELT: Final = re.compile(r"(?<=[aou])e|(?<=i)s(?=[eai])|(?<=o)u(?=r)|(?<=l)l")
"""What one spells and another does not: `Baeume`, `regularise`, `colour`, `labelled`."""


@lru_cache(maxsize=4_096)
def tokens(text: str) -> tuple[str, ...]:
    """What a text says, in its order."""
    return tuple(_tokens(text.translate(_KINDS)))


def is_plain(token: str) -> bool:
    """Whether it is a word, of two letters or more."""
    return _PLAIN.fullmatch(token) is not None


def spelt_alike(text: str) -> tuple[str, ...]:
    """The same, its words without letter case, accents, and what is spelt in two ways."""
    return tuple(folded(one) if is_plain(one) else one for one in tokens(text))


def folded(text: str) -> str:
    """A text as `spelt_alike` has its words."""
    text = text.casefold()
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _SPELT.sub(lambda match: "z" if match[0] == "s" else "", text)


@lru_cache(maxsize=4_096)
def marks(text: str) -> tuple[str, ...]:
    """The signs, letters and numbers of a text: with others it asks another thing.

    So do small words that it is about: in capitals, or the last one. An article is none, nor is
    the sign before what is to be found, `=`.
    """
    said = tokens(text)
    if said[-1:] == ("=",):
        said = said[:-1]
    found = [one for one in said if not is_plain(one) and one not in {"a", "I"}]
    small = [one for one in said if one.isupper() and one.casefold() in SMALL_WORDS - {"a"}]
    return (*found, *small, *(one for one in said[-1:] if one in _ENDS_ABOUT))


def _tokens(text: str) -> Iterator[str]:
    end, begins = 0, True
    for match in _SET_OFF.finditer(text):
        yield from _of_prose(text[end : match.start()], begins=begins)
        end, begins = match.end(), False
        if match["block"] is not None:
            yield from _of_block(match["block"])
        elif match["code"] is not None:
            yield from _CODE.findall(match["code"])
        else:
            formula = match["round"] or match["square"] or match["two"] or match["one"]
            yield from _CODE.findall(formula)
    yield from _of_prose(text[end:], begins=begins)


def _of_prose(text: str, *, begins: bool) -> Iterator[str]:
    text = _IS.sub(" is", _LIST.sub("", text))
    for around in (_EMPHASIS, _QUOTED, _EMPHASIS):
        text = around.sub(r"\2", text)
    text = _ASIDE.sub(r"\1", text)
    for match in _PROSE.finditer(text):
        if match["stop"]:
            begins = match["stop"][-1] in _ENDS
        elif match["word"]:
            is_begun = begins and (match[0] == "A" or match[0][1:].islower())
            yield match[0].lower() if is_begun else match[0]
            begins = False
        elif match["sign"]:
            yield match[0]


def _of_block(code: str) -> Iterator[str]:
    """Words and signs of a block of code, and where it is indented more or less, however wide."""
    depths = [0]
    for line in filter(str.strip, code.expandtabs().split("\n")):
        depth = len(line) - len(line.lstrip())
        if depth > depths[-1]:
            depths.append(depth)
            yield _IN
        while depth < depths[-1]:
            depths.pop()
            yield _OUT
        yield from _BLOCK.findall(line.replace('"', "'").replace("`", "'"))
