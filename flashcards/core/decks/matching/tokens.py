"""A text as what it says: words, letter case aside, and signs, formulas and code as they stand.

How it is set says nothing: sentence punctuation, quotes and brackets around words, emphasis, list
marks, and which of two ways a formula is marked in.
"""

import re
from collections import Counter
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
_CODE: Final = re.compile(f"{_FENCE}|{_SPAN}", re.MULTILINE | re.DOTALL | re.VERBOSE)
# No opening is looked for beyond the next one: with many left open that would be quadratic.
_FORMULA: Final = re.compile(
    r"\\\(((?:(?!\\\().)+?)\\\)|\\\[((?:(?!\\\[).)+?)\\\]|\$\$(.+?)\$\$", re.DOTALL
)
_EMPHASIS: Final = re.compile(r"(?<![\w*_])([*_]{1,3})(?=\S)([^*_]+?)(?<=\S)\1(?![\w*_])")
_QUOTED: Final = re.compile(r"""(?<!\w)(?P<quote>["'])(?=[^\W_]{2})([^"'\n]*)(?P=quote)(?!\w)""")
_ASIDE: Final = re.compile(r"(?<!\S)[(\[](?=[^\W\d_]{2})([^()\[\]]*)[)\]]")
_LIST: Final = re.compile(r"^[ \t]*(?:[-*+>]|#{1,6}|\d+[.)])[ \t]+", re.MULTILINE)
_IS: Final = re.compile(r"(?<=\w)'s\b", re.IGNORECASE)
_KINDS: Final = str.maketrans("“”„«»‘’‚–—−\u00a0", '"""""\'\'\'--- ')
_TOKEN: Final = re.compile(
    r"""\$(?P<formula>[^\s$](?:[^$]*[^\s$])?)\$
    | (?P<flag>(?<!\S)--?[^\W_][\w-]*)
    | (?P<letter>(?<![^\W_])[^\W\d_](?:'+(?!\w)|(?![\w'])))
    | (?P<word>[^\W_]+(?:['_]\w+)*)
    | (?<![.,;:!?…])[.,;:!?…]++(?=\s|$) | (?<=[^\W\d_])[.,:;/-](?=[^\W\d_]) | \s-+\s
    | (?P<sign>[^\w\s]|_)""",
    re.VERBOSE,
)
_CAPITALS: Final = re.compile(r"\b[A-Z]{2,}\b")
_OF_CODE: Final = re.compile(r"\w+|[^\w\s'`\";,]")
_IN, _OUT = "\N{RIGHTWARDS ARROW TO BAR}", "\N{LEFTWARDS ARROW TO BAR}"
_PLAIN: Final = re.compile(r"[^\W\d_]\w+(?:'\w+)*")
_SAYS_NOTHING: Final = frozenset("=aI")
"""What may be put into a question without asking anything else: `7 × 8 = ?`, and small words."""


@lru_cache(maxsize=4_096)
def tokens(text: str) -> tuple[str, ...]:
    """What a text says, in its order."""
    return tuple(_tokens(text.translate(_KINDS)))


def is_plain(token: str) -> bool:
    """Whether it is a word, of two letters or more."""
    return _PLAIN.fullmatch(token) is not None


@lru_cache(maxsize=4_096)
def marks(text: str) -> Counter[str]:
    """The signs, letters, formulas and code of a text: with others it asks another thing.

    So do small words that it is about: in code or capitals, or the last one.
    """
    said = list(tokens(text))
    found = Counter(one for one in said if not is_plain(one) and one not in _SAYS_NOTHING)
    found -= Counter(said[:1]) & Counter("A")
    about = [match["code"] for match in _CODE.finditer(text) if match["code"]]
    about += _CAPITALS.findall(text)
    found += Counter(one for one in map(str.casefold, about) if one in SMALL_WORDS)
    return found + Counter(one for one in said[-1:] if one in _ENDS_ABOUT)


def _tokens(text: str) -> Iterator[str]:
    end = 0
    for match in _CODE.finditer(text):
        yield from _of_prose(text[end : match.start()])
        end = match.end()
        if match["block"] is not None:
            yield from _of_block(match["block"])
        else:
            yield _of_span(match["code"])
    yield from _of_prose(text[end:])


def _of_prose(text: str) -> Iterator[str]:
    text = _FORMULA.sub(lambda match: f"${next(filter(None, match.groups())).strip()}$", text)
    for mark in (_LIST, _IS):
        text = mark.sub(" is" if mark is _IS else "", text)
    for around in (_EMPHASIS, _QUOTED, _EMPHASIS):
        text = around.sub(r"\2", text)
    text = _ASIDE.sub(r"\1", text)
    for match in _TOKEN.finditer(text):
        if match["formula"]:
            yield "".join(match["formula"].split())
        elif match["word"]:
            yield match["word"].casefold()
        elif match["flag"] or match["letter"] or match["sign"]:
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
        yield from _OF_CODE.findall(line)


def _of_span(code: str) -> str:
    """Code but for its blanks, its kind of quotes and a last semicolon; one word as any other."""
    said = " ".join(code.replace('"', "'").split()).rstrip(";")
    return said.casefold() if is_plain(said) else said or code
