"""Cards -> the Markdown that gives them back; the inverse of parsing."""

import re
from typing import Final

from flashcards.core.card import Card, Kind
from flashcards.core.decks.markdown.edges import TAG_LETTERS
from flashcards.core.decks.markdown.tokens import blocks_of
from flashcards.core.decks.settings import time_limit
from flashcards.core.decks.settings.comment import is_pin
from flashcards.core.decks.syntaxes.cloze import cloze_faces, face_of_all
from flashcards.core.decks.syntaxes.syntaxes import SYNTAXES
from flashcards.core.identity import card_id

_LIKE_A_TAG: Final = re.compile(rf"( {{0,3}})(\\*[{TAG_LETTERS}]:(?!\S))")
_ESCAPED: Final = re.compile(rf"( {{0,3}})\\(\\*[{TAG_LETTERS}]:(?!\S))")
_BLOCK_START: Final = re.compile(r"`{3}|~{3}|\$\$|[<|>]|[-+*]\s|[0-9]{1,9}[.)]\s")
_WRITERS: Final = {syntax.kind: syntax.write for syntax in SYNTAXES}


def written(card: Card) -> str:
    """A card as lines of a deck, LF at the end.

    Exact for what a tag can hold; a rule or heading, which would end the card, gets a backslash.
    """
    lines: list[str] = []
    for tag, text in _WRITERS[card.kind](card):
        lines += _tagged_lines(tag, text)
    _mend(lines)
    settings = _settings(card)
    if settings:
        lines += [""] if any("<!--" in line for line in lines) else []
        lines.append(f"<!-- {settings} -->")
    return "\n".join([*lines, ""])


def _tagged_lines(tag: str, text: str) -> list[str]:
    """The text behind its tag, or below it where it begins with more than a line of text."""
    first, *others = text.split("\n")
    lines = [first, *(_escaped(line) for line in others)]
    behind, lines = [f"{tag} {first}", *lines[1:]], [_escaped(first), *lines[1:]]
    below, apart = [tag, *lines], [tag, "", *lines]
    forms = [behind, below, apart]
    if first[:1].isspace():
        forms = [below, apart]
    elif others and _BLOCK_START.match(first):
        forms = [below, apart, behind]
    return forms[0] if tag == "S:" else next(filter(_holds, forms), forms[0])


def _escaped(line: str) -> str:
    """The line with a backslash where it would begin with a tag."""
    tag = _LIKE_A_TAG.match(line)
    return line if tag is None else f"{tag[1]}\\{line[tag.start(2) :]}"


def _holds(lines: list[str]) -> bool:
    """Whether a card goes on to the end of its lines, and ends there."""
    blocks = blocks_of([*lines, "---", "Q:"])
    return blocks.tags == [0, len(lines) + 1] and blocks.stops() == [len(lines)]


def _mend(lines: list[str]) -> None:
    """Take the backslashes out of code, and put one before what else would end the card."""
    blocks = blocks_of(lines)
    for line, text in enumerate(lines):
        escaped = _ESCAPED.match(text) if blocks.hidden[line] else None
        if escaped is not None:
            lines[line] = escaped[1] + text[escaped.start(2) :]
    for line in blocks.stops():
        lines[line] = "\\" + lines[line]


def _settings(card: Card) -> str:
    parts = []
    if card.limit_s is not None:
        parts.append(f"limit: {time_limit.written(card.limit_s)}")
    if card.tags:
        parts.append(f"tags: {', '.join(card.tags)}")
    if card.kind is Kind.CLOZE and card.span is None:
        parts.append("cloze: together")
    pin = _pin(card)
    if pin and is_pin(pin):
        parts.append(f"id: {pin}")
    return "; ".join(parts)


def _pin(card: Card) -> str:
    """The `id:` that a card's id came from; empty where it is its digest."""
    if card.kind != Kind.CLOZE:
        return "" if card.id == card_id(card.kind, card.front, card.back) else card.id
    if card.span is None:
        return "" if card.id == face_of_all(card.front).id else card.id
    faces = cloze_faces(card.front)
    number = next((n for n, face in enumerate(faces, 1) if face.span == card.span), 0)
    if not number or card.id == faces[number - 1].id:
        return ""
    return card.id.removesuffix(f".{number}") if len(faces) > 1 else card.id
