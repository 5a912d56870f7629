"""Cards whose place holds an error: they are not taken away, but stay as they were last read.

Whoever edits empties an answer before writing it anew, and opens a fence before closing it; an
editor may save half a file. What was there is still meant, if a part of its text stands by the
error, below an opening that hides it, or where the file breaks off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.deck import Deck
from flashcards.core.problem import Severity

_TAG: Final = re.compile(r"^\s*(?:[A-Z]:|[#>*+-]+|\d+[.)])\s*")
_ASKING: Final = frozenset({Kind.QUESTION, Kind.HEADING, Kind.LINE})


class _Gap(NamedTuple):
    """What stands between two cards that stayed, by their lines, and the errors in it."""

    start: int
    end: int
    errors: tuple[int, ...]
    text: str
    is_last: bool


def still_standing(before: Sequence[Card], deck: Deck, text: str) -> list[Card]:
    """The cards of a file, as it was read before, that an error in it hides, at their lines now."""
    errors = sorted(p.source.line for p in deck.problems if p.severity is Severity.ERROR)
    there = {card.id: card for card in deck.cards}
    if not errors or all(card.id in there for card in before):
        return []
    lines = text.splitlines()
    found: list[Card] = []
    for start, end, gone in _stretches(before, there, len(lines) + 1):
        own = tuple(line for line in errors if start < line < end)
        if own:
            gap = _Gap(start, end, own, _words("\n".join(lines[start:end])), end > len(lines))
            new = [card for card in deck.cards if start < card.source.line < end]
            found += _kept(gone, new, gap, lines)
    return found


def _stretches(
    before: Sequence[Card], there: Mapping[CardId, Card], last: int
) -> Iterator[tuple[int, int, list[Card]]]:
    """Cards that are no longer found, with the lines of those before and after them that are."""
    start, gone = 0, list[Card]()
    for card in before:
        if card.id in there:
            line = there[card.id].source.line
            if gone and start <= line:
                yield start, line, gone
            start, gone = line, []
        else:
            gone.append(card)
    if gone:
        yield start, last, gone


def _kept(
    gone: Sequence[Card], new: Sequence[Card], gap: _Gap, lines: Sequence[str]
) -> Iterator[Card]:
    if gap.is_last and not new and _breaks_off(gone[0], lines):
        yield from (_at(card, gap, lines) for card in gone)
        return
    # What is open above hides all below it; any other error hides one card.
    left = len(gone) if gap.is_last else len(gap.errors)
    for card in gone:
        sides_left = _is_asked(card, new, gap), _is_answered(card, new, gap)
        is_empty = card.kind not in _ASKING and len(gone) <= len(gap.errors)
        if all(sides_left) or (left and (any(sides_left) or is_empty)):
            left -= not all(sides_left)
            yield _at(card, gap, lines)


def _is_asked(card: Card, new: Sequence[Card], gap: _Gap) -> bool:
    """Whether the card's question stands there, besides those of cards that are new."""
    asked = _words(card.front)
    return bool(asked) and gap.text.count(asked) > sum(_words(one.front) == asked for one in new)


def _is_answered(card: Card, new: Sequence[Card], gap: _Gap) -> bool:
    """Whether the card's answer stands there, and is no part of that of a card that is new."""
    answer = re.compile(rf"(?<!\w){re.escape(_words(card.back))}(?!\w)")
    stands = bool(_words(card.back)) and answer.search(gap.text) is not None
    return stands and not any(answer.search(_words(one.back)) for one in new)


def _breaks_off(card: Card, lines: Sequence[str]) -> bool:
    """Whether the file ends within a card: with the beginning of one of its sides."""
    last = next((line for line in reversed(lines) if line.strip()), "")
    piece = _words(_TAG.sub("", last))
    return bool(piece) and any(_words(one).startswith(piece) for one in (card.front, card.back))


def _at(card: Card, gap: _Gap, lines: Sequence[str]) -> Card:
    """The card where its question stands now, else at the error."""
    first = next(iter(card.front.splitlines()), "").strip()
    places = (n for n in range(gap.start, min(gap.end, len(lines))) if first in lines[n])
    line = next(places, gap.errors[0] - 1) if first else gap.errors[0] - 1
    return replace(card, source=Source(card.source.file, line + 1))


def _words(text: str) -> str:
    return " ".join(text.split())
