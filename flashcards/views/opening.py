"""A whole collection begun, set, copied and rebuilt: what was done, in its own words."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from flashcards.core.decks.names import UnknownFolder, folder_unknown
from flashcards.core.settings import toml_text
from flashcards.views.text import counted, plain
from flashcards.views.view import View

if TYPE_CHECKING:
    from flashcards.services.opening.copy import Copied
    from flashcards.services.opening.init import Begun

_DIGITS: Final = 16


def passed_over_line(root: Path) -> str:
    """That the decks here are in no collection, and which one is used instead."""
    make = "`flash init --empty` makes it one"
    return f"This folder of decks is no collection: {make}. Used: {plain(str(root))}"


def first_use_line(root: Path) -> str:
    """Where a collection was made because there was none."""
    return f"A new collection with the starter decks is in {root}."


def newer_starter_line() -> str:
    """That the decks that come with flash have newer texts, said once."""
    return "The starter decks have newer texts: flash import starter (what you changed stays)."


def begun_lines(begun: "Begun") -> Iterator[str]:
    """Where the collection is, what was written, and what to do next."""
    root = str(begun.root)
    yield f"{plain(root)} is a collection; {counted(len(begun.written), 'file')} written."
    yield f"Next: flash -C {plain(quote(root))} {'review' if begun.has_cards else 'add'}"


def settings_view(settings: Mapping[str, object]) -> View:
    """Every setting, a line each, as it would stand in `flash.toml`; or one document."""
    return View((setting_line(*item) for item in settings.items()), document=dict(settings))


def setting_line(key: str, value: object) -> str:
    """One setting, as it would stand in `flash.toml`."""
    return f"# {key}: no limit" if value is None else f"{key} = {toml_text(value)}"


def unknown_folder_line(one: UnknownFolder) -> str:
    """That no deck lies in a folder of the setting that was set."""
    said, hint = folder_unknown(one)
    return plain(f"{said[0].upper()}{said[1:]}: {hint}")


def copied_lines(done: "Copied") -> Iterator[str]:
    """What was copied, and what was compared."""
    yield plain(f"{counted(done.facts, 'fact')} copied from {done.source} to {done.target}.")
    same = f"the facts' digest is {done.digest[:_DIGITS]} in both"
    yield f"Nothing changed: {same}, and so are {counted(done.schedules, 'schedule')}."


def rebuilt_line(schedules: int) -> str:
    """How many schedules were made anew."""
    return f"{counted(schedules, 'schedule')} rebuilt from the log."
