"""The tables in which imports remember what they wrote, and what they have still to write."""

from sqlalchemy import Column, Index, LargeBinary, Table

from flashcards.storage.database.tables import TEXT, WHOLE, metadata

imports = Table(
    "imports",
    metadata,
    Column("fact", TEXT, primary_key=True),
    Column("path", TEXT, primary_key=True),
    Column("clock", WHOLE, nullable=False),
    Column("source", TEXT, nullable=False),
    Column("base", TEXT),
    Column("before", TEXT),
    Column("after", TEXT, nullable=False),
    Index("imports_by_path", "path", "clock"),
    Index("imports_by_source", "source"),
    sqlite_strict=True,
)
"""Each file that an import wrote: digests of what its source held, what was there, what was put.

`fact` is the import's, empty for starter decks that came with the collection; a picture or a sound
has no `base`.
"""

import_texts = Table(
    "import_texts",
    metadata,
    Column("digest", TEXT, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Decks as `imports` names them, compressed."""

import_moves = Table(
    "import_moves",
    metadata,
    Column("path", TEXT, primary_key=True),
    Column("staged", TEXT),
    Column("before", TEXT),
    Column("after", TEXT),
    sqlite_strict=True,
)
"""The journal: files that an import that is committed has still to put in place.

`staged` is the name in the staging folder, null where the file is to go; `before` and `after` are
the digests of what is there until then, and from then on.
"""
