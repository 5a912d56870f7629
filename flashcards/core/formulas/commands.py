"""What each command of a formula reads and becomes."""

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from flashcards.core.formulas.delimiters import SIZES, left, middle, sized
from flashcards.core.formulas.grids import environment, substack
from flashcards.core.formulas.reader import Commands, Reader
from flashcards.core.formulas.scanner import Unreadable
from flashcards.core.formulas.signs import (
    ACCENTS,
    COMMANDS,
    FONTS,
    SPACES,
)
from flashcards.core.formulas.tree import (
    Accented,
    Binomial,
    Braced,
    Bracketed,
    Fraction,
    Group,
    Node,
    Root,
    Row,
    Scripted,
    Sign,
    SignKind,
    Space,
    Word,
)
from flashcards.core.formulas.words import TEXTS, named, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DROPPED: Final = {
    "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits",
    "nonumber", "notag", "hline", "strut", "mathstrut", "allowbreak", "nobreak", "bf", "it", "tt",
    "normalfont", "relax", "null", "empty", "thinmuskip", "large", "Large", "small", "normalsize",
    "tiny", "footnotesize", "scriptsize", "huge", "Huge", "LARGE", "protect", "/",
}  # fmt: skip
_FRACTIONS: Final = {"frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"}
_BINOMIALS: Final = {"binom", "dbinom", "tbinom"}
_HOLDERS: Final = {
    "boxed", "fbox", "mathord", "mathop", "mathbin", "mathrel", "mathopen", "mathclose", "smash",
    "mathpunct", "mathinner", "ensuremath", "mathclap", "mathllap", "mathrlap", "framebox",
}  # fmt: skip
_COLOURS: Final = {"color": 1, "textcolor": 1, "colorbox": 1, "fcolorbox": 2}
_DROPPED_WITH_ARGUMENT: Final = {"label", "vspace"}
_ARROWS: Final = {
    "xrightarrow": "to", "xleftarrow": "gets", "xRightarrow": "Rightarrow",
    "xLeftarrow": "Leftarrow", "xleftrightarrow": "leftrightarrow", "xmapsto": "mapsto",
    "xlongequal": "=",
}  # fmt: skip
_LENGTH: Final = re.compile(r"\s*-?[0-9]*\.?[0-9]*\s*(?:em|ex|pt|mu|cm|mm|in|px)\s*")


def _sign(reader: Reader, name: str) -> Node:
    sign = COMMANDS[name]
    if sign.text == "arg":
        for limit in ("max", "min"):
            if reader.scanner.take("\\" + limit):
                return COMMANDS["arg" + limit]
    is_letter = sign.kind is SignKind.LETTER and reader.font
    return Sign(sign.text, sign.plain, sign.kind, reader.font) if is_letter else sign


def _space(_reader: Reader, name: str) -> Node:
    return Space(SPACES[name])


def _nothing(_reader: Reader, _name: str) -> Row:
    return ()


def _text(reader: Reader, _name: str) -> Row:
    return words(reader.scanner.braced(), reader)


def _operator(reader: Reader, _name: str) -> Node:
    takes_limits = reader.scanner.take("*")
    return named(reader.scanner.braced(), takes_limits=takes_limits)


def _in_font(reader: Reader, name: str) -> Row:
    before, reader.font = reader.font, FONTS[name]
    row = reader.argument()
    reader.font = before
    texts = [
        " " if isinstance(node, Space) else node.text if isinstance(node, Sign) else "\\"
        for node in row
    ]
    is_word = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ]*", "".join(texts))
    if is_word and len(texts) > 1 + bool(FONTS[name]):
        return (Word("".join(texts).strip(), is_name=True),)
    return row


def _fraction(reader: Reader, _name: str) -> Node:
    return Fraction(reader.argument(), reader.argument())


def _binomial(reader: Reader, _name: str) -> Node:
    return Binomial(reader.argument(), reader.argument())


def _root(reader: Reader, _name: str) -> Node:
    index: Row | None = None
    if reader.scanner.take("["):
        index = reader.row()
        if not reader.scanner.take("]"):
            raise Unreadable
    return Root(reader.argument(), index)


