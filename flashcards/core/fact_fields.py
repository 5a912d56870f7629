"""What each field of a fact's record may hold: read strictly, nothing corrected."""

import re
from collections.abc import Callable
from datetime import date, datetime, timezone
from math import isfinite
from typing import Any, Final

from flashcards.core.card import Kind
from flashcards.core.log import Rating
from flashcards.core.stamp import LAST_CLOCK

_ID: Final = re.compile(r"[0-9A-Za-z_-]+")
_YEARS: Final = range(1900, 6000)
"""What the calendar of a due day can be counted on from."""

_LARGEST: Final = 2**62
_DAY_S: Final = 86_400

Reader = Callable[[Any], Any]


def field_of(name: str, value: object) -> Any:  # noqa: ANN401 - each field is of its own type
    """The value of a field; raises `ValueError` or `TypeError` where it cannot be one.

    A name that is not known is passed on as it is.
    """
    reader = _READERS.get(name)
    return value if reader is None else reader(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _id(value: object) -> str:
    if not _ID.fullmatch(_text(value)):
        raise ValueError(value)
    return _text(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return tuple(map(_text, value))


def _numbers(value: object) -> tuple[float, ...]:
    if not isinstance(value, list | tuple) or not all(type(one) in {int, float} for one in value):
        raise TypeError(value)
    if not all(map(isfinite, value)):
        raise ValueError(value)
    return tuple(value)


def _figures(value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return dict(zip(map(_text, value), _numbers(list(value.values())), strict=True))


def _scores(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return dict(zip(map(_text, value), map(_whole(1, 5), value.values()), strict=True))


def _sayings(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return dict(zip(map(_text, value), map(_text, value.values()), strict=True))


def _wholes(value: object) -> tuple[int, ...]:
    return tuple(map(_whole(0, _LARGEST), _numbers(value)))


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _day(value: object) -> date:
    day = date.fromisoformat(_text(value))
    if day.year not in _YEARS:
        raise ValueError(value)
    return day


def _instant(value: object) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.tzinfo is None or at.astimezone(timezone.utc).year not in _YEARS:
        raise ValueError(value)
    return at


def _whole(lowest: int, highest: int) -> Reader:
    def read(value: object) -> int:
        if type(value) is not int or not lowest <= value <= highest:
            raise ValueError(value)
        return value

    return read


def _optional(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


_READERS: Final[dict[str, Reader]] = {
    "fact": _text,
    "version": _whole(0, _LARGEST),
    "id": _id,
    "machine": _id,
    "at": _instant,
    "clock": _whole(0, LAST_CLOCK),
    "card": _optional(_text),
    "kind": Kind,
    "front": _text,
    "back": _text,
    "review": _id,
    "given_at": lambda value: _instant(value).astimezone(timezone.utc),
    "rating": Rating,
    "studied_on": _day,
    "utc_offset_s": _whole(1 - _DAY_S, _DAY_S - 1),
    "score": _optional(_whole(1, 5)),
    "duration_ms": _optional(_whole(0, _LARGEST)),
    "due_on": _optional(_day),
    "source": _text,
    "part_of": _optional(_text),
    "on": _day,
    "why": _text,
    "parameters": _numbers,
    "figures": _figures,
    "reverts": _yes_or_no,
    "decks": _texts,
    "areas": _texts,
    "tags": _texts,
    "minutes": _optional(_whole(0, _LARGEST)),
    "set_on": _optional(_day),
    "begins_on": _day,
    "ends_on": _day,
    "old": _text,
    "by_hand": _yes_or_no,
    "undoes": _text,
    "limit_s": _optional(_whole(0, _LARGEST)),
    "note": _text,
    "revealed_ms": _optional(_whole(0, _LARGEST)),
    "name": _text,
    "text": _text,
    "interview_on": _day,
    "started_on": _day,
    "minutes_a_day": _whole(1, 1_440),
    "plan": _text,
    "activity": _text,
    "count": _whole(-9_999, 9_999),
    "form": _text,
    "mode": _text,
    "cards": _texts,
    "questions": _texts,
    "limits_s": _wholes,
    "interviewer": _text,
    "recording": _text,
    "mock": _text,
    "question": _text,
    "item": _whole(0, 999),
    "what": _text,
    "seconds": _whole(0, _LARGEST),
    "phase": _text,
    "well": _text,
    "improve": _text,
    "hire": _optional(_yes_or_no),
    "scores": _scores,
    "evidence": _sayings,
    "speech": _text,
    "action": _text,
    "company": _text,
    "round": _text,
    "rank": _text,
    "interview": _optional(_text),
    "outcome": _text,
    "by_them": _yes_or_no,
    "deck": _text,
    "answer_by": _day,
}
