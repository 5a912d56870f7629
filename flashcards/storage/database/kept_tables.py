"""The tables that no rebuild gives again: what readings and imports of this database remember."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, Table

from flashcards.storage.database.tables import TEXT, WHOLE, Instant, metadata

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

first_reads = Table(
    "first_reads",
    metadata,
    Column("card_id", TEXT, primary_key=True),
    Column("at", Instant),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""When this database first read each card; null if before that was kept. A rebuild keeps it."""

unsettled = Table(
    "unsettled",
    metadata,
    Column("card_id", TEXT, primary_key=True),
    Column("gone", Integer, CheckConstraint("gone IN (0, 1)"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("became", TEXT),
    *(Column(name, TEXT, nullable=False) for name in ("digest", "kind", "question", "answer")),
    *(Column(f"{side}_key", TEXT, nullable=False) for side in ("question", "answer")),
    *(Column(f"{side}_tells", Integer, nullable=False) for side in ("question", "answer")),
    Column("path", TEXT, nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("line", "number")),
    *(Column(name, TEXT) for name in ("card_before", "card_after")),
    Index("unsettled_by_time", "gone", "at"),
    Index("unsettled_by_digest", "digest"),
    *(Index(f"unsettled_by_{side}", f"{side}_key") for side in ("question", "answer")),
    sqlite_strict=True,
)
"""Cards that went, at their last place, and new ones that came, which a later reading may match.

`at` is when the last place was known, or the card came; `became` what one never answered became.
What only the log knows has no path. A rebuild keeps all of it: nothing else gives it again.
"""
