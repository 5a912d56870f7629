"""A collection's tables read, in either schema."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import isfinite
from typing import Any, Final

from flashcards.errors.packages import BadDatabase
from flashcards.formats.anki import schema_11, schema_18
from flashcards.formats.anki.collection import AnkiCard, AnkiCollection, AnkiNote, RevlogRow
from flashcards.formats.anki.schema_11 import Damaged
from flashcards.formats.foreign import ForeignTables

_NEWEST: Final = 18
_IN_TABLES: Final = 15
"""The first schema whose note types, decks and presets have tables of their own."""

_SEPARATOR: Final = "\x1f"
_FLAGS: Final = 7
_MINUTES_OF_DAY: Final = 1_440
_LATEST: Final = 32_503_680_000
"""The year 3000, in seconds."""


def collection_in(tables: ForeignTables, name: str, *, is_oldest: bool) -> AnkiCollection:
    """All of a collection; raises `BadDatabase`.

    `is_oldest`: it lay in the place of the first generation, where no scheduler need be named.
    """
    for table in ("col", "notes", "cards", "revlog"):
        if not tables.columns(table):
            raise BadDatabase(name, f"it has no table {table}")
    try:
        began, version = next(tables.rows("col", "crt", "ver"), (None, None))
        if not isinstance(began, int) or not isinstance(version, int):
            raise BadDatabase(name, "its settings are missing")
        if not 0 <= began < _LATEST:
            raise BadDatabase(name, "nobody knows when it began")
        schema = schema_18 if version >= _IN_TABLES else schema_11
        said = schema.config(tables)
        return AnkiCollection(
            began,
            schema.note_types(tables),
            schema.decks(tables),
            schema.presets(tables),
            dict(_notes(tables)),
            tuple(_cards(tables)),
            tuple(_revlog(tables)),
            scheduler=_whole(said, "schedVer", 1 if is_oldest else 2) or 2,
            rollover_hour=min(23, max(0, _whole(said, "rollover", 4) or 0)),
            creation_offset=_offset(said, "creationOffset"),
            local_offset=_offset(said, "localOffset"),
            is_newer=version > _NEWEST,
        )
    except Damaged as failure:
        raise BadDatabase(name, str(failure)) from None


def _whole(said: Mapping[str, Any], key: str, default: int | None) -> int | None:
    found = said.get(key)
    return found if isinstance(found, int) and not isinstance(found, bool) else default


def _offset(said: Mapping[str, Any], key: str) -> int | None:
    """Minutes west of UTC, where they are those of a place."""
    found = _whole(said, key, None)
    return found if found is not None and abs(found) < _MINUTES_OF_DAY else None


def _notes(tables: ForeignTables) -> Iterator[tuple[int, AnkiNote]]:
    names = ("id", "mid", "tags", "flds", "guid")
    for id_, type_, tags, values, guid in tables.rows("notes", *names):
        words = tuple(dict.fromkeys(str(tags).split()))
        yield id_, AnkiNote(id_, type_, words, tuple(str(values).split(_SEPARATOR)), str(guid))


def _cards(tables: ForeignTables) -> Iterator[AnkiCard]:
    names = ("id", "nid", "ord", "did", "odid", "type", "queue", "due", "odue", "flags", "data")
    for id_, note, number, deck, home, type_, queue, due, own_due, flags, data, mod in tables.rows(
        "cards", *names, "mod"
    ):
        try:
            yield AnkiCard(
                id_,
                note,
                int(number),
                home or deck,
                int(type_),
                int(queue),
                int(own_due if home and own_due else due),
                int(flags) & _FLAGS,
                _memory(str(data)),
                int(mod),
            )
        except (TypeError, ValueError):
            message = "a card is damaged"
            raise Damaged(message) from None


def _memory(data: str) -> tuple[float, float] | None:
    """Stability and difficulty, as FSRS left them beside the card."""
    if '"s"' not in data:
        return None
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        said = json.loads(data)
        memory = float(said["s"]), float(said["d"])
        if all(map(isfinite, memory)):
            return memory
    return None


def _revlog(tables: ForeignTables) -> Iterator[RevlogRow]:
    names = ("id", "cid", "ease", "ivl", "factor", "time", "type")
    rows = list(map(RevlogRow._make, tables.rows("revlog", *names)))
    if not all(set(map(type, column)) == {int} for column in zip(*rows, strict=True)):
        message = "its review log is damaged"
        raise Damaged(message)
    return iter(sorted(rows))
