"""Templates of note types: fields, sections that depend on them, filters; no script is run."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Final

from flashcards.core.frozen import dataclass

FRONT: Final = "FrontSide"
"""The field that, in an answer, stands for the question."""

_TAG: Final = re.compile(r"\{\{([^{}]*?)\}\}|\{\{\{([^{}]*?)\}\}\}", re.DOTALL)
_OTHER_BRACES: Final = re.compile(r"<%(.*?)%>", re.DOTALL)
_CHANGED_BRACES: Final = re.compile(r"\s*\{\{=<% %>=\}\}")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY: Final = re.compile(r"(?:\s|</?(?:br|div)\s?/?>|&nbsp;)*", re.IGNORECASE)
_HTML: Final = re.compile(r"<[^<>]*>")
_READING: Final = re.compile(r" ?([^ <>\[\]]+)\[([^\[\]]*)\]")
_SILENT: Final = ("tts", "tts-voices")
_DEEPEST: Final = 100

Filter = Callable[[str, str], str]
"""What becomes of a field under a filter: the filter's name and the field's text."""


@dataclass(frozen=True, slots=True)
class _Conditional:
    """A part of a template that depends on a field; `wants` says whether the field must be full."""

    name: str
    wants: bool
    parts: tuple["_Part", ...]


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A field in a template, with the filters on it, the innermost last."""

    field: str
    filters: tuple[str, ...]


_Part = str | _Replacement | _Conditional


class BadTemplate(Exception):
    """Sections that are not closed, or not in the order in which they were opened."""


class CardTemplate:
    """One side's template, read once for all notes; raises `BadTemplate`."""

    def __init__(self, source: str) -> None:
        text = _COMMENT.sub("", source)
        if _CHANGED_BRACES.match(text):
            text = _OTHER_BRACES.sub(r"{{\1}}", _CHANGED_BRACES.sub("", text, count=1))
        self._parts = _parts(text)

    def rendered(self, fields: Mapping[str, str], filtered: Filter) -> str:
        """The side for the fields; those that are not there are nothing."""
        return "".join(_rendered(self._parts, fields, filtered))

    @property
    def names(self) -> frozenset[str]:
        """The fields that it shows, whether or not a note has them."""
        return frozenset(one.field for one in _replacements(self._parts))

    def shown_with(self, filter_: str) -> tuple[str, ...]:
        """The fields that it shows under a filter."""
        found = (one.field for one in _replacements(self._parts) if filter_ in one.filters)
        return tuple(dict.fromkeys(found))


def is_empty(value: str) -> bool:
    """Whether a field holds nothing that is seen, as Anki decides it."""
    return _EMPTY.fullmatch(value) is not None


def plain_filter(name: str, value: str) -> str:
    """A field under a filter that needs no more than its text."""
    if name == "text":
        return unescape(_HTML.sub("", value)).replace("&", "&amp;").replace("<", "&lt;")
    if name == "furigana":
        return _READING.sub(r"\1(\2)", value)
    if name == "kanji":
        return _READING.sub(r"\1", value)
    if name == "kana":
        return _READING.sub(r"\2", value)
    return "" if name.split(" ", 1)[0] in _SILENT else value


def _parts(text: str) -> tuple[_Part, ...]:
    """The parts of a template, its sections in one another."""
    stack: list[tuple[str, bool, list[_Part]]] = [("", True, [])]
    place = 0
    for found in _TAG.finditer(text):
        stack[-1][2].append(text[place : found.start()])
        place = found.end()
        said = (found[1] if found[1] is not None else found[2]).strip()
        if said[:1] in {"#", "^"}:
            if len(stack) > _DEEPEST:
                raise BadTemplate
            stack.append((said[1:].strip(), said[0] == "#", []))
        elif said[:1] == "/":
            name, wants, inside = stack.pop()
            if not stack or name != said[1:].strip():
                raise BadTemplate
            stack[-1][2].append(_Conditional(name, wants, tuple(inside)))
        elif said[:1] != "!":
            *filters, field = (part.strip() for part in said.split(":"))
            stack[-1][2].append(_Replacement(field, tuple(filters)))
    if len(stack) > 1:
        raise BadTemplate
    return (*stack[0][2], text[place:])


def _rendered(
    parts: tuple[_Part, ...], fields: Mapping[str, str], filtered: Filter
) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, _Conditional):
            if is_empty(fields.get(part.name, "")) is not part.wants:
                yield from _rendered(part.parts, fields, filtered)
        else:
            value = fields.get(part.field, "")
            for filter_ in reversed(part.filters):
                value = filtered(filter_, value)
            yield value


def _replacements(parts: tuple[_Part, ...]) -> Iterator[_Replacement]:
    for part in parts:
        if isinstance(part, _Conditional):
            yield from _replacements(part.parts)
        elif isinstance(part, _Replacement):
            yield part
