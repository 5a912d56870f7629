"""`flash.toml`: the collection's settings as a file that keeps its owner's comments."""

import tomllib
from pathlib import Path
from typing import Any, Final

from flashcards.core.settings import KEYS, Settings, rule_of, settings_of
from flashcards.errors import BrokenSettings, CannotRead
from flashcards.storage.writing import write_text

FILE: Final = "flash.toml"


def read_settings(root: Path) -> Settings:
    """The settings of the collection at `root`; defaults where there is no file."""
    path = root / FILE
    return settings_of(_said(path), str(path))


def write_setting(root: Path, key: str, value: object) -> Settings:
    """Set one key, keep the rest of the file as it is, and return what now holds."""
    import tomlkit

    path = root / FILE
    settings = settings_of(_said(path) | {key: value}, str(path))
    document = tomlkit.parse(_text(path))
    document[key] = value
    write_text(path, tomlkit.dumps(document))
    return settings


def settings_text(settings: Settings) -> str:
    """A new `flash.toml`: every setting at its value, commented out, with what it may be."""
    lines = ["# Settings of this collection; take away a `#` to change one.", ""]
    for key in KEYS:
        value = getattr(settings, key)
        shown = list(value) if isinstance(value, tuple) else value
        lines += [f"# {rule_of(key, FILE)}", f"# {key} = {shown!r}".replace("'", '"'), ""]
    return "\n".join(lines)


def _said(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as failure:
        raise BrokenSettings(str(path), str(failure)) from failure


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as failure:
        raise CannotRead(path, str(failure)) from failure
