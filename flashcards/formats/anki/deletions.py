"""Clozes as Anki writes them: `{{c1::text::hint}}`, in one another or not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_TOKEN: Final = re.compile(r"\{\{c([0-9]{1,3}(?:,[0-9]{1,3})*)::|\}\}")
_HINT: Final = "::"
_DEEPEST: Final = 8

GAP: Final = "[...]"


@dataclass(slots=True)
class AnkiDeletion:
    """A deletion: the numbers of the cards that ask it, what it holds, and its hint."""

    numbers: tuple[int, ...]
    parts: list["str | AnkiDeletion"] = field(default_factory=list)
    hint: str = ""


Parts = Sequence[str | AnkiDeletion]


def deletions_in(text: str) -> Parts:
    """The text in its parts; what is opened and never closed is text."""
    stack = [AnkiDeletion(())]
    opened: list[str] = []
    place = 0
    for token in _TOKEN.finditer(text):
        stack[-1].parts.append(text[place : token.start()])
        place = token.end()
        if token[1] and len(stack) <= _DEEPEST:
            numbers = dict.fromkeys(int(one) for one in token[1].split(","))
            stack.append(AnkiDeletion(tuple(numbers)))
            opened.append(token[0])
        elif token[1] or len(stack) == 1:
            stack[-1].parts.append(token[0])
        else:
            closed = _with_hint(stack.pop())
            opened.pop()
            stack[-1].parts.append(closed)
    stack[-1].parts.append(text[place:])
    while len(stack) > 1:
        left = stack.pop()
        stack[-1].parts += [opened.pop(), *left.parts]
    return stack[0].parts


def _with_hint(deletion: AnkiDeletion) -> AnkiDeletion:
    """The deletion with what follows the first `::` in it as its hint."""
    for place, part in enumerate(deletion.parts):
        if isinstance(part, str) and _HINT in part:
            deletion.parts[place], _, deletion.hint = part.partition(_HINT)
            break
    return deletion


def numbers_in(parts: Parts) -> Iterator[int]:
    """The numbers of all deletions, from left to right, the outer before the inner."""
    for part in parts:
        if isinstance(part, AnkiDeletion):
            yield from part.numbers
            yield from numbers_in(part.parts)


def is_nested(parts: Parts) -> bool:
    """Whether a deletion stands in another, or belongs to several cards."""
    return any(
        len(part.numbers) > 1 or any(isinstance(inner, AnkiDeletion) for inner in part.parts)
        for part in parts
        if isinstance(part, AnkiDeletion)
    )


def asked(parts: Parts, number: int) -> str:
    """The text with a gap, or the hint, for what a card asks."""
    return "".join(_asked(parts, number))


def _asked(parts: Parts, number: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif number in part.numbers:
            yield f"[{part.hint}]" if part.hint else GAP
        else:
            yield from _asked(part.parts, number)


def whole(parts: Parts) -> str:
    """The text with nothing deleted."""
    return "".join(part if isinstance(part, str) else whole(part.parts) for part in parts)


def marked(parts: Parts, number: int | None, marks: tuple[str, str, str]) -> str:
    """The text with marks around what a card asks, or all cards: begin, before a hint, end."""
    return "".join(_marked(parts, number, marks))


def _marked(parts: Parts, number: int | None, marks: tuple[str, str, str]) -> Iterator[str]:
    begin, between, end = marks
    for part in parts:
        if isinstance(part, str):
            yield part
        elif number is None or number in part.numbers:
            hint = f"{between}{part.hint}" if part.hint else ""
            yield f"{begin}{whole(part.parts)}{hint}{end}"
        else:
            yield from _marked(part.parts, number, marks)
