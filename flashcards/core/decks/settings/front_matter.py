"""A deck's front matter: what stands between `---` or `+++` lines at the very top."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import timedelta
from difflib import get_close_matches
from math import isfinite
from typing import Any, Final

from flashcards.core.deck import DeckMode, DeckSettings
from flashcards.core.decks.markdown.edges import is_tag
from flashcards.core.decks.settings import time_limit
from flashcards.core.decks.settings.comment import CLOZE_WORDS
from flashcards.core.decks.settings.entries import Broken, Entry, toml_entries, toml_or_yaml_entries
from flashcards.core.frozen import dataclass
from flashcards.core.problem import Problem, error, warning
from flashcards.core.schedule import Overrides
from flashcards.core.setting_rules import (
    CARDS_A_DAY,
    MAXIMUM_INTERVAL,
    RETENTION,
    STEPS,
    YES_OR_NO,
    Rule,
    durations,
    whole,
)

_LONGEST_LINES: Final = 200
_LONGEST_CHARACTERS: Final = 20_000
_DEEPEST_HEADING: Final = 6
_SEPARATORS: Final = re.compile(r"[,\s]+")
_NEAR: Final = 0.75
_HARMLESS: Final = frozenset({"answer", "order"})
"""Keys without which a file means what it meant: what is wrong in them is a warning."""
_NO_SLIPS: Final = frozenset({"clone", "close", "read"})
"""Keys of other programs that are near one of ours."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says at its top; `end` is the line, from 0, where the deck itself begins.

    `together` asks all deletions of a cloze at once.
    """

    end: int = 0
    deck: str | None = None
    area: str | None = None
    mode: DeckMode = DeckMode.AUTO
    level: int = 2
    together: bool = False
    order: float | None = None
    settings: DeckSettings = field(default_factory=DeckSettings)
    problems: tuple[Problem, ...] = ()


def front_matter(lines: Sequence[str], file: str) -> FrontMatter:
    """The front matter of a file's lines; an empty one where there is none."""
    end = _end(lines)
    if end is None:
        return FrontMatter(problems=_unclosed(lines, file))
    text = "\n".join(line.rstrip() for line in lines[1 : end - 1])
    entries = toml_entries(text) if lines[0].startswith("+") else toml_or_yaml_entries(text)
    if isinstance(entries, Broken):
        message = f"front matter cannot be read: {_sentence(entries.reason)}"
        hint = "write one `key: value` on a line, or delete the block"
        return FrontMatter(end, problems=(error(file, entries.line + 1, message, hint),))
    return _front_matter(end, entries, file)


def _end(lines: Sequence[str]) -> int | None:
    """The line after the block; None if there is none, or it holds a tag line."""
    opener = lines[0].rstrip()
    if opener not in {"---", "+++"}:
        return None
    size = 0
    for line, text in enumerate(lines[1:_LONGEST_LINES], 1):
        size += len(text)
        if text.rstrip() == opener:
            return line + 1
        if (text[:1].strip() and is_tag(text)) or size > _LONGEST_CHARACTERS:
            return None
    return None


def _unclosed(lines: Sequence[str], file: str) -> tuple[Problem, ...]:
    opener = lines[0].rstrip()
    looks_like_one = len(lines) > 1 and _LOOKS_LIKE_KEY.match(lines[1])
    if opener != "+++" and not (opener == "---" and looks_like_one):
        return ()
    hint = f"put a line `{opener}` below its last key"
    return (error(file, 0, "front matter without its end", hint),)


def _front_matter(end: int, entries: Sequence[Entry], file: str) -> FrontMatter:
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.key not in _KEYS:
            problems += _slips(entry, file)
            continue
        value = _read(entry, file, twice=entry.key in read)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            read[entry.key] = value
    return FrontMatter(
        end,
        read.get("deck", read.get("name")),
        read.get("area"),
        read.get("cards", DeckMode.AUTO),
        read.get("level", 2),
        read.get("cloze", False),
        read.get("order"),
        _settings(read),
        tuple(problems),
    )


