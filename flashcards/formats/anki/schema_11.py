"""The older schema: note types, decks and presets as JSON in the one row of `col`."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from flashcards.formats.anki.collection import AnkiDeck, NoteTemplate, NoteType, Preset, StockKind
from flashcards.formats.foreign import ForeignTables

_COLUMNS: Final = ("conf", "models", "decks", "dconf")


class Damaged(Exception):
    """Something in the collection is not what it has to be."""


def config(tables: ForeignTables) -> dict[str, Any]:
    """What is set for the whole collection."""
    return _object(_row(tables)["conf"], "settings")


def note_types(tables: ForeignTables) -> dict[int, NoteType]:
    """The note types by their ids."""
    found = _object(_row(tables)["models"], "note types")
    return {int(id_): _note_type(said) for id_, said in _entries(found)}


def decks(tables: ForeignTables) -> dict[int, AnkiDeck]:
    """The decks by their ids."""
    found = _object(_row(tables)["decks"], "decks")
    return {int(id_): _deck(said) for id_, said in _entries(found)}


def presets(tables: ForeignTables) -> dict[int, Preset]:
    """The presets by their ids."""
    found = _object(_row(tables)["dconf"], "options")
    return {int(id_): _preset(said) for id_, said in _entries(found)}


def _row(tables: ForeignTables) -> dict[str, Any]:
    for row in tables.rows("col", *_COLUMNS):
        return dict(zip(_COLUMNS, row, strict=True))
    message = "its settings are missing"
    raise Damaged(message)


def _object(text: object, what: str) -> dict[str, Any]:
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        message = f"its {what} are damaged"
        raise Damaged(message)
    return found


def _entries(found: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for id_, said in found.items():
        if id_.lstrip("-").isdecimal() and isinstance(said, dict):
            yield id_, said


def _note_type(said: Mapping[str, Any]) -> NoteType:
    fields = [one for one in said.get("flds", ()) if isinstance(one, dict)]
    templates = [one for one in said.get("tmpls", ()) if isinstance(one, dict)]
    stock = _whole(said.get("originalStockKind")) or 0
    return NoteType(
        str(said.get("name", "")),
        said.get("type") == 1,
        tuple(str(one.get("name", "")) for one in fields),
        {
            _whole(one.get("ord")) or 0: NoteTemplate(
                str(one.get("name", "")), str(one.get("qfmt", "")), str(one.get("afmt", ""))
            )
            for one in templates
        },
        StockKind(stock) if stock in set(StockKind) else StockKind.UNKNOWN,
    )


def _deck(said: Mapping[str, Any]) -> AnkiDeck:
    wished = _real(said.get("desiredRetention"))
    return AnkiDeck(
        str(said.get("name", "")),
        _whole(said.get("conf")) or 1,
        bool(said.get("dyn")),
        None if wished is None else wished / 100,
    )


def _preset(said: Mapping[str, Any]) -> Preset:
    new, review, lapse = (_part(said, name) for name in ("new", "rev", "lapse"))
    names = ("fsrsParams6", "fsrsParams5", "fsrsWeights")
    return Preset(
        str(said.get("name", "")),
        _steps(new.get("delays")),
        _steps(lapse.get("delays")),
        _whole(new.get("perDay")),
        _whole(review.get("perDay")),
        _whole(review.get("maxIvl")),
        _real(said.get("desiredRetention")),
        next((found for name in names if (found := _steps(said.get(name)))), ()),
    )


def _part(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def _steps(said: object) -> tuple[float, ...] | None:
    if not isinstance(said, list):
        return None
    return tuple(float(one) for one in said if isinstance(one, int | float))


def _whole(said: object) -> int | None:
    return int(said) if isinstance(said, int | float) else None


def _real(said: object) -> float | None:
    return float(said) if isinstance(said, int | float) else None
