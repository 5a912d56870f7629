"""Formulas as MathML; the only file that knows math-core.

A formula that it does not know is drawn in signs, as at a terminal, and else shown as its source.
"""

import re
from functools import cache
from typing import Final

from math_core import LatexError, LatexToMathML

from flashcards.core.formulas.formula import said
from flashcards.views.html import Html, element
from flashcards.views.markup.formulas import inside

_LONGEST: Final = 4_000
_MACROS: Final = {
    **dict.fromkeys(("boldsymbol", "pmb"), r"\bm{#1}"),
    **dict.fromkeys(("mathds", "mathbbm"), r"\mathbb{#1}"),
}
_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\{([a-z]+)\*?\}(?:(?<=at\}|t\*\})\{\d+\})?")
_ENVIRONMENTS: Final = {
    **dict.fromkeys(("align", "alignat", "flalign"), "align*"),
    **dict.fromkeys(("equation", "displaymath"), "equation*"),
    **dict.fromkeys(("split", "alignedat"), "aligned"),
    "gather": "gather*",
    "multline": "multline*",
    "smallmatrix": "matrix",
}
"""What is known by another name; a card's formula has no number."""
_CLASSES: Final = {
    "text-align: left": "l",
    "text-align: right": "r",
    "padding-left: 0": "pl",
    "padding-right: 0": "pr",
    "padding-left:0": "pl",
    "padding-right:0.1667em": "pr",
    "width: 100%": "w",
    "width: 50%": "h",
    **{
        f"border-{side}: 0.05em {kind} currentcolor": f"b{side[0]}{kind[0]}"
        for side in ("top", "bottom", "left", "right")
        for kind in ("solid", "dashed")
    },
}
"""The few styles that math-core writes into elements, which a page's policy forbids."""
_TAG: Final = re.compile(r"<[^<>]*>")
_ATTRIBUTE: Final = re.compile(r' ([a-z]+)="([^"<>&]*)"')
_KNOWN: Final = re.compile(r'</?(?:math|m[a-z]+)(?: [a-z]+="[^"<>&]*")*/?>')
_ATTRIBUTES: Final = frozenset(
    {
        *("accent", "accentunder", "class", "columnalign", "columnspacing", "depth", "display"),
        *("displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace"),
        *("mathcolor", "mathvariant", "maxsize", "minsize", "movablelimits", "notation"),
        *("rowspacing", "rspace", "scriptlevel", "separator", "stretchy", "symmetric"),
        *("voffset", "width"),
    }
)


class UnsafeMarkup(Exception):
    """What was made of a formula has more in it than formulas need."""


def formula(written: str, classes: str | None = None) -> Html:
    """A formula with its marks, as a browser draws it."""
    source, is_display = inside(written)
    if (math := _math(source, is_display=is_display)) is None:
        return _in_signs(source, written, is_display=is_display)
    return element("span", math, class_=" ".join(filter(None, (_name(is_display), classes))))


def _name(is_display: bool) -> str:  # noqa: FBT001
    return "display" if is_display else "formula"


def _math(source: str, *, is_display: bool) -> Html | None:
    """The MathML of a source; with lines and none of it an environment, aligned."""
    if len(source) > _LONGEST:
        return None
    source = _ENVIRONMENT.sub(_renamed, source)
    aligned = [rf"\begin{{aligned}}{source}\end{{aligned}}"] if r"\\" in source else []
    for tried in (source, *aligned):
        try:
            made = _converter().convert_with_local_state(tried, displaystyle=is_display)
            return checked(made)
        except (LatexError, UnsafeMarkup):
            continue
    return None


def checked(made: str) -> Html:
    """What was made of a formula, if it has nothing that formulas do not need.

    math-core escapes and refuses by itself; should it ever not, the formula is drawn in signs.
    Raises `UnsafeMarkup`.
    """
    return Html(_TAG.sub(_cleaned, made))


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(macros=_MACROS)


def _renamed(found: re.Match[str]) -> str:
    name = _ENVIRONMENTS.get(found[2])
    return found[0] if name is None else rf"\{found[1]}{{{name}}}"


def _cleaned(tag: re.Match[str]) -> str:
    """A tag with classes for styles; raises `UnsafeMarkup` for one that no formula has."""
    if not _KNOWN.fullmatch(tag[0]):
        raise UnsafeMarkup
    return _ATTRIBUTE.sub(_attribute, tag[0])


def _attribute(found: re.Match[str]) -> str:
    name, value = found[1], found[2]
    if name != "style":
        if name not in _ATTRIBUTES:
            raise UnsafeMarkup
        return found[0]
    parts = [one.strip() for one in value.split(";")]
    colours = [one.removeprefix("color:") for one in parts if one.startswith("color:")]
    names = [_CLASSES[one] for one in parts if one in _CLASSES]
    coloured = f' mathcolor="{colours[-1]}"' if colours else ""
    return coloured + (f' class="{" ".join(names)}"' if names else "")


def _in_signs(source: str, written: str, *, is_display: bool) -> Html:
    drawn = said(source, is_display=is_display)
    if drawn is None:
        return element("code", written)
    if drawn.block:
        return element("pre", "\n".join(drawn.block), class_="drawn")
    return element("span", drawn.line, class_=f"{_name(is_display)} signs")
