"""Notes rendered by their templates: what each card asks and answers, still as HTML."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from flashcards.formats.anki import deletions
from flashcards.formats.anki.collection import AnkiNote, NoteTemplate, NoteType
from flashcards.formats.anki.markdown import MARKS
from flashcards.formats.anki.templates import (
    FRONT,
    BadTemplate,
    CardTemplate,
    is_empty,
    plain_filter,
)

_ANSWER: Final = re.compile(r"<hr\s[^<>]*id\s*=\s*[\"']?answer[\"']?[^<>]*>", re.IGNORECASE)
_CLOZES: Final = ("cloze", "cloze-only")
_ASKING: Final = ("type", "hint")
"""Filters whose field the question does not show: what is typed in, or opened with a click."""


class HtmlSides(NamedTuple):
    """What a card asks and what it answers, without the question in it."""

    front: str
    back: str


class MarkedCloze(NamedTuple):
    """The question with marks around what is deleted, whose numbers are in `numbers`, in order.

    `extra` is what the answer shows besides.
    """

    front: str
    numbers: tuple[int, ...]
    extra: str
    is_nested: bool


class NoteRenderer:
    """The notes of one type; `damaged` are the templates that cannot be read."""

    def __init__(self, type_: NoteType) -> None:
        self._type = type_
        self.damaged: set[str] = set()
        self._templates = {
            number: (self._read(one, one.front), self._read(one, one.back))
            for number, one in type_.templates.items()
        }

    @cached_property
    def typed(self) -> bool:
        """Whether a template asks to type."""
        return any(front.shown_with("type") for front, _ in self._templates.values())

    def fields(self, note: AnkiNote, deck: str) -> dict[str, str]:
        """What a note's fields hold by their names, and what every template may ask for."""
        known = {
            "Tags": " ".join(note.tags),
            "Type": self._type.name,
            "Deck": deck.replace("::", "/"),
            "Subdeck": deck.rpartition("::")[2],
        }
        return known | dict(zip(self._type.fields, note.values, strict=False))

    def sides(self, fields: Mapping[str, str], number: int) -> HtmlSides | None:
        """Both sides of a card by its template's number; None where there is no such template."""
        found = self._templates.get(number)
        if found is None:
            return None
        said = self._with_card(fields, number)
        front = found[0].rendered(said, _in_question)
        back = found[1].rendered({**said, FRONT: ""}, _in_answer)
        return HtmlSides(front, _without_question(back, front))

    def cloze_sides(self, fields: Mapping[str, str], number: int) -> HtmlSides | None:
        """Both sides of a cloze's card, by the number in its braces, the gap as text."""
        found = self._templates.get(0)
        if found is None:
            return None
        said = self._with_card(fields, 0) | {f"c{number}": "1"}
        is_there = False

        def asked(name: str, value: str) -> str:
            nonlocal is_there
            if name not in _CLOZES:
                return _in_question(name, value)
            parts = deletions.deletions_in(value)
            is_there = is_there or number in deletions.numbers_in(parts)
            return deletions.asked(parts, number)

        front = found[0].rendered(said, asked)
        back = found[1].rendered({**said, FRONT: ""}, _in_answer)
        return HtmlSides(front, _without_question(back, front)) if is_there else None

    def marked(self, fields: Mapping[str, str], number: int | None) -> MarkedCloze | None:
        """A cloze's question with marks for one card, or for all; None without a template."""
        found = self._templates.get(0)
        if found is None:
            return None
        numbers: list[int] = []
        is_nested = False

        def marking(name: str, value: str) -> str:
            nonlocal is_nested
            if name not in _CLOZES:
                return _in_question(name, value)
            parts = deletions.deletions_in(value)
            is_nested = is_nested or deletions.is_nested(parts)
            numbers.extend(one for one in deletions.numbers_in(parts) if number in {None, one})
            return deletions.marked(parts, number, MARKS)

        front = found[0].rendered(self._with_card(fields, 0), marking)
        shown = found[0].names - set(found[0].shown_with("hint"))
        rest = {name: "" if name in shown else value for name, value in fields.items()}
        extra = found[1].rendered({**rest, FRONT: ""}, _in_answer)
        return MarkedCloze(front, tuple(numbers), _ANSWER.sub("", extra), is_nested)

    def _with_card(self, fields: Mapping[str, str], number: int) -> dict[str, str]:
        return {"Card": self._type.templates[number].name, **fields}

    def _read(self, template: NoteTemplate, source: str) -> CardTemplate:
        try:
            return CardTemplate(source)
        except BadTemplate:
            self.damaged.add(template.name)
            return CardTemplate("")


def _in_question(name: str, value: str) -> str:
    return "" if name in _ASKING else plain_filter(name, value)


def _in_answer(name: str, value: str) -> str:
    if name in _CLOZES:
        return deletions.whole(deletions.deletions_in(value))
    return plain_filter(name, value)


def _without_question(back: str, front: str) -> str:
    """The answer without the question above it, which templates repeat in one way or another."""
    *_, below = parted = _ANSWER.split(back, maxsplit=1)
    if len(parted) > 1 and not is_empty(below):
        return below
    whole, asked = _ANSWER.sub("", back).strip(), front.strip()
    if asked and whole.startswith(asked) and not is_empty(whole[len(asked) :]):
        return whole[len(asked) :]
    return whole


def named_fields(type_: NoteType, note: AnkiNote) -> Iterator[tuple[str, str]]:
    """The fields of a note that hold something, by their names."""
    for name, value in zip(type_.fields, note.values, strict=False):
        if not is_empty(value):
            yield name, value
