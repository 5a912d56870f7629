"""The keys of a front matter, from TOML or YAML, each with its line; nothing is checked here."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import yaml

_TOML_LINE: Final = re.compile(r"\s*\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_TAGS: Final = re.compile(r"^tags[ \t]*:.*(?:\n(?:[ \t]|-(?=[ \t])).*)*", re.MULTILINE)
_TAG_MARK: Final = re.compile(r"(?<![\w\"'#])#(?=[^\s#])")
_LOOKS_LIKE_TOML: Final = re.compile(r"^\s*[\w\"'-]+\s*=", re.MULTILINE)
_PLAIN: Final = re.compile(
    r"(?P<key>[a-z_]+): +(?:(?P<number>[1-9][0-9]{0,8})"
    r"|(?P<word>[A-Za-z][\w./-]*(?: [\w./-]*[\w./])*)"
    r"|\[ *(?P<listed>[A-Za-z][\w./-]*(?: *, *[A-Za-z][\w./-]*)*) *\]) *",
    re.ASCII,
)
_YAML_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
"""Words that mean something else than themselves."""

_YAML_TRUE: Final = frozenset({"true", "yes", "on"})


class Entry(NamedTuple):
    """A key, its value, and its line in the block from 0."""

    key: str
    value: object
    line: int


class Broken(NamedTuple):
    """Why a block is neither TOML nor YAML, and on which of its lines from 0.

    `reached` is how far it could be read.
    """

    line: int
    reason: str
    reached: tuple[int, int] = (0, 0)


class Odd(NamedTuple):
    """A YAML value that no key takes, as it is written."""

    written: str


def toml_entries(text: str) -> list[Entry] | Broken:
    """The keys of a TOML document."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _broken_toml(str(error), text)
    except RecursionError:
        return Broken(0, "it is nested too deeply")
    except ValueError:
        return Broken(0, "a number in it is too long")
    return [Entry(key, value, _toml_line(key, text)) for key, value in document.items()]


def toml_or_yaml_entries(text: str) -> list[Entry] | Broken:
    """The keys of a document: as TOML if it is TOML, else as YAML.

    If it is neither, the mistake is told of what could be read further.
    """
    plain = _plain_entries(text)
    if plain is not None:
        return plain
    toml = toml_entries(text)
    if not isinstance(toml, Broken):
        return toml
    yaml = _yaml_entries(_without_tag_marks(text))
    if isinstance(yaml, Broken) and _LOOKS_LIKE_TOML.search(text) and toml.reached >= yaml.reached:
        return toml
    return yaml


def _plain_entries(text: str) -> list[Entry] | None:
    """The keys of YAML that is words, whole numbers, lists of words, as most is; None if more.

    YAML's own reader takes half as long for such a block as Markdown's for a page.
    """
    found: list[Entry] = []
    for number, line in enumerate(text.split("\n")):
        entry = _PLAIN.fullmatch(line)
        if entry is None:
            return None
        listed = entry["listed"]
        words = [entry["word"] or ""] if listed is None else listed.replace(" ", "").split(",")
        if not _YAML_WORDS.isdisjoint(one.lower() for one in [entry["key"], *words]):
            return None
        found.append(Entry(entry["key"], _plain_value(entry, words), number))
    return found


def _plain_value(entry: re.Match[str], words: list[str]) -> object:
    if entry["number"] is not None:
        return int(entry["number"])
    return words if entry["word"] is None else words[0]


def _without_tag_marks(text: str) -> str:
    """The document with `tags: #a` as `tags: a`: in YAML a comment begins at a `#`."""
    return _TAGS.sub(lambda tags: _TAG_MARK.sub("", tags[0]), text)


def _broken_toml(message: str, text: str) -> Broken:
    place = _TOML_LINE.search(message)
    line = int(place[1]) - 1 if place and place[1] else text.count("\n")
    column = int(place[2]) - 1 if place and place[2] else 0
    return Broken(line, _TOML_LINE.sub("", message), (line, column))


def _toml_line(key: str, text: str) -> int:
    name = re.escape(key)
    found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{name}[\"']?[ \t]*[=.\]]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) if found else 0


def _yaml_entries(text: str) -> list[Entry] | Broken:
    import yaml

    try:
        document = yaml.compose(text, yaml.SafeLoader)
        if isinstance(document, yaml.MappingNode):
            return list(_pairs(document))
    except yaml.YAMLError as error:
        return _broken_yaml(error, text)
    except RecursionError:
        return Broken(0, "it is nested too deeply")
    except (ValueError, OverflowError):
        return Broken(0, "a character code in it is no character")
    return Broken(0, "it holds no `key: value` lines")


def _broken_yaml(error: "yaml.YAMLError", text: str) -> Broken:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        line = min(mark.line, text.count("\n"))
        reason = getattr(error, "problem", None) or "it cannot be read"
        return Broken(line, reason, (mark.line, mark.column))
    place = getattr(error, "position", 0)
    return Broken(text.count("\n", 0, place), "it holds a character that YAML does not allow")


def _pairs(document: "yaml.MappingNode") -> Iterator[Entry]:
    for key, value in document.value:
        yield Entry(_written(key), _value(value), key.start_mark.line)


def _value(node: "yaml.Node") -> object:
    if isinstance(node.value, list) and not _is_mapping(node):
        return [_scalar(one) for one in node.value]
    return _scalar(node)


def _scalar(node: "yaml.Node") -> object:
    kind = node.tag.rpartition(":")[2]
    written = _written(node)
    if kind == "null":
        return None
    if kind == "str":
        return written
    if kind == "bool":
        return written.lower() in _YAML_TRUE
    with suppress(ValueError):
        if kind == "int":
            return int(written)
        if kind == "float":
            return float(written)
    return Odd(written)


def _written(node: "yaml.Node") -> str:
    """The text of a scalar; raises `ValueError` for half a character, by an escape."""
    if not isinstance(node.value, str):
        return "a list or table"
    node.value.encode("utf-8")
    return node.value


def _is_mapping(node: "yaml.Node") -> bool:
    return any(isinstance(one, tuple) for one in node.value)
