"""HTML as a value: whatever is put into it is escaped, so that no text can be taken for markup."""

import re
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

from flashcards.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that may be sent as it is; made by `element` and `joined`, not from a text."""

    text: str

    def __str__(self) -> str:
        return self.text


Value: TypeAlias = str | int | bool | None
"""What an attribute says."""

Child: TypeAlias = "Html | str | int | Iterable[Child] | None"
"""What stands in an element; a text is escaped, None is nothing."""

NOTHING: Final = Html("")
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_ADDRESSES: Final = frozenset({"href", "src", "action", "formaction", "poster"})
_ADDRESS: Final = re.compile(r"/(?![/\\])|[?#]|https?://|mailto:", re.IGNORECASE)
"""How an address begins that is on this machine, or may be followed; no script is one."""


def element(name: str, /, *children: Child, **attributes: Value) -> Html:
    """An element; `class_` is the attribute class, `data_limit` is data-limit.

    An attribute that is True has no value, one that is None or False is left out, and so is an
    address that is none to follow.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{joined(children)}</{name}>")


def leads(address: str) -> bool:
    """Whether an address may be followed: a page of this server, or of the web."""
    return _ADDRESS.match(address) is not None


def joined(*children: Child) -> Html:
    """All of them, one after the other."""
    texts: list[str] = []
    _gather(children, texts)
    return Html("".join(texts))


def _gather(children: "Iterable[Child]", texts: list[str]) -> None:
    """Put into a list what the children come to, those of children too."""
    for child in children:
        if isinstance(child, Html):
            texts.append(child.text)
        elif isinstance(child, (str, int)):
            texts.append(escape(str(child)))
        elif child is not None:
            _gather(child, texts)


def _attribute(key: str, value: Value) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False or (name in _ADDRESSES and not leads(str(value))):
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
