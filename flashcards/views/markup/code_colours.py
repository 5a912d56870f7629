"""Code in the colours of its language; the only file that knows pygments."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from flashcards.views.markup.blocks import StyledText

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LONGEST: Final = 4_000
_MOST: Final = 12_000
"""Characters of a block of code, and of all in a text; lexers take long for what is no code."""


class CodeColours:
    """Colours the code of one text, until it is too much."""

    def __init__(self) -> None:
        self._left = _MOST

    def __call__(self, code: str, language: str) -> Sequence[StyledText] | None:
        """The code in styles; None without a language that is known, or where it is too long."""
        if not language or len(code) > min(_LONGEST, self._left):
            return None
        self._left -= len(code)
        lexer = _lexer(language)
        if lexer is None:
            return None
        return [StyledText(text, _style(kind)) for kind, text in lexer.get_tokens(code)]


@lru_cache(maxsize=64)
def _lexer(language: str) -> "Lexer | None":
    """What reads a language, looked up once; as many as there are blocks are sent to Anki."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


_STYLES: Final = {
    "Token.Keyword": "keyword",
    "Token.Operator.Word": "keyword",
    "Token.Literal.String": "string",
    "Token.Literal.Number": "number",
    "Token.Comment": "comment",
    "Token.Name.Function": "name",
    "Token.Name.Class": "name",
    "Token.Name.Tag": "name",
    "Token.Name.Builtin": "name",
    "Token.Name.Decorator": "name",
}


@cache
def _style(token: object) -> str:
    """The style of a kind of token, which is that of the kind above where it has none."""
    kind = str(token)
    while kind not in _STYLES and "." in kind:
        kind = kind.rpartition(".")[0]
    return _STYLES.get(kind, "")
