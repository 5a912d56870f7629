"""What settings may be, in `flash.toml` and in a deck's front matter alike: never corrected."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

_STEP: Final = re.compile(r"(\d{1,5})\s*([smhd])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST_SHARE: Final = 0.01
FILE: Final = "{file}"
"""Stands for the file that a recorder writes."""
_MOST_ASSESS_DAYS: Final = 365
_LOWEST_RETENTION, _HIGHEST_RETENTION = 0.70, 0.99
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
REVIEW_ORDERS: Final = (
    "due",
    "retrievability-ascending",
    "retrievability-descending",
    "overdueness",
    "catch-up",
    "random",
    "deck",
)
"""Orders of due cards; `core/study/queue.py` says what each is."""
AREAS_IN_TURN: Final = "areas-in-turn"
NEW_ORDERS: Final = ("deck", "decks-in-turn", AREAS_IN_TURN, "random")
MIXINGS: Final = ("due-first", "new-first", "mixed")
FORMULAS: Final = ("signs", "source")


class Rule(NamedTuple):
    """What a setting takes: in words, and as a function that gives None for anything else."""

    allowed: str
    read: Callable[[Any], object]


def whole(lowest: int, highest: int) -> Rule:
    """A whole number."""
    return Rule(
        f"a whole number from {lowest} to {highest}",
        lambda value: value if type(value) is int and lowest <= value <= highest else None,
    )


def one_of(words: tuple[str, ...]) -> Rule:
    """One of some words."""
    return Rule(
        f"one of {', '.join(words)}",
        lambda value: value if isinstance(value, str) and value in words else None,
    )


def durations(steps: tuple[str, ...]) -> tuple[timedelta, ...] | None:
    """The steps as durations; None where one is none of up to a day."""
    found = [_STEP.fullmatch(step) for step in steps]
    seconds = [int(step[1]) * _SECONDS[step[2]] if step else 0 for step in found]
    if not all(0 < one <= _SECONDS["d"] for one in seconds):
        return None
    return tuple(timedelta(seconds=one) for one in seconds)


def _steps(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, (list, tuple)) or not all(isinstance(step, str) for step in value):
        return None
    return tuple(value) if durations(tuple(value)) is not None else None


def _retention(value: object) -> float | None:
    is_one = isinstance(value, float) and _LOWEST_RETENTION <= value <= _HIGHEST_RETENTION
    return value if is_one else None  # type: ignore[return-value]


def _easy_days(value: object) -> dict[str, float] | None:
    if not isinstance(value, dict) or not all(map(_is_easy_day, value, value.values())):
        return None
    if all(value.get(day) == 0 for day in WEEKDAYS):
        return None
    return {day: float(share) for day, share in value.items()}


def _is_easy_day(day: str, share: object) -> bool:
    if not isinstance(share, (int, float)) or isinstance(share, bool):
        return False
    is_share = share == 0 or _LEAST_SHARE <= share <= 1
    return is_share and (day in WEEKDAYS or _is_date(day))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _cards_of_folders(value: object) -> dict[str, int] | None:
    if not isinstance(value, dict):
        return None
    found = {name.strip("/"): CARDS_A_DAY.read(cards) for name, cards in value.items()}
    is_whole = all(found) and len(found) == len(value)
    read = {name: cards for name, cards in found.items() if isinstance(cards, int)}
    return read if is_whole and len(read) == len(found) else None


def _recorder(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        return None
    has_file = any(FILE in one for one in value)
    return tuple(value) if not value or (value[0] and has_file) else None


def _keys(value: object) -> dict[str, str] | None:
    if value == {}:
        return {}
    if not isinstance(value, dict):
        return None
    from flashcards.core.bound_keys import bound_keys

    return bound_keys(value)


def _assess_days(value: object) -> tuple[int, int] | None:
    if not isinstance(value, (list, tuple)) or [type(one) for one in value] != [int, int]:
        return None
    fewest, most = value
    return (fewest, most) if 1 <= fewest <= most <= _MOST_ASSESS_DAYS else None


RETENTION: Final = Rule("a number from 0.70 to 0.99", _retention)
ASSESS_DAYS: Final = Rule(
    f"the fewest and the most days, 1 to {_MOST_ASSESS_DAYS}, such as [3, 30]", _assess_days
)
STEPS: Final = Rule('a list of durations of up to a day, such as ["1m", "10m"]', _steps)
MAXIMUM_INTERVAL: Final = whole(1, 36_500)
CARDS_A_DAY: Final = whole(0, 9_999)
CARDS_A_DAY_OF_FOLDERS: Final = Rule(
    "a table of folders of decks, each once, and the new cards a day that all decks in it have"
    " together, from 0 to 9999, such as { theory = 10 }",
    _cards_of_folders,
)
YES_OR_NO: Final = Rule(
    "`true` or `false`", lambda value: value if isinstance(value, bool) else None
)
RECORDER: Final = Rule(
    f'a command as a list of words, one of them with {FILE}, such as ["sox", "-d", "{FILE}"]',
    _recorder,
)
KEYS_OF_ACTS: Final = Rule(
    'a table of acts of a session and the key of each, such as { suspend = "x" }', _keys
)
EASY_DAYS: Final = Rule(
    "a table of weekdays or dates and the share of work they take, 0 or .01 to 1,"
    " such as { sunday = 0, saturday = 0.5 }, at least one weekday above 0",
    _easy_days,
)
