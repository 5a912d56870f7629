"""Other programs' ways to write cards, and cards that lack a sign."""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.core.decks.hints.seen import SeenPage
from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.markdown.inline import code_and_math
from flashcards.core.decks.syntaxes.deletions import deletions_of, is_attached
from flashcards.core.decks.syntaxes.one_line import halves, is_code
from flashcards.core.problem import Problem, warning

_HIGHLIGHT: Final = re.compile(
    r"(?<![A-Za-z0-9_=)\]])==(?=[^\s=])[^=\n]*(?<=[^\s=])==(?![A-Za-z0-9_=(\[])"
)
_BRACES: Final = re.compile(r"\{\{(?=[^\s{}<>%#/!&^@.$|=-])[^{}\n]*\}\}")
_MONEY: Final = re.compile(r"\$[0-9]")
_COLONS: Final = re.compile("[:\uff1a]{2,3}")
_ALONE: Final = frozenset({"?", "??"})
_CLOZE_HINT: Final = "write `C:` before the text, and `[x]` for what is asked"


def near_cards(seen: SeenPage) -> Iterator[Problem]:
    """The lines outside of cards that another program would read as a card."""
    page = seen.page
    for line, text in seen.free_lines():
        if "==" in text and _outside_code(_HIGHLIGHT, text):
            yield warning(page.file, line, "`==x==` is no deletion", _CLOZE_HINT)
        if "{{" in text and _outside_code(_BRACES, text):
            yield warning(page.file, line, "`{{x}}` is no deletion", _CLOZE_HINT)
        if text.strip() in _ALONE and line and page.lines[line - 1].strip():
            message = "a `?` on a line of its own does not separate a question from its answer"
            hint = "write `Q:` before the question, and `A:` instead of the `?`"
            yield warning(page.file, line, message, hint)


def near_one_lines(seen: SeenPage) -> Iterator[Problem]:
    """The paragraphs of one line whose `::` does not count: full-width, or hidden by code or math.

    And brackets without a `C:`, in a file of clozes.
    """
    page = seen.page
    has_clozes = any(one.letter == "C" for one in seen.stretches)
    for line, text in seen.free_paragraphs:
        if "\n" not in text:
            yield from _near_one_line(page.file, line, text)
        if (
            has_clozes
            and "[" in text
            and any(not is_attached(text, one) for one in deletions_of(text))
        ):
            message = "brackets, but no `C:` before their text"
            yield warning(page.file, line, message, "begin the text with `C:` if it is a card")


def _near_one_line(file: str, line: int, text: str) -> Iterator[Problem]:
    colons = list(_COLONS.finditer(text)) if "\uff1a" in text else []
    if len(colons) == 1 and "\uff1a" in colons[0][0] and _parts(text, colons[0]):
        hint = "write `front :: back`"
        yield warning(file, line, "`\uff1a\uff1a` does not separate a front from a back", hint)
    elif "::" in text and ("`" in text or "$" in text) and halves(text) is None:
        yield from _beside_code(file, line, text)


def _beside_code(file: str, line: int, text: str) -> Iterator[Problem]:
    """A `::` without blanks beside code or math, or in what two dollars make math by mistake."""
    spans = code_and_math(text)
    outside = list(text)
    for start, end in spans:
        outside[start:end] = "x" * (end - start)
    masked = "".join(outside)
    colons = list(_COLONS.finditer(masked))
    is_one = len(colons) == 1 and colons[0][0] in {"::", ":::"}
    if is_one and is_code(masked[: colons[0].start()], masked[colons[0].end() :]):
        return
    if is_one and _parts(masked, colons[0]):
        hint = "write `front :: back`, with a blank on both sides"
        yield warning(file, line, "no blanks around `::`", hint)
    elif any(
        _MONEY.match(text, start) and " :: " in text[start:end] and end - start < len(text)
        for start, end in spans
    ):
        hint = "write `\\$` for a dollar that begins no formula"
        yield warning(file, line, "`::` stands between two dollars, and so in a formula", hint)


def _parts(text: str, colons: re.Match[str]) -> bool:
    """Whether text stands on both sides, and not a blank right on both."""
    before, after = text[: colons.start()], text[colons.end() :]
    is_apart = before[-1:].isspace() and after[:1].isspace() and "\uff1a" not in colons[0]
    return bool(before.strip() and after.strip()) and not is_apart


def _outside_code(pattern: re.Pattern[str], text: str) -> bool:
    found = list(pattern.finditer(text))
    spans = code_and_math(text) if found else []
    return any(not holding(spans, one.start()) for one in found)