def _settings(read: dict[str, Any]) -> DeckSettings:
    return DeckSettings(
        read.get("tags", ()),
        read.get("limit"),
        read.get("new_per_day"),
        read.get("reviews_per_day"),
        Overrides(
            read.get("retention"),
            _steps(read, "learning_steps"),
            _steps(read, "relearning_steps"),
            read.get("maximum_interval_days"),
        ),
        read.get("suspended", False),
        read.get("answer", False),
    )


def _steps(read: dict[str, Any], key: str) -> tuple[timedelta, ...] | None:
    return durations(read[key]) if key in read else None


def _read(entry: Entry, file: str, *, twice: bool) -> object:
    """The value of a key, or what is wrong with it."""
    key = _KEYS[entry.key]
    if twice:
        message, hint = f"`{entry.key}` is here twice", "delete one of the two"
        return warning(file, entry.line + 1, message, hint)
    value = key.read(entry.value)
    if value is None:
        message, hint = f"`{entry.key}` must be {key.allowed}", "correct it, or delete the line"
        wrong = warning if entry.key in _HARMLESS else error
        return wrong(file, entry.line + 1, message, hint)
    return value


def _slips(entry: Entry, file: str) -> Iterator[Problem]:
    meant = _meant(entry.key)
    if meant is not None:
        message = f"unknown key `{_sentence(entry.key)}`"
        yield warning(file, entry.line + 1, message, f"write `{meant}`")


def _meant(key: str) -> str | None:
    """The key of ours that another is near; all others are those of other programs."""
    if key in _NO_SLIPS:
        return None
    close = get_close_matches(key[:40].lower().replace("-", "_"), _KEYS, 1, _NEAR)
    return close[0] if close else None


def _sentence(reason: str) -> str:
    """A parser's words as the end of a message: one line, lower case, no stop."""
    line = " ".join(reason.split())[:200].rstrip(".")
    return line[:1].lower() + line[1:]


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _number(value: object) -> float | None:
    """A number; none is one that is not finite, or that is too large to be told apart."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None


def _mode(value: object) -> DeckMode | None:
    return DeckMode(value) if isinstance(value, str) and value in set(DeckMode) else None


def _words(value: object) -> tuple[str, ...] | None:
    """The words of a list, or of a text with commas or blanks between them."""
    if value is None:
        return ()
    parts = value if isinstance(value, list) else _SEPARATORS.split(str(value))
    is_text = isinstance(value, str | int | float | list) and not isinstance(value, bool)
    if not is_text or not all(isinstance(part, str | int | float) for part in parts):
        return None
    words = (str(part).strip().lstrip("#").strip() for part in parts)
    return tuple(dict.fromkeys(word for word in words if word))


_ANSWERS: Final = {"typed": True, "aloud": False}
_KEYS: Final = {
    "deck": Rule("text, like `ml/theory`", _text),
    "name": Rule("text, like `ml/theory`", _text),
    "area": Rule("a word, like `theory`", _text),
    "cards": Rule(f"one of {', '.join(DeckMode)}", _mode),
    "level": whole(1, _DEEPEST_HEADING),
    "cloze": Rule(
        "`together` or `apart`",
        lambda value: CLOZE_WORDS.get(value) if isinstance(value, str) else None,
    ),
    "tags": Rule("words, like `exam, calculus`", _words),
    "order": Rule("a number, like `2`", _number),
    "limit": Rule(
        time_limit.ALLOWED,
        lambda value: time_limit.seconds(value) if isinstance(value, str) else None,
    ),
    "new_per_day": CARDS_A_DAY,
    "reviews_per_day": CARDS_A_DAY,
    "retention": RETENTION,
    "learning_steps": STEPS,
    "relearning_steps": STEPS,
    "maximum_interval_days": MAXIMUM_INTERVAL,
    "suspended": YES_OR_NO,
    "answer": Rule(
        "`typed` or `aloud`",
        lambda value: _ANSWERS.get(value) if isinstance(value, str) else None,
    ),
}
_LOOKS_LIKE_KEY: Final = re.compile(rf"(?:{'|'.join(_KEYS)})[ \t]*[:=]")