def _accent(reader: Reader, name: str) -> Node:
    return Accented(ACCENTS[name], reader.argument())


def _held(reader: Reader, name: str) -> Row:
    row = reader.argument()
    match row:
        case (Word(text),) if name == "mathop":
            return (Sign(text, text, SignKind.LIMIT),)
        case _:
            return row


def _coloured(reader: Reader, name: str) -> Row:
    for _ in range(_COLOURS[name]):
        reader.scanner.braced()
    if name == "color":
        return ()
    return words(reader.scanner.braced(), reader) if "box" in name else reader.argument()


def _dropped(reader: Reader, _name: str) -> Row:
    reader.scanner.braced()
    return ()


def _given_space(reader: Reader, _name: str) -> Node:
    reader.scanner.take("*")
    length = reader.scanner.braced()
    if not _LENGTH.fullmatch(length):
        raise Unreadable
    if "-" in length:
        return Space(0)
    return Space(2 if re.match(r"\s*[1-9][0-9.]*\s*(?:em|cm)", length) else 1)


def _over(reader: Reader, name: str) -> Node:
    label, (base, *more) = reader.argument(), reader.argument() or ((),)
    if more or not base:
        base = Group((base, *more) if base else ())
    if name == "underset":
        return Scripted(base, lower=label)
    return Scripted(base, upper=label)


def _arrow(reader: Reader, name: str) -> Node:
    lower: Row | None = None
    if reader.scanner.take("["):
        lower = reader.row()
        if not reader.scanner.take("]"):
            raise Unreadable
    upper = reader.argument()
    arrow = _ARROWS[name]
    sign = COMMANDS.get(arrow) or Sign("=", "=", SignKind.RELATION)
    return Scripted(sign, lower=lower or None, upper=upper or None)


def _brace(reader: Reader, name: str) -> Node:
    body = reader.argument()
    is_over = name.startswith("over")
    if not reader.scanner.take("^" if is_over else "_"):
        return Group(body)
    return Braced(body, reader.argument(), is_over)


def _not(reader: Reader, _name: str) -> Row:
    row = reader.argument()
    sign = row[0] if row else None
    if not isinstance(sign, Sign) or sign.kind not in {
        SignKind.RELATION,
        SignKind.OPERATOR,
        SignKind.PREFIX,
    }:
        raise Unreadable
    barred = normalize("NFC", sign.text.replace("~", "∼") + "\u0338")
    plain = "!=" if sign.text == "=" else f"not {sign.plain}"
    text = barred if len(barred) == 1 else f"not {sign.text}"
    return (Sign(text, plain, SignKind.RELATION), *row[1:])


def _modulus(reader: Reader, _name: str) -> Row:
    return (Space(1), Bracketed("(", (Word("mod", is_name=True), *reader.argument()), ")"))


def _tag(reader: Reader, _name: str) -> Row:
    reader.scanner.take("*")
    return (Space(2), Word(f"({reader.scanner.braced()})"))


def _table() -> Commands:
    groups: tuple[tuple[Iterable[str], Callable[[Reader, str], Node | Row]], ...] = (
        (COMMANDS, _sign),
        (SPACES, _space),
        (_DROPPED, _nothing),
        (SIZES, sized),
        (TEXTS, _text),
        (("operatorname", "operatornamewithlimits"), _operator),
        (FONTS, _in_font),
        (_FRACTIONS, _fraction),
        (_BINOMIALS, _binomial),
        (("sqrt",), _root),
        (ACCENTS, _accent),
        (_HOLDERS, _held),
        (_COLOURS, _coloured),
        (_DROPPED_WITH_ARGUMENT, _dropped),
        (("hspace", "mspace"), _given_space),
        (("overset", "underset", "stackrel"), _over),
        (_ARROWS, _arrow),
        (("overbrace", "underbrace"), _brace),
        (("not",), _not),
        (("left",), left),
        (("middle",), middle),
        (("pmod", "pod"), _modulus),
        (("tag",), _tag),
        (("begin",), environment),
        (("substack",), substack),
    )
    return {name: read for names, read in groups for name in names}


READERS: Final = _table()
"""What reads each command."""
