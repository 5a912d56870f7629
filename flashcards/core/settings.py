"""The collection's settings: names, defaults, and what each may be."""

import json
from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, Final

from flashcards.core.frozen import dataclass
from flashcards.core.schedule import Policy
from flashcards.core.setting_rules import (
    ASSESS_DAYS,
    CARDS_A_DAY,
    CARDS_A_DAY_OF_FOLDERS,
    EASY_DAYS,
    FORMULAS,
    KEYS_OF_ACTS,
    MAXIMUM_INTERVAL,
    MIXINGS,
    NEW_ORDERS,
    RECORDER,
    RETENTION,
    REVIEW_ORDERS,
    STEPS,
    YES_OR_NO,
    Rule,
    durations,
    one_of,
    whole,
)
from flashcards.errors.settings import InvalidSetting, UnknownSetting, ValueRefused


@dataclass(frozen=True, slots=True)
class Settings:
    """What `flash.toml` says, or the defaults; steps are durations such as `10m`.

    `new_per_folder` has the new cards a day of all decks whose names begin with a folder's;
    `reviews_per_day` and `minutes_per_day` are without limit where None; `sibling_days` is how
    many study days cards cut from one place stay apart, 0 for not at all; a card is a leech at
    `leech_lapses` lapses and at every half as many more; `easy_days` are weekdays or ISO dates
    with the share of an ordinary day's work they take; `assess_days` are the fewest and the most
    days after which a skill is rated again; `recorder` is the command that records a
    mock interview into `{file}`, none where empty; `math` says how formulas are shown; with
    `sync` the database stays out of the collection's folder, and `sync_in_sessions` syncs where a
    session begins and where it ends; `keys` are those of acts that have another key than usual,
    as a file says them: `bound_keys` says whether they can be.
    """

    retention: float = 0.9
    learning_steps: tuple[str, ...] = ("1m", "10m")
    relearning_steps: tuple[str, ...] = ("10m",)
    maximum_interval_days: int = 36_500
    rollover_hour: int = 4
    assess_days: tuple[int, int] = (3, 30)
    new_per_day: int = 20
    reviews_per_day: int | None = None
    minutes_per_day: int | None = None
    review_order: str = "due"
    new_order: str = "deck"
    mixing: str = "due-first"
    sibling_days: int = 1
    leech_lapses: int = 8
    leech_suspend: bool = False
    easy_days: Mapping[str, float] = field(default_factory=dict)
    recorder: tuple[str, ...] = ()
    math: str = "signs"
    sync: bool = False
    sync_in_sessions: bool = False
    new_per_folder: Mapping[str, int] = field(default_factory=dict)
    quick_start: bool = True
    keys: object = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        """The part that decides schedules."""
        return Policy(
            retention=self.retention,
            learning_steps=durations(self.learning_steps) or (),
            relearning_steps=durations(self.relearning_steps) or (),
            maximum_interval_days=self.maximum_interval_days,
            rollover_hour=self.rollover_hour,
            assess_days=self.assess_days,
        )


def settings_of(said: Mapping[str, Any], file: str) -> Settings:
    """The settings a file says; raises `UnknownSetting` or `InvalidSetting`, corrects nothing."""
    read: dict[str, Any] = {}
    for key, value in said.items():
        rule_of(key, file)
        read[key] = _RULES[key].read(value)
        if read[key] is None:
            raise InvalidSetting(file, key, _RULES[key].allowed)
    return Settings(**read)


def check_value(key: str, value: object, file: str) -> None:
    """Raise `ValueRefused` for what a setting cannot be, `UnknownSetting` where there is none."""
    allowed = rule_of(key, file)
    if _RULES[key].read(value) is None:
        raise ValueRefused(key, allowed, toml_text(value))


def toml_text(value: object) -> str:
    """The value of a setting as `flash.toml` has it."""
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)} = {toml_text(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    return json.dumps(value, default=str)


def rule_of(key: str, file: str) -> str:
    """What a setting may be, in words; raises `UnknownSetting`."""
    if key not in _RULES:
        raise UnknownSetting(file, key, ", ".join(_RULES))
    return _RULES[key].allowed


_RULES: Final[dict[str, Rule]] = {
    "retention": RETENTION,
    "learning_steps": STEPS,
    "relearning_steps": STEPS,
    "maximum_interval_days": MAXIMUM_INTERVAL,
    "rollover_hour": whole(0, 23),
    "assess_days": ASSESS_DAYS,
    "new_per_day": CARDS_A_DAY,
    "reviews_per_day": CARDS_A_DAY,
    "minutes_per_day": whole(1, 1_440),
    "review_order": one_of(REVIEW_ORDERS),
    "new_order": one_of(NEW_ORDERS),
    "mixing": one_of(MIXINGS),
    "sibling_days": whole(0, 30),
    "leech_lapses": whole(1, 99),
    "leech_suspend": YES_OR_NO,
    "easy_days": EASY_DAYS,
    "recorder": RECORDER,
    "math": one_of(FORMULAS),
    "sync": YES_OR_NO,
    "sync_in_sessions": YES_OR_NO,
    "new_per_folder": CARDS_A_DAY_OF_FOLDERS,
    "quick_start": YES_OR_NO,
    "keys": KEYS_OF_ACTS,
}
KEYS: Final = tuple(field.name for field in fields(Settings))
