"""Text within formulas, and the names of functions."""

import re
from typing import Final

from flashcards.core.formulas.reader import Reader
from flashcards.core.formulas.scanner import Unreadable
from flashcards.core.formulas.signs import COMMANDS
from flashcards.core.formulas.tree import Group, Node, Row, Sign, SignKind, Word

TEXTS: Final = {
    "text", "mbox", "hbox", "textrm", "textbf", "textit", "texttt", "textsf", "textnormal", "emph",
    "textup", "textsc", "textmd", "textsl",
}  # fmt: skip
"""The commands whose argument is text."""

_PIECE: Final = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|\$([^$\\]*(?:\\.[^$\\]*)*)\$|(.)", re.DOTALL)
_SHOWN: Final = {
    "ldots": "…", "dots": "…", "textbackslash": "\\", "textasciitilde": "~", "quad": " ",
    "qquad": " ", "textendash": "–", "textemdash": "—", "S": "§", "textquotesingle": "'",
}  # fmt: skip
_SPACED: Final = re.compile(r"\\[,;: ]|~")
_HELD: Final = re.compile(r"\\(?:mathrm|text|mathbf|mathsf|mathit|rm|textrm)\s*\{([^{}]*)\}")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9 '’*-]*")


def words(source: str, reader: Reader) -> Row:
    """A text as it is written; formulas within it are read."""
    nodes: list[Node] = []
    text: list[str] = []
    for name, escaped, formula, other in _PIECE.findall(source):
        if other == "$":
            raise Unreadable
        if name or escaped or other:
            text.append(_shown(name, escaped, other))
        else:
            nodes += (*_word(text), Group(reader.inner(formula)))
            text = []
    return (*nodes, *_word(text))


def named(source: str, *, takes_limits: bool) -> Sign:
    """The function of a name."""
    name = _HELD.sub(r"\1", _SPACED.sub(" ", source)).replace(r"\!", "")
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        raise Unreadable
    known = COMMANDS.get(name.replace(" ", ""))
    if known is not None and known.kind is SignKind.LIMIT:
        return known
    return Sign(name, name, SignKind.LIMIT if takes_limits else SignKind.FUNCTION)


def _word(text: list[str]) -> Row:
    written = re.sub(r"\s+", " ", "".join(text))
    return (Word(written),) if written else ()


def _shown(name: str, escaped: str, other: str) -> str:
    if name:
        if name in TEXTS:
            return ""
        if name not in _SHOWN:
            raise Unreadable
        return _SHOWN[name]
    if escaped:
        if escaped in ",;: ":
            return " "
        if escaped not in "$%#&_{}-":
            raise Unreadable
        return escaped.replace("-", "")
    return {"{": "", "}": "", "~": " "}.get(other, other)
