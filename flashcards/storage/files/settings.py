"""`flash.toml`: the collection's settings as a file that keeps its owner's comments."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from flashcards.core.settings import KEYS, Settings, rule_of, settings_of, toml_text
from flashcards.errors.files import CannotRead
from flashcards.errors.settings import BrokenSettings, SettingTwice
from flashcards.storage.files.whole_file import PRIVATE, write_text

FILE: Final = "flash.toml"
_TWICE: Final = re.compile(r"Cannot overwrite a value \(at line (\d+)")
_EXAMPLES: Final = {"reviews_per_day": 200, "minutes_per_day": 60}
"""What is shown of settings that are without limit until they are set."""


def read_settings(root: Path) -> Settings:
    """The settings of the collection at `root`; defaults where there is no file."""
    path = root / FILE
    return settings_of(_said(path), str(path))


def write_setting(root: Path, key: str, value: object) -> Settings:
    """Set one key, or leave it to its default (None); keep the rest of the file as it is.

    What now holds.
    """
    path = root / FILE
    said = {name: one for name, one in _said(path).items() if name != key}
    settings = settings_of(said if value is None else said | {key: value}, str(path))
    write_text(path, _with(_text(path), key, value), PRIVATE)
    return settings


def _with(text: str, key: str, value: object) -> str:
    """The file with a key set, in the place of its commented line where there is one."""
    import tomlkit

    document = tomlkit.parse(text)
    commented = re.compile(rf"^#[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    if value is None:
        document.pop(key, None)
    elif key not in document and commented.search(_above_tables(text)):
        line = f"{key} = {toml_text(value)}"
        return commented.sub(lambda _: line, text, count=1)
    else:
        document[key] = value
    return tomlkit.dumps(document)


def _above_tables(text: str) -> str:
    """What stands before the first `[table]`: a key below it would be one of the table."""
    return re.split(r"^[ \t]*\[", text, maxsplit=1, flags=re.MULTILINE)[0]


def settings_text(settings: Settings) -> str:
    """A new `flash.toml`: every setting at its value, commented out, with what it may be."""
    lines = ["# Settings of this collection; take away a `#` to change one.", ""]
    for key in KEYS:
        example = _EXAMPLES.get(key)
        rule = rule_of(key, FILE) + ("; without limit unless set" if example else "")
        lines += [f"# {rule}", f"# {key} = {toml_text(example or getattr(settings, key))}", ""]
    return "\n".join(lines)


def _said(path: Path) -> dict[str, Any]:
    text = _text(path)
    try:
        return tomllib.loads(text)
    except ValueError as failure:
        if twice := _TWICE.match(str(failure)):
            number = int(twice[1])
            key = text.split("\n")[number - 1].partition("=")[0].strip()
            raise SettingTwice(str(path), key, number) from failure
        raise BrokenSettings(str(path), str(failure)) from failure


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as failure:
        raise CannotRead(path, str(failure)) from failure
