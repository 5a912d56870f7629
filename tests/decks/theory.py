"""The theory decks that come with flash, and how long their answers are.

Written words are what an eye counts: a formula is one word, code is none (it is shown, not said),
and marks of lists and of bold text are none.

Spoken words are what a mouth says, rather one too many than one too few: the parts of a compound,
too. Of a formula in ASCII each
sign is a word: `=` equals, `/` over, `_` sub, `^` to the, an opening bracket, for it is said or is
an "of"; what closes it and commas are silent. A name of 3 letters and more is a word (`softmax`,
`beta`), as letters of shorter runs are each (`QK`). A number is as many words as its digits read
out, in groups before the point and one by one behind it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flashcards.core.card import Card
from flashcards.core.deck import Deck
from flashcards.core.decks.markdown.formulas import formulas
from flashcards.core.decks.parse import parse_deck
from flashcards.core.formulas.formula import said

DECKS: Final = Path(__file__).parents[2] / "decks"
NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
CORE: Final = re.compile(
    r"\A\*\*([^*]+)\*\*\n\n((?:- [^\n]+\n(?:  [^\n]+\n)*)+)\n(.+)\Z", re.DOTALL
)
"""An answer: its core in bold, the points that must be said, and what comes after them."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_INLINE_CODE = re.compile(r"`([^`\n]+)`")
_TABLE_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)
_WORD = re.compile(r"[^\s*|-]\S*")
_COMPOUND = re.compile(r"(?<=\w)[-/](?=\w)")
_SPOKEN = re.compile(rf"{NUMBER}|[^\W\d_]{{3,}}|[^\W\d_]|[^\w\s)\]}},;.]|_")
_SIGNS = re.compile(r"<=>|[<>=!|~+]=|~~|[-=|]+>|<-|\|\||\.\.\.|<<|>>|\+/-")
"""Signs of ASCII that are one each."""


def read(path: Path) -> Deck:
    """A deck of those that come with flash."""
    name = path.relative_to(DECKS).as_posix()
    return parse_deck(path.read_text(encoding="utf-8"), name)


THEORY: Final = {path.stem: read(path) for path in sorted((DECKS / "theory").glob("*.md"))}


def cards() -> Iterator[Card]:
    """Every card of the theory decks."""
    for deck in THEORY.values():
        yield from deck.cards


def answer(card: Card) -> str:
    """A card's answer without comments and code."""
    return _CODE.sub("", _COMMENT.sub("", card.back)).strip()


def split(text: str) -> tuple[str, list[tuple[str, bool]]]:
    """A text whose formulas are one word each, and their sources, each with if it is displayed."""
    words, sources, end = "", list[tuple[str, bool]](), 0
    for place in formulas(text):
        words += text[end : place.start] + " formula "
        sources.append((text[place.source_start : place.source_end], place.is_display))
        end = place.end
    return words + text[end:], sources


def written_words(text: str) -> int:
    """How many words an answer has for an eye."""
    words, _ = split(_TABLE_ROW.sub("", _INLINE_CODE.sub(r"\1", text)))
    return len(_WORD.findall(words))


def spoken_words(text: str) -> int:
    """How many words an answer has for a mouth."""
    words, sources = split(_TABLE_ROW.sub("", _INLINE_CODE.sub(r"\1", text)))
    formulas_said = (said(source, is_ascii=True) for source, _ in sources)
    lines = [formula.line for formula in formulas_said if formula]
    assert len(lines) == len(sources), sources
    parts = _COMPOUND.sub(" ", words)
    prose = [word for word in _WORD.findall(parts) if word != "formula"]
    numbers = [number for word in prose for number in re.findall(NUMBER, word)]
    return (
        len(prose) + sum(_read_out(number) - 1 for number in numbers) + sum(map(_said_aloud, lines))
    )


def _said_aloud(line: str) -> int:
    pieces = _SPOKEN.findall(_SIGNS.sub("=", line))
    return sum(_read_out(piece) if piece[0].isdecimal() else 1 for piece in pieces)


def _read_out(number: str) -> int:
    """Words of a number: 10,312.06 is ten thousand, three hundred and twelve, point nought six."""
    whole, _, decimals = number.replace(",", "").partition(".")
    groups = [int(group) for group in f"{int(whole):,}".split(",")]
    thousands = sum(group > 0 for group in groups[:-1])
    words = max(1, sum(map(_hundreds, groups)) + thousands)
    return words + (1 + len(decimals) if decimals else 0)


def _hundreds(group: int) -> int:
    hundreds, rest = divmod(group, 100)
    return 2 * (hundreds > 0) + (rest > 0) + (hundreds > 0 and rest > 0)
