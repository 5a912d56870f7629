"""The collection's settings, looked at and changed."""

import re
import tomllib
from dataclasses import asdict
from typing import Final

from flashcards.core.settings import KEYS, Settings, rule_of
from flashcards.services.place import Whereabouts, locate, own_folder
from flashcards.storage.settings import FILE, read_settings, write_setting

_DECIMAL: Final = re.compile(r"\.[0-9]+")
"""A number as people write it, and TOML does not."""


def settings(whereabouts: Whereabouts) -> dict[str, object]:
    """Every setting as it holds now, defaults included."""
    return _values(read_settings(locate(whereabouts) or own_folder()))


def setting(whereabouts: Whereabouts, key: str) -> object:
    """One setting; raises `UnknownSetting`."""
    root = locate(whereabouts) or own_folder()
    rule_of(key, str(root / FILE))
    return _values(read_settings(root))[key]


def set_setting(whereabouts: Whereabouts, key: str, text: str) -> object:
    """Change one setting in `flash.toml`, as TOML or a bare word; raises `InvalidSetting`.

    Steps may be given without brackets: `1m 10m`.
    """
    root = locate(whereabouts) or own_folder()
    return _values(write_setting(root, key, _value(key, text)))[key]


def unset_setting(whereabouts: Whereabouts, key: str) -> object:
    """Leave a setting to its default; raises `UnknownSetting`."""
    root = locate(whereabouts) or own_folder()
    rule_of(key, str(root / FILE))
    return _values(write_setting(root, key, None))[key]


def _values(settings: Settings) -> dict[str, object]:
    said = asdict(settings)
    return {key: list(said[key]) if isinstance(said[key], tuple) else said[key] for key in KEYS}


def _value(key: str, text: str) -> object:
    if key.endswith("_steps") and "[" not in text:
        return text.replace(",", " ").split()
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except ValueError:
        return float(text) if _DECIMAL.fullmatch(text) else text
