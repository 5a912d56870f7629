"""Cards in a list of a page's front matter, as some site generators keep them."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.roles import role_of
from flashcards.formats.questions.wording import wording_of

if TYPE_CHECKING:
    import yaml

_LIST: Final = re.compile(
    r"^(?:cards|questions|flashcards|faq|items|qa|quiz)[ \t]*:[ \t]*(?:#.*)?$", re.MULTILINE
)
_LONGEST: Final = 1_000_000
_SHAPE: Final = "a list in the front matter"


def asked_by_front_matter(lines: Sequence[str]) -> Iterator[AskedText]:
    """The questions in a front matter's list; `lines` are the file's, to the end of the block.

    Nodes are read, not values: what YAML merges or repeats is not multiplied.
    """
    text = "\n".join(lines[1:-1])
    if len(text) > _LONGEST or not _LIST.search(text):
        return
    import yaml

    try:
        document = yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    if not isinstance(document, yaml.MappingNode):
        return
    for key, value in document.value:
        is_list = isinstance(value, yaml.SequenceNode)
        if is_list and isinstance(key, yaml.ScalarNode) and _LIST.match(f"{key.value}:"):
            for entry in value.value:
                if isinstance(entry, yaml.MappingNode):
                    yield from _card(entry)


def _card(entry: "yaml.MappingNode") -> Iterator[AskedText]:
    found: dict[str, str] = {}
    for key, value in entry.value:
        if isinstance(key.value, str) and (role := role_of(key.value)) is not None:
            found.setdefault(role, _text(value))
    if found.get("front"):
        line = entry.start_mark.line + 1
        words = wording_of(found["front"])
        tags = tuple(found.get("tags", "").replace(",", " ").split())
        answer = found.get("back", "").strip()
        yield AskedText(line, line + 1, _SHAPE, words.text, answer, (*words.tags, *tags))


def _text(node: "yaml.Node") -> str:
    if isinstance(node.value, str):
        return "" if node.tag.endswith(":null") else node.value.strip()
    if isinstance(node.value, list):
        return ", ".join(
            one.value for one in node.value if isinstance(getattr(one, "value", None), str)
        )
    return ""
