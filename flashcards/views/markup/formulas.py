"""Formulas as they are shown; loaded where a text holds one."""

from typing import Final

from flashcards.core.formulas.formula import said
from flashcards.views.markup.blocks import StyledText

_MARKS: Final = {"$$": ("$$", True), "\\[": ("\\]", True), "\\(": ("\\)", False), "$": ("$", False)}


def formula_text(written: str, way: str) -> StyledText:
    """A formula with its marks -> how it is said in `signs` or `ascii`; or its source, as code."""
    source, is_display = inside(written)
    formula = said(source, is_display=is_display, is_ascii=way == "ascii")
    if formula is None:
        return StyledText(written if is_display else " ".join(written.split()), "code")
    return StyledText(formula.line, "formula", formula.block or ())


def inside(written: str) -> tuple[str, bool]:
    """The source between the marks, and whether it is displayed; an environment is its own."""
    for opening, (closing, is_display) in _MARKS.items():
        if written.startswith(opening):
            return written[len(opening) : -len(closing)], is_display
    return written, True
