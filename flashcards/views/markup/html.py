"""HTML tags in a card's text: which are known, and which merely look like one."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple

_VOID: Final = frozenset({"br", "hr", "img", "wbr", "col"})
"""Tags that stand alone."""
BLOCKS: Final = frozenset(
    {
        *("p", "div", "center", "blockquote", "pre", "details", "summary", "figure", "figcaption"),
        *("ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"),
    }
)
"""Tags that begin a line; their ends are often left out, or cut off with a card."""
_PHRASES: Final = frozenset(
    {
        *("a", "abbr", "b", "strong", "i", "em", "cite", "dfn", "var", "q", "span", "font", "big"),
        *("small", "code", "kbd", "samp", "tt", "u", "ins", "s", "strike", "del", "mark"),
        *("sub", "sup", "ruby", "rb", "rt", "rtc", "rp"),
    }
)
"""Tags that wrap words; without a partner they are a placeholder (`<b>`, `List<S>`)."""
_PARTS: Final = {
    **dict.fromkeys(("ul", "ol"), ("li",)),
    "table": ("caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"),
    "dl": ("dt", "dd"),
    "ruby": ("rb", "rt", "rtc", "rp"),
}
"""What a tag's parts are called; their end tags may be left out."""
_NAMES: Final = "|".join(sorted(_VOID | BLOCKS | _PHRASES, key=len, reverse=True))
_VALUE: Final = r""""(?:[^"<]|<(?![A-Za-z/]))*+"|'(?:[^'<]|<(?![A-Za-z/]))*+'|[^\s"'<>`]++"""
_ATTRIBUTE: Final = re.compile(rf"\s++([A-Za-z_:][\w:.-]*+)\s*+=\s*+({_VALUE})", re.ASCII)
_ATTRIBUTES: Final = rf"(?:{_ATTRIBUTE.pattern.replace('(', '(?:', 1)}|\s++(?:open|reversed))*+"
_PRE: Final = re.compile(r"<pre[^>]*+>\n?(.*)</pre>", re.IGNORECASE | re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG: Final = re.compile(
    rf"<(?P<end>/?)(?P<name>{_NAMES})(?P<attributes>{_ATTRIBUTES})\s*+/?>", re.ASCII | re.IGNORECASE
)


class Tag(NamedTuple):
    """A known tag, its name and its attributes' names in lower case.

    `is_sure` says that it is meant as one; else it is a tag where it begins a line.
    """

    name: str
    is_end: bool
    is_sure: bool
    attributes: Mapping[str, str]


def tag_at(text: str, place: int, paired: frozenset[str]) -> tuple[Tag, int] | None:
    """The known tag at a place, and where it ends; `paired` as `paired_names` gives them.

    None where it is text: an unknown name, or one without the partner that it must have.
    """
    found = _TAG.match(text, place)
    if found is None:
        return None
    name = found["name"].lower()
    is_sure = name in _VOID or name in paired
    if not is_sure and name not in BLOCKS:
        return None
    return Tag(name, bool(found["end"]), is_sure, _attributes(found["attributes"])), found.end()


def known_tags(text: str) -> Iterator[tuple[Tag, int, int]]:
    """All that looks like a known tag, with where it begins and ends."""
    for found in _TAG.finditer(text):
        tag = Tag(found["name"].lower(), bool(found["end"]), True, _attributes(found["attributes"]))  # noqa: FBT003
        yield tag, found.start(), found.end()


def paired_names(text: str) -> frozenset[str]:
    """The names of the tags of which a text holds both, and of those that may stand in them.

    Those that wrap words only where each has its partner: which one has none cannot be told.
    """
    begun, ended, odd = Counter[str](), Counter[str](), set[str]()
    for found in _TAG.finditer(text):
        name = found["name"].lower()
        (ended if found["end"] else begun)[name] += 1
        if ended[name] > begun[name]:
            odd.add(name)
    odd |= {name for name in begun if begun[name] != ended[name]}
    paired = (begun.keys() & ended.keys()) - (odd & _PHRASES)
    return frozenset(paired.union(*(_PARTS.get(name, ()) for name in paired)))


def preformatted(source: str) -> str:
    """What stands in a `<pre>`, line by line, without its tags and comments."""
    found = _PRE.search(source)
    inside = found[1] if found else source
    closed = inside.rfind("-->") + len("-->")
    inside = _COMMENT.sub("", inside[:closed]) + inside[closed:]
    return unescape(_TAG.sub(lambda tag: "\n" if tag["name"].lower() == "br" else "", inside))


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): unescape(value.strip("\"'")) for name, value in found}
