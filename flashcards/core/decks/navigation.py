"""What only leads through a page: contents, links and badges, and ways back to its top."""

import re
from html import unescape
from typing import Final

_LINK: Final = re.compile(
    r"""!?\[(?:[^\[\]]|!\[[^\[\]]*\]\([^()\s]*\))*\]\((?P<address>[^()\s]*)(?:\s[^()]*)?\)
    |<[^<>]*>                                                # badges too, and HTML
    """,
    re.VERBOSE,
)
_NO_WORDS: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 600
"""Characters of a text that may be nothing but ways back: a few lines."""

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE: Final = re.compile(r"[ \t]*(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)")
_PAGE_LINK: Final = re.compile(
    r"""\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()\s]*\))?+)*)\]\(\s*\#[^()\s]*(?:\s+"[^"]*")?\s*\)
    |<a\s[^<>]*?\bhref\s*=\s*["']?\#[^<>]*>(?P<html>.*?)</a\s*>""",
    re.VERBOSE | re.IGNORECASE,
)
_PICTURE: Final = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)|:[a-z0-9_+-]+:", re.IGNORECASE)
"""With emoji by their names."""

_OTHER_LINK: Final = re.compile(r"\[([^\[\]]+)\](?:\([^()\s]*\)|\[[^\[\]]*\])")
_ELEMENT: Final = re.compile(
    r"</?(?:a|b|br|center|code|div|em|font|hr|i|kbd|p|small|span|strong|su[bp])(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[|\u00b7\u2022/]")
_WORD: Final = re.compile(r"[^\W_]+")
_UP: Final = frozenset("\u2b06\u23eb\U0001f53c\U0001f51d\ufe0f")
"""Signs that say `up` without a link: an arrow such as `\u2191` may be an answer."""

_AROUND: Final = frozenset("*_~()[]-+>")
_PLACE: Final = (
    r"(?:top|start|beginning|toc|(?:table of )?contents?|index|overview|menu|home"
    r"|(?:list of )?questions?(?: list)?|list)"
    r"(?: of (?:the |this )?(?:page|file|document|section))?"
)
_BACK: Final = re.compile(
    rf"(?:(?:click|tap) )?(?:(?:go|jump|scroll|move) )?(?:back|return)(?: up)?(?: to)?"
    rf"(?: the)? {_PLACE}"
)
_BEGINS_BACK: Final = re.compile("click|tap|go|jump|scroll|move|back|return", re.IGNORECASE)
_BY_LINK: Final = re.compile(
    rf"(?:(?:click|tap|go|jump|scroll|move|up|to|the) )*{_PLACE}|(?:go )?(?:back|up|return)"
    "|(?:zur\u00fcck )?(?:nach oben|zum anfang)|(?:volver )?arriba|volver al (?:inicio|\u00edndice)"
    "|(?:voltar )?ao topo|(?:retour )?en haut|haut de page|torna su"
    "|\u043d\u0430\u0432\u0435\u0440\u0445|\u0432\u0432\u0435\u0440\u0445"
    "|(?:\u56de\u5230|\u8fd4\u56de)(?:\u9876\u90e8|\u9876\u7aef|\u76ee\u5f55)"
    "|\u30c8\u30c3\u30d7\u3078(?:\u623b\u308b)?|\ub9e8 \uc704\ub85c"
)


def only_links(text: str) -> bool:
    """Whether a text is nothing but links and pictures, as contents and badges are."""
    return bool(_LINK.search(text)) and not _NO_WORDS.sub("", _LINK.sub("", text))


def is_contents(text: str) -> bool:
    """Whether a text is nothing but links to places of its own page, other than its top."""
    addresses = [link["address"] for link in _LINK.finditer(text) if link["address"] is not None]
    within_page = bool(addresses) and all(address.startswith("#") for address in addresses)
    return within_page and only_links(text) and not only_leads_back(text)


def only_leads_back(text: str) -> bool:
    """Whether a text says nothing but how to get back to the top of its page.

    Rules, line breaks, anchors and comments say nothing either; a picture says something.
    """
    if len(text) > _LONGEST or (text[:1].isalnum() and not _BEGINS_BACK.match(text)):
        return False
    lines = _COMMENT.sub("", text).split("\n")
    return all(_RULE.fullmatch(line) or _leads_back(line) for line in lines)


def _leads_back(line: str) -> bool:
    links = [link["text"] or link["html"] or "" for link in _PAGE_LINK.finditer(line)]
    inside = [part for link in links for part in _BETWEEN.split(_plain(_PICTURE.sub("", link)))]
    rest = _plain(_OTHER_LINK.sub(r"\1", _PAGE_LINK.sub("", line)))
    is_marked = bool(links) or not _UP.isdisjoint(rest)
    return all(map(_is_way_back_by_link, inside)) and all(
        _is_way_back(part, is_marked=is_marked) for part in _BETWEEN.split(rest)
    )


def _plain(text: str) -> str:
    return unescape(_ELEMENT.sub("", text)).casefold()


def _is_way_back_by_link(text: str) -> bool:
    words = " ".join(_WORD.findall(text))
    return not words or bool(_BY_LINK.fullmatch(words) or _BACK.fullmatch(words))


def _is_way_back(text: str, *, is_marked: bool) -> bool:
    words = " ".join(_WORD.findall(text))
    if words:
        return bool(_BACK.fullmatch(words))
    signs = set("".join(text.split())) - _UP
    return not signs or (is_marked and signs <= _AROUND)
