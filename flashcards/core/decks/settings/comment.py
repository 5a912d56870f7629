"""A card's own settings: `<!-- limit: 5m; tags: calculus, exam; id: bias-variance -->`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.comments import Comment, comment_body
from flashcards.core.decks.settings import time_limit
from flashcards.core.frozen import dataclass
from flashcards.core.log.limits import LONGEST_ID
from flashcards.core.problem import Problem, error, warning

_KEYS: Final = frozenset({"limit", "tags", "id", "cloze"})
CLOZE_WORDS: Final = {"together": True, "apart": False}
"""Whether a cloze asks all its deletions at once, or each by itself."""

_SHOWN: Final = 20
"""Characters that are shown of what is too long."""

_SETTING: Final = re.compile(r"\s*([A-Za-z_-]+)\s*:(.*)", re.DOTALL)
_PIN: Final = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST_ID - 1}}}")
LONGEST_PIN_OF_SIBLINGS: Final = LONGEST_ID - len(".250")
"""Characters of an `id:` that several cards share: each adds its number, and no id may be longer
than facts take, on machines with older versions too."""


class Setting(NamedTuple):
    """One `key: value` and its line; `key` is empty where there is none."""

    line: int
    key: str
    value: str


class SettingsComment(NamedTuple):
    """A comment that holds settings."""

    place: Comment
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class CardSettings:
    """What a card says of itself; `pin` is its `id:` on its line, `together` its `cloze:`."""

    tags: tuple[str, ...] = ()
    limit_s: int | None = None
    pin: str | None = None
    pin_line: int = 0
    together: bool | None = None


NO_SETTINGS: Final = CardSettings()


def settings_comments(lines: Sequence[str], comments: Sequence[Comment]) -> list[SettingsComment]:
    """Those of the comments that hold settings; others are text."""
    read = [SettingsComment(one, tuple(_settings(lines, one))) for one in comments]
    return [one for one in read if one.settings and any(part.key in _KEYS for part in one.settings)]


def card_settings(
    file: str, comments: Sequence[SettingsComment]
) -> tuple[CardSettings, list[Problem]]:
    """What the comments of one card say, a later one before an earlier one."""
    settings: CardSettings = NO_SETTINGS
    problems: list[Problem] = []
    for comment in comments:
        for setting in comment.settings:
            read = _applied(settings, setting, file)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                settings = read
    return settings, problems


def words(text: str) -> tuple[str, ...]:
    """The parts of a list written with commas, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def is_pin(text: str) -> bool:
    """Whether a text may be an `id:`."""
    return bool(_PIN.fullmatch(text))


def _settings(lines: Sequence[str], comment: Comment) -> Iterator[Setting]:
    line = comment.line
    for part in comment_body(lines, comment).split(";"):
        written = _SETTING.fullmatch(part)
        start = line + len(part[: len(part) - len(part.lstrip())].split("\n")) - 1
        if written is not None:
            yield Setting(start, written[1].lower(), written[2].strip())
        elif part.strip():
            yield Setting(start, "", part.strip())
        line += part.count("\n")


def _applied(settings: CardSettings, setting: Setting, file: str) -> CardSettings | Problem:
    if setting.key == "limit":
        return _with_limit(settings, setting, file)
    if setting.key == "tags":
        return replace(settings, tags=words(setting.value))
    if setting.key == "id":
        return _with_pin(settings, setting, file)
    if setting.key == "cloze" and setting.value in CLOZE_WORDS:
        return replace(settings, together=CLOZE_WORDS[setting.value])
    if setting.key == "cloze":
        message = f"`cloze: {setting.value}` is not possible"
        return error(file, setting.line, message, "write `together` or `apart`")
    return warning(
        file,
        setting.line,
        f"unknown setting `{setting.key or setting.value}` in a comment",
        "use `limit`, `tags`, `id` or `cloze`, with a `;` between two of them",
    )


def _with_limit(settings: CardSettings, setting: Setting, file: str) -> CardSettings | Problem:
    limit_s = time_limit.seconds(setting.value)
    if limit_s is None:
        message = f"`limit: {setting.value}` is not a time limit"
        return error(file, setting.line, message, f"write {time_limit.ALLOWED}")
    return replace(settings, limit_s=limit_s)


def _with_pin(settings: CardSettings, setting: Setting, file: str) -> CardSettings | Problem:
    if len(setting.value) > LONGEST_ID:
        return too_long(file, setting.line, setting.value, LONGEST_ID)
    if not is_pin(setting.value):
        hint = (
            f"write 1 to {LONGEST_ID} letters, digits, `.`, `_` or `-`, the first a letter or digit"
        )
        return error(file, setting.line, f"`id: {setting.value}` is no id", hint)
    return replace(settings, pin=setting.value, pin_line=setting.line)


def too_long(file: str, line: int, pin: str, longest: int, whose: str = "an id") -> Problem:
    """What is wrong with an `id:` of more characters than `whose` ids may have."""
    message = f"`id: {pin[:_SHOWN]}…` has {len(pin):,} characters: {whose} has at most {longest}"
    return error(file, line, message, "shorten it; until then the card goes by its text")
