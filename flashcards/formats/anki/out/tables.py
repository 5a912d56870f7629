"""The tables of a collection of schema 18, as Anki declares them: names, columns and keys."""

from typing import Final

SCHEMA: Final = 18

COLUMNS: Final[dict[str, str]] = {
    "col": "id crt mod scm ver dty usn ls conf models decks dconf tags",
    "notes": "id guid mid mod usn tags flds sfld csum flags data",
    "cards": "id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags"
    " data",
    "revlog": "id cid usn ease ivl lastIvl factor time type",
    "deck_config": "id name mtime_secs usn config",
    "config": "KEY usn mtime_secs val",
    "fields": "ntid ord name config",
    "templates": "ntid ord name mtime_secs usn config",
    "notetypes": "id name mtime_secs usn config",
    "decks": "id name mtime_secs usn common kind",
    "tags": "tag usn collapsed config",
    "graves": "oid type usn",
}
"""The columns of each table, in their order."""

_TEXTS: Final = frozenset(
    "conf models decks dconf tags guid flds data name KEY tag".split()  # noqa: SIM905 - as above
)
_BLOBS: Final = frozenset({"config", "val", "common", "kind"})
_KEYS: Final = {
    "config": "KEY",
    "fields": "ntid, ord",
    "templates": "ntid, ord",
    "tags": "tag",
    "graves": "oid, type",
}
"""Tables that have no number of their own for a key."""

_ORDERED: Final = frozenset({"name", "tag"})
"""What is put in order, and told apart, by Anki's own rule."""

INDEXES: Final = (
    "INDEX ix_notes_usn ON notes (usn)",
    "INDEX ix_cards_usn ON cards (usn)",
    "INDEX ix_revlog_usn ON revlog (usn)",
    "INDEX ix_cards_nid ON cards (nid)",
    "INDEX ix_cards_sched ON cards (did, queue, due)",
    "INDEX ix_revlog_cid ON revlog (cid)",
    "INDEX ix_notes_csum ON notes (csum)",
    "INDEX idx_notes_mid ON notes (mid)",
    "INDEX idx_cards_odid ON cards (odid) WHERE odid != 0",
    "INDEX idx_templates_usn ON templates (usn)",
    "INDEX idx_notetypes_usn ON notetypes (usn)",
    "INDEX idx_graves_pending ON graves (usn)",
    "UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid)",
    "UNIQUE INDEX idx_templates_name_ntid ON templates (name, ntid)",
    "UNIQUE INDEX idx_notetypes_name ON notetypes (name)",
    "UNIQUE INDEX idx_decks_name ON decks (name)",
)


def declarations() -> list[str]:
    """What declares the tables."""
    return [_declaration(table, columns.split()) for table, columns in COLUMNS.items()]


def _declaration(table: str, columns: list[str]) -> str:
    key = _KEYS.get(table)
    said = [_column(table, one) for one in columns]
    if key is None:
        return f"CREATE TABLE {table} ({', '.join(said)})"
    return f"CREATE TABLE {table} ({', '.join(said)}, PRIMARY KEY ({key})) WITHOUT ROWID"


def _column(table: str, name: str) -> str:
    if name == "id":
        return "id integer PRIMARY KEY NOT NULL"
    kind = "blob" if name in _BLOBS else "text" if name in _TEXTS else "integer"
    may_be_nothing = (table, name) == ("tags", "config")
    order = " COLLATE unicase" if name in _ORDERED else ""
    return f"{name} {kind}{'' if may_be_nothing else ' NOT NULL'}{order}"
