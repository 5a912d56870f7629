"""`flash.toml`: the collection's settings as a file that keeps its owner's comments."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flashcards.core.settings import KEYS, Settings, rule_of, settings_of, toml_text
from flashcards.errors.files import CannotRead
from flashcards.errors.settings import BrokenSettings, SettingTwice
from flashcards.storage.files.settings_file import FILE, settings_as_written
from flashcards.storage.files.whole_file import PRIVATE, write_text

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_TWICE: Final = re.compile(r"Cannot overwrite a value \(at line (\d+)")
_KEYS: Final = "keys"
_EXAMPLES: Final = {"reviews_per_day": 200, "minutes_per_day": 60}
"""What is shown of settings that are without limit until they are set."""


def read_settings(root: Path) -> Settings:
    """The settings of the collection at `root`; defaults where there is no file.

    `keys` are as they are said: whether they can hold is asked where keys are pressed, so that a
    wrong one keeps nobody from a backup.
    """
    path = root / FILE
    return _settings(_said(path), path)


def write_setting(root: Path, key: str, value: object) -> Settings:
    """Set one key, or leave it to its default (None); keep the rest of the file as it is.

    What now holds.
    """
    path = root / FILE
    said = {name: one for name, one in _said(path).items() if name != key}
    if value is not None:
        settings_of({key: value}, str(path))
    settings = _settings(said if value is None else said | {key: value}, path)
    write_text(path, _with(_text(path), key, value), PRIVATE)
    return settings


def _settings(said: dict[str, Any], path: Path) -> Settings:
    """What is said, its keys unread."""
    others = {name: one for name, one in said.items() if name != _KEYS}
    return replace(settings_of(others, str(path)), keys=said.get(_KEYS, {}))


def _with(text: str, key: str, value: object) -> str:
    """The file with a key set, in the place of its commented line where there is one.

    One that is left to its default becomes that line again below the comment that tells of it, and
    is taken away where no such comment stands.
    """
    import tomlkit

    document = tomlkit.parse(text)
    commented = re.compile(rf"^#[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    if value is None:
        return _without(document, key)
    if key not in document and commented.search(_above_tables(text)):
        line = f"{key} = {toml_text(value)}"
        return commented.sub(lambda _: line, text, count=1)
    document[key] = value
    return tomlkit.dumps(document)


def _without(document: "TOMLDocument", key: str) -> str:
    """The file with a key left to its default."""
    import tomlkit

    rule, line = _example(key)
    said = [(number, item) for number, (_, item) in enumerate(document.body) if item.as_string()]
    told = [item.as_string().strip() for _, item in said]
    for before, (number, item) in zip(told, said[1:], strict=False):
        name = document.body[number][0]
        if name is not None and name.key == key and before == rule:
            comment = tomlkit.comment(line.removeprefix("# "))
            comment.trivia.trail = item.trivia.trail
            document.body[number] = (None, comment)
            return tomlkit.dumps(document)
    document.pop(key, None)
    return tomlkit.dumps(document)


def _above_tables(text: str) -> str:
    """What stands before the first `[table]`: a key below it would be one of the table."""
    return re.split(r"^[ \t]*\[", text, maxsplit=1, flags=re.MULTILINE)[0]


def settings_text() -> str:
    """A new `flash.toml`: every setting at its default, commented out, with what it may be."""
    lines = ["# Settings of this collection; take away a `#` to change one.", ""]
    for key in KEYS:
        lines += [*_example(key), ""]
    return "\n".join(lines)


def _example(key: str) -> tuple[str, str]:
    """What a setting may be, and its default, or what it could be, each as a comment."""
    example = _EXAMPLES.get(key)
    rule = rule_of(key, FILE) + ("; without limit unless set" if example else "")
    return f"# {rule}", f"# {key} = {toml_text(example or getattr(Settings(), key))}"


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
        return settings_as_written(path.parent)
    except (OSError, UnicodeDecodeError) as failure:
        raise CannotRead(path, str(failure)) from failure
