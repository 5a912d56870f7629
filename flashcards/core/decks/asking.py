"""Whether a heading asks: it ends with a question mark, whatever decorates it behind that."""

import re
from typing import Final
from unicodedata import category

_MARKS: Final = ("?", "\uff1f", "\u061f", "\u037e")
_GREEK: Final = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff][\W_]*;\Z")
_BLANKS_AND_MARKUP: Final = frozenset(" \t\n*_~`!\uff01")
_CLOSERS: Final = frozenset("\"')]}>\u2019\u201d\u00bb\u203a\u300d\u300f\uff09\uff3d\u3011\u00b6")
# Emoji are made of symbols, of marks that join or colour them, and of selectors.
_EMOJI: Final = frozenset({"So", "Sk", "Cf", "Me", "Mn", "Co"})
_ELEMENT_AT_END: Final = re.compile(
    r"""!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])\Z            # a picture
    |\[!?\[[^\[\]]*\]\([^()]*\)\]\([^()]*\)\Z                # a badge
    |\[\^[^\[\]]*\]\Z                                        # a footnote
    |\[(?P<link>[^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])?\Z
    |\{[^{}]*\}\Z                                            # {#id}
    |<(?P<name>[A-Za-z][A-Za-z0-9-]*)[^<>]*>(?P<html>[^<>]*)</(?P=name)\s*>\Z
    |</?[A-Za-z][^<>]*>\Z
    |[(\uff08](?P<remark>(?:[^()\uff08\uff09]|\([^()]*\))*)[)\uff09]\Z
    |(?<!\S):[a-z0-9_+-]+:\Z                                 # :rocket:
    |(?<!\S)\#+(?:[^\W\d][\w/-]*)?\Z                         # a tag, or closing marks
    """,
    re.VERBOSE,
)
_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3")
_INSIDE: Final = ("link", "html", "remark")
_MOST_DECORATIONS: Final = 16
_LONGEST_DECORATION: Final = 1000
"""Characters at a heading's end that are looked at, so that any heading takes bounded time."""


def asks(text: str) -> bool:
    """Whether a heading's text ends with a question mark, once what may follow it is left out.

    That is markup, links, pictures, footnotes, emoji, anchors, HTML, tags, a remark in brackets,
    closing quotes and brackets, and `!`.
    """
    end = _KEYCAP.sub("", text[-_LONGEST_DECORATION:])
    for _ in range(_MOST_DECORATIONS):
        end = _bare(end)
        if _has_mark(end):
            return True
        element = _ELEMENT_AT_END.search(end)
        if element is None:
            break
        inside = next((element[name] for name in _INSIDE if element[name]), "")
        if _has_mark(_without_closers(inside)):
            return True
        end = end[: element.start()]
    return _has_mark(_without_closers(end))


def _has_mark(text: str) -> bool:
    return text.endswith(_MARKS) or (";" in (end := text[-8:]) and bool(_GREEK.search(end)))


def _bare(text: str) -> str:
    """The text without blanks, markup and emoji at its end."""
    end = len(text)
    while end and (text[end - 1] in _BLANKS_AND_MARKUP or category(text[end - 1]) in _EMOJI):
        end -= 1
    return text[:end]


def _without_closers(text: str) -> str:
    """The text without quotes and brackets that close at its end, either."""
    end = len(_bare(text))
    while end and text[end - 1] in _CLOSERS:
        end = len(_bare(text[: end - 1]))
    return text[:end]
