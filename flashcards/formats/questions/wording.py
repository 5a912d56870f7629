"""Whether words ask, and what decorates them: numbers, labels, links, stars, difficulty."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import category

from flashcards.core.decks.asking import asks

_LONGEST_LABEL: Final = 30


class Asking(IntEnum):
    """How much words look like a question."""

    NOT = 0
    MAYBE = 1
    """They ask only among others that ask: `Implement a queue`, `The CAP theorem`."""
    LIKELY = 2
    """`Explain recursion`, `What is a tree`."""
    SURELY = 3


class TitleWording(NamedTuple):
    """A question's bare words, whether it asks, its number if it has one, and its difficulty.

    `labelled`: it says itself that it is a question, like `Q.`.
    """

    text: str
    asking: Asking
    number: int | None = None
    tags: tuple[str, ...] = ()
    labelled: bool = False


_LABEL: Final = re.compile(
    r"(?:(?:question|ques|frage|pregunta)[ ]?(?:\#|no\.?[ ]?)?(?P<n1>[0-9]{1,4})?[ ]?[:.)\u2013-]"
    r"|Q(?:uestion)?[ ]?(?P<n2>[0-9]{1,4})[ ]?[:.)\u2013-]+"
    r"|Q(?P<n4>[0-9]{1,4})(?=[ ])"
    r"|Q[ ]?[:.)])(?=\s|[*_]|\w)\s*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?:(?:[0-9]{1,4}\.)*(?P<n3>[0-9]{1,4})\\?[.):]+(?!\d)\s*|\#[0-9]{1,4}[:.)]?\s+)"
)
_SECTION: Final = re.compile(r"(?:[0-9]{1,3}\.){1,4}[0-9]{1,3}\s+(?=[^\W\d_a-z]|[\"'`*(\[])")
"""A number of a section without a mark behind it: cut before what asks, else it may be a figure."""

_TASK: Final = re.compile(
    r"(?:implement|write|code|design|derive|prove|build|draw|sketch|compute|calculate|estimate"
    r"|train|plot|simulate|refactor|explain|describe|define|compare|discuss|walk|tell me)\b",
    re.IGNORECASE,
)
_LEVELS: Final = re.compile(
    r"\s*(?P<mark>[*_]{0,2})(?:[\[(](?P<level>easy|medium|hard|beginner|intermediate|advanced|expert"
    r"|junior|mid|senior)[\])]|\[(?P<letter>[EMH])\])(?P=mark)(?::(?=\s))?\s*",
    re.IGNORECASE,
)
_LAST_LEVEL: Final = re.compile(_LEVELS.pattern + r"\Z", re.IGNORECASE)
_LONGEST_LEVEL: Final = 20
_LEVEL_NAMES: Final = {"e": "easy", "m": "medium", "h": "hard"}
_ANCHOR: Final = re.compile(
    r"<a\s+(?:name|id)=[^<>]*>|</a>|<a\b[^<>]*>\s*(?:\#|\u00b6|\U0001f517)?\s*</a>|\s*\{\#[^{}]*\}"
    r"|\[(?:\#|\u00b6|\U0001f517|\u2191|\u2b06[\ufe0f]?)?\]\([^()]*\)|<br\s*/?>"
    r"|</?(?:p|div|span|font|center|b|strong|em|i|u|details|summary|table)\b[^<>]*>|\\$",
    re.IGNORECASE,
)
_BADGE: Final = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|:[a-z][a-z0-9_+-]{2,30}:(?=\s|$)")
_WHOLE_LINK: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()]|\([^()]*\))*\)")
_EMPHASIS: Final = ("***", "___", "**", "__", "~~", "*", "_")
_OPENERS: Final = ("*", "_", "~", "[")
_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3")
_STARRED: Final = re.compile(r"\s(\*{1,3})$")
_LEVEL_OF_SIGN: Final = {
    "\U0001f476": "easy",
    "\U0001f7e2": "easy",
    "\U0001f680": "expert",
    "\U0001f7e1": "medium",
    "\U0001f7e0": "medium",
    "\U0001f534": "hard",
}
_SURE: Final = re.compile(
    r"(?:what|why|how|when|where|which|who|whom|whose|is|are|was|were|do|does|did|can|could|should"
    r"|would|will|have|has|if|suppose|consider|given|imagine)\b.*\?(?=[\s*_:)\]\"']|$)",
    re.IGNORECASE,
)
_LIKELY: Final = re.compile(
    r"(?:explain|describe|define|differentiate|distinguish|compare|contrast|discuss|elaborate"
    r"|differences?[ ]between|tell[ ]me|walk[ ](?:me|us)|what(?:'s|\u2019s)?[ ](?:is|are|does|do|"
    r"happens|would|will|kind|can)|what(?:'s|\u2019s)|how[ ](?:do|does|to|can|would|is|are|many|"
    r"much)|why[ ](?:do|does|is|are|would|should)|when[ ](?:do|does|should|would|to)|briefly)\b",
    re.IGNORECASE,
)
_MAYBE: Final = re.compile(
    r"(?:list|name|give|write|implement|design|derive|prove|show|state|talk|mention|calculate"
    r"|compute|find|solve|create|build|draw|outline|summari[sz]e|identify|illustrate|consider"
    r"|suppose|imagine|given|estimate|determine|predict|convert|count|check|reverse|print|sort"
    r"|remove|merge|detect|say|justify|demonstrate|code|train|sketch"
    r"|plot|simulate|refactor|can[ ]you|is|are|do|does|which|who|where|when"
    r"|why|how|what|difference)\b",
    re.IGNORECASE,
)
_SIGNS: Final = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Co"})
_LONGEST: Final = 600
"""Characters of the longest title that may ask; more is a text."""

_REMEMBERED: Final = 4096
"""Titles whose words are kept: each shape that may ask looks at the same ones."""


def wording_of(text: str) -> TitleWording:
    """The bare words of a title, an item or a line, and whether they ask."""
    return TitleWording(text, Asking.NOT) if len(text) > _LONGEST else _wording(text)


@lru_cache(maxsize=_REMEMBERED)
def _wording(text: str) -> TitleWording:
    found: list[str] = []
    bare = _without_decoration(text, found)
    number, labelled = None, False
    for _ in range(3):
        label = _LABEL.match(bare) or _NUMBER.match(bare)
        if label is None or label.end() == len(bare):
            break
        groups = label.groupdict()
        labelled = labelled or label.re is _LABEL
        said = next((n for n in groups.values() if n), None)
        number = number if said is None else int(said)
        bare = _unwrapped(bare[label.end() :].lstrip())
    bare = _unwrapped(_without_decoration(bare, found))
    if (section := _SECTION.match(bare)) and _asking(bare[section.end() :]) > Asking.NOT:
        bare = _unwrapped(bare[section.end() :])
    return TitleWording(
        bare, Asking.SURELY if labelled else _asking(bare), number, tuple(found), labelled
    )


def _asking(bare: str) -> Asking:
    if not any(char.isalpha() for char in bare[:80]):
        return Asking.NOT
    bare = bare.lstrip("*_")
    if asks(bare) or _SURE.match(bare):
        return Asking.SURELY
    if _LIKELY.match(bare):
        return Asking.LIKELY
    return Asking.MAYBE if _MAYBE.match(bare) else Asking.NOT


def _without_decoration(text: str, found: list[str]) -> str:
    """The text without anchors, badges, emoji at its ends; difficulties go to `found`."""
    bare = text
    if "<" in bare or "{" in bare or "[" in bare or "\\" in bare:
        bare = _ANCHOR.sub("", bare)
        bare = _BADGE.sub("", bare) if "!" in bare or ":" in bare else bare
    elif ":" in bare:
        bare = _BADGE.sub("", bare)
    if "[" in bare or "(" in bare:
        bare = _without_level(bare, found)
    bare = bare.strip().lstrip("> ")
    if "\u20e3" in bare:
        bare = _KEYCAP.sub("", bare).strip()
    if bare.endswith("*") and (stars := _STARRED.search(bare)):
        found.append(("easy", "medium", "hard")[len(stars[1]) - 1])
        bare = bare[: stars.start()]
    bare = _without_signs(bare, found)
    for _ in range(4):
        inner = _unwrapped(_without_signs(bare, found))
        if inner == bare:
            break
        bare = inner
    return bare


def _without_level(text: str, found: list[str]) -> str:
    """The text without a difficulty in brackets before or behind it, which goes to `found`."""
    level = _LEVELS.match(text)
    rest = "" if level is None else text[level.end() :]
    if level is None:
        start = max(0, len(text) - _LONGEST_LEVEL)
        level = _LAST_LEVEL.search(text, start)
        rest = "" if level is None else text[: level.start()]
    if level is None or not rest:
        return text
    name = (level["level"] or level["letter"]).lower()
    found.append(_LEVEL_NAMES.get(name, name))
    return rest


def _without_signs(text: str, found: list[str]) -> str:
    """The text without emoji and stars at its ends; signs of difficulty become tags."""
    if text.isascii():
        return text
    start, end = 0, len(text)
    while start < end and (category(text[start]) in _SIGNS or text[start] in " \t"):
        start += 1
    while end > start and (category(text[end - 1]) in _SIGNS or text[end - 1] in " \t"):
        end -= 1
    if start == end:
        return text
    outside = text[:start] + text[end:]
    inner = text[start:end]
    for mark in _EMPHASIS:
        if inner.startswith(mark) and inner.endswith(mark) and len(inner) > 2 * len(mark):
            within = inner[len(mark) : -len(mark)].strip()
            last = _without_signs(within, found)
            if last != within and mark not in last:
                inner = last
            break
    stars = sum(outside.count(star) for star in "\u2b50\u2605")
    if stars:
        found.append(("easy", "medium", "hard")[min(stars, 3) - 1] if stars > 1 else "medium")
    found += [level for sign, level in _LEVEL_OF_SIGN.items() if sign in outside]
    return inner


def _unwrapped(text: str) -> str:
    """The text without emphasis or a link that wraps all of it."""
    text = text.strip()
    if text[:1] not in _OPENERS:
        return text
    for mark in _EMPHASIS:
        inner = text[len(mark) : -len(mark)]
        if text == mark + inner + mark and inner.strip() and mark not in inner:
            return inner.strip()
    if text[:1] == "[" and (link := _WHOLE_LINK.fullmatch(text)):
        return link[1].strip()
    return text


def is_task(text: str) -> bool:
    """Whether words tell to do what an interview asks for: `Implement a queue`."""
    return bool(_TASK.match(text))


_BARE_LABEL: Final = re.compile(
    r"\W*(?:question|ques|problem|exercise|task|q|card|item)?[ ]?(?:no\.?|\#|number)?[ ]?"
    r"[0-9]{1,4}\W*",
    re.IGNORECASE,
)


def is_bare_label(text: str) -> bool:
    """Whether a title is only a number: `Question 3`, `#12`."""
    return len(text) < _LONGEST_LABEL and bool(_BARE_LABEL.fullmatch(text))
