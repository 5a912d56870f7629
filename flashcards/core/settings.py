"""The collection's settings: names, defaults, and what each may be."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any, Final

from flashcards.core.schedule import Policy
from flashcards.errors import InvalidSetting, UnknownSetting

_STEP: Final = re.compile(r"(\d+)\s*([smhd])")
_LOWEST, _HIGHEST = 0.70, 0.99
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Settings:
    """What `flash.toml` says, or the defaults; steps are durations such as `10m`."""

    retention: float = 0.9
    learning_steps: tuple[str, ...] = ("1m", "10m")
    relearning_steps: tuple[str, ...] = ("10m",)
    maximum_interval_days: int = 36_500
    rollover_hour: int = 4
    new_per_day: int = 20

    @property
    def policy(self) -> Policy:
        """The part that decides schedules."""
        return Policy(
            retention=self.retention,
            learning_steps=tuple(map(_duration, self.learning_steps)),
            relearning_steps=tuple(map(_duration, self.relearning_steps)),
            maximum_interval_days=self.maximum_interval_days,
            rollover_hour=self.rollover_hour,
        )


def settings_of(said: Mapping[str, Any], file: str) -> Settings:
    """The settings a file says; raises `UnknownSetting` or `InvalidSetting`, corrects nothing."""
    for key, value in said.items():
        if key not in _RULES:
            raise UnknownSetting(file, key, ", ".join(_RULES))
        allowed, holds = _RULES[key]
        if not holds(value):
            raise InvalidSetting(file, key, allowed)
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in said.items()}
    return Settings(**values)


def rule_of(key: str, file: str) -> str:
    """What a setting may be, in words; raises `UnknownSetting`."""
    if key not in _RULES:
        raise UnknownSetting(file, key, ", ".join(_RULES))
    return _RULES[key][0]


def _whole(lowest: int, highest: int) -> tuple[str, Callable[[Any], bool]]:
    return (
        f"a whole number from {lowest} to {highest}",
        lambda value: type(value) is int and lowest <= value <= highest,
    )


def _is_steps(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_step, value))


def _is_step(step: object) -> bool:
    found = _STEP.fullmatch(step) if isinstance(step, str) else None
    return found is not None and 0 < int(found[1]) * _SECONDS[found[2]] <= _SECONDS["d"]


def _duration(step: str) -> timedelta:
    count, unit = _STEP.fullmatch(step).groups()  # type: ignore[union-attr]
    return timedelta(seconds=int(count) * _SECONDS[unit])


def _is_retention(value: object) -> bool:
    return isinstance(value, float) and _LOWEST <= value <= _HIGHEST


_STEPS = ('a list of durations of up to a day, such as ["1m", "10m"]', _is_steps)
_RULES: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "retention": ("a number from 0.70 to 0.99", _is_retention),
    "learning_steps": _STEPS,
    "relearning_steps": _STEPS,
    "maximum_interval_days": _whole(1, 36_500),
    "rollover_hour": _whole(0, 23),
    "new_per_day": _whole(0, 9_999),
}
KEYS: Final = tuple(field.name for field in fields(Settings))
