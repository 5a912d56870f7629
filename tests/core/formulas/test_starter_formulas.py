"""The formulas of the decks that come with flash: all of them are understood."""

import re
from pathlib import Path

from flashcards.core.decks.markdown.formulas import formulas
from flashcards.core.formulas.formula import said

DECKS = Path(__file__).parents[3] / "decks"
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def starter_formulas():
    for path in sorted(DECKS.rglob("*.md")):
        text = CODE.sub("", path.read_text(encoding="utf-8"))
        for place in formulas(text):
            yield text[place.source_start : place.source_end], place.is_display


def test_every_formula_of_the_starter_decks_is_said():
    found = list(starter_formulas())
    assert len(found) > 280
    assert not [source for source, is_display in found if not said(source, is_display=is_display)]


def test_no_formula_of_the_starter_decks_leaves_latex_on_the_screen():
    for source, is_display in starter_formulas():
        for is_ascii in (False, True):
            line = said(source, is_display=is_display, is_ascii=is_ascii).line
            assert not re.search(r"\\|\{,|\^\{|_\{", line), source
