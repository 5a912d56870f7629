"""The newer schema: note types, decks and presets in tables, as messages of protocol buffers."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from flashcards.formats.anki.collection import AnkiDeck, NoteTemplate, NoteType, Preset, StockKind
from flashcards.formats.anki.protobuf import Message, NotAMessage
from flashcards.formats.anki.schema_11 import Damaged
from flashcards.formats.foreign import ForeignTables

_CLOZE = 1


def config(tables: ForeignTables) -> dict[str, Any]:
    """What is set for the whole collection."""
    found: dict[str, Any] = {}
    for key, value in tables.rows("config", "key", "val"):
        with suppress(ValueError, TypeError, RecursionError):
            found[str(key)] = json.loads(value)
    return found


def note_types(tables: ForeignTables) -> dict[int, NoteType]:
    """The note types by their ids; templates and fields of others are left-overs."""
    fields: dict[int, dict[int, str]] = {}
    for type_, number, name in tables.rows("fields", "ntid", "ord", "name"):
        fields.setdefault(type_, {})[number] = str(name)
    templates: dict[int, dict[int, NoteTemplate]] = {}
    for type_, number, name, content in tables.rows("templates", "ntid", "ord", "name", "config"):
        said = _message(content, "note types")
        template = NoteTemplate(str(name), said.text(1), said.text(2))
        templates.setdefault(type_, {})[number] = template
    found: dict[int, NoteType] = {}
    for id_, name, content in tables.rows("notetypes", "id", "name", "config"):
        said = _message(content, "note types")
        stock = said.number(9)
        found[id_] = NoteType(
            str(name),
            said.number(1) == _CLOZE,
            tuple(fields.get(id_, {})[one] for one in sorted(fields.get(id_, {}))),
            templates.get(id_, {}),
            StockKind(stock) if stock in set(StockKind) else StockKind.UNKNOWN,
        )
    return found


def decks(tables: ForeignTables) -> dict[int, AnkiDeck]:
    """The decks by their ids."""
    return dict(_decks(tables))


def _decks(tables: ForeignTables) -> Iterator[tuple[int, AnkiDeck]]:
    for id_, name, content in tables.rows("decks", "id", "name", "kind"):
        kind = _message(content, "decks")
        title = str(name).replace("\x1f", "::")
        try:
            normal, filtered = kind.message(1), kind.message(2)
        except NotAMessage:
            raise Damaged(_damaged("decks")) from None
        if normal is None:
            yield id_, AnkiDeck(title, is_filtered=filtered is not None)
        else:
            yield id_, AnkiDeck(title, normal.number(1, 1), retention=normal.real(10))


def presets(tables: ForeignTables) -> dict[int, Preset]:
    """The presets by their ids."""
    rows = tables.rows("deck_config", "id", "name", "config")
    return {id_: _preset(str(name), _message(content, "options")) for id_, name, content in rows}


def _preset(name: str, said: Message) -> Preset:
    return Preset(
        name,
        said.reals(1),
        said.reals(2),
        said.number(9),
        said.number(10),
        said.number(16) or None,
        said.real(37) or None,
        next((found for field in (6, 5, 3) if (found := said.reals(field))), ()),
    )


def _message(content: object, what: str) -> Message:
    try:
        if isinstance(content, bytes):
            return Message(content)
    except NotAMessage:
        pass
    raise Damaged(_damaged(what))


def _damaged(what: str) -> str:
    return f"its {what} are damaged"
