"""The collection's settings, looked at and changed."""

import re
import tomllib
from dataclasses import asdict
from typing import Final

from flashcards.core.decks.names import UnknownFolder, unknown_folders
from flashcards.core.settings import KEYS, Settings, check_value, rule_of
from flashcards.services.place import Place
from flashcards.storage.files.settings import read_settings, write_setting

_FOLDERS: Final = "new_per_folder"
_DECIMAL: Final = re.compile(r"\.[0-9]+")
"""A number as people write it, and TOML does not."""


def settings(place: Place) -> dict[str, object]:
    """Every setting as it holds now, defaults included."""
    return _values(read_settings(place.root))


def setting(place: Place, key: str) -> object:
    """One setting; raises `UnknownSetting`."""
    rule_of(key, str(place.settings_file))
    return _values(read_settings(place.root))[key]


def set_setting(place: Place, key: str, text: str) -> object:
    """Change one setting in `flash.toml`, as TOML or a bare word; raises `ValueRefused`.

    Steps may be given without brackets: `1m 10m`.
    """
    value = _value(key, text)
    check_value(key, value, str(place.settings_file))
    return _values(write_setting(place.root, key, value))[key]


def unset_setting(place: Place, key: str) -> object:
    """Leave a setting to its default; raises `UnknownSetting`."""
    rule_of(key, str(place.settings_file))
    return _values(write_setting(place.root, key, None))[key]


def unknown_folders_of(place: Place, key: str) -> list[UnknownFolder]:
    """The folders that a setting names and that hold no deck, as decks were last read."""
    if key != _FOLDERS:
        return []
    from flashcards.services.decks.known_names import known_names

    folders = read_settings(place.root).new_per_folder
    return unknown_folders(folders, known_names(place, "deck"))


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
