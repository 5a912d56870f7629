"""What a shell completes: filters, and names, read from the database as it is."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

_NAMED: Final = ("deck", "area", "tag")
_COLON: Final = ":"
_BEFORE_KEY: Final = "-("
"""A query denies with the one, and groups with the other."""

_SPECIAL: Final = re.compile(r"""[\s"'\\$`&|;<>()*?!#~\[\]{}]""")
_STEERING: Final = re.compile("[\0-\x1f\x7f]")
PLANS: Final = ("4", "8", "12")


def names_of(kind: str) -> Completer:
    """Completes the names of a kind: `deck`, with folders, `area`, `tag`, `company`, `activity`."""

    def complete(
        ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        return _items(_beginning(_names(ctx, kind), incomplete))

    return complete


def words_of_query(kind: str | None = None) -> Completer:
    """Completes the words of a query, such as `-is:new`; others are names of the kind, if any.

    bash makes words of their own of a colon and what follows it.
    """

    def complete(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        before = tuple(ctx.params.get(str(param.name)) or ())
        if incomplete == _COLON:
            before, incomplete = (*before, _COLON), ""
        if before[-1:] == (_COLON,) and before[-2:-1]:
            key = before[-2].lstrip(_BEFORE_KEY)
            return _items(_beginning(_values(ctx, key), incomplete))
        said, colon, rest = incomplete.partition(_COLON)
        key = said.lstrip(_BEFORE_KEY)
        if colon:
            return _items(f"{said}:{name}" for name in _beginning(_values(ctx, key), rest))
        if kind is not None and key == said:
            return _items(_beginning(_names(ctx, kind), incomplete))
        return _items(f"{said[: len(said) - len(key)]}{one}:" for one in _keys(key))

    return complete


def settings(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Completes the names of settings."""
    from flashcards.core.settings import KEYS

    return _items(_beginning(KEYS, incomplete))


def _keys(begun: str) -> Iterator[str]:
    """The filters that begin so."""
    from flashcards.core.decks.search.filters import FILTERS

    return (key for key in FILTERS if key.startswith(begun))


def _values(ctx: click.Context, key: str) -> list[str]:
    """What may stand behind a filter's colon; only names are looked up in the database."""
    from flashcards.core.decks.search.filters import VALUES

    names = _names(ctx, key) if key in _NAMED else []
    return [*names, *VALUES.get(key, ())]


def plans(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Completes the weeks of the plans that there are, and files."""
    from click.shell_completion import CompletionItem

    there = _items(one for one in PLANS if one.startswith(incomplete))
    return [*there, CompletionItem(incomplete, type="file")]


def reading_areas(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Completes the areas of the reading list."""
    from flashcards.services.preparation.reading import reading_area_names

    return _items(one for one in reading_area_names() if one.startswith(incomplete.casefold()))


def _names(ctx: click.Context, kind: str) -> list[str]:
    """The names that there are; none where no database can tell them. Nothing is made."""
    from flashcards.cli.invocation import Invocation
    from flashcards.errors.base import FlashError
    from flashcards.services.decks.known_names import known_names

    said = ctx.find_root().params
    try:
        place = Invocation(said.get("collection"), said.get("database"), None).place_unsaid
        return known_names(place, kind)
    except (FlashError, OSError):
        return []


def _beginning(names: Iterable[str], said: str) -> Iterator[str]:
    from flashcards.core.decks.names import alike

    return (name for name in names if alike(name).startswith(alike(said)))


def _items(values: Iterable[str]) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem

    fit = (value for value in values if not _STEERING.search(value))
    return [CompletionItem(_escaped(value)) for value in fit]


def _escaped(value: str) -> str:
    """The value as bash has to be given it; other shells put in what they need themselves."""
    # The script reads a line with `read`, which takes one backslash of two away.
    is_bash = any(said.startswith("bash_") for key, said in os.environ.items() if _asks(key))
    return _SPECIAL.sub(r"\\\\\g<0>", value) if is_bash else value


def _asks(variable: str) -> bool:
    return variable.startswith("_FLASH") and variable.endswith("_COMPLETE")
