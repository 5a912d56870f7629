"""Decks in natural order, when each card was first read, and answers that others outrank."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Files have their paths as keys until decks are read anew; known cards came long ago."""
    for key, index in (("sort_key", "files_in_order"), ("new_key", "files_with_new")):
        op.add_column("files", sa.Column(key, _TEXT, nullable=False, server_default=""))
        op.execute(f"UPDATE files SET {key} = path")  # noqa: S608 - no foreign text
        op.create_index(index, "files", [key], unique=True)
    op.create_table(
        "first_reads",
        sa.Column("card_id", _TEXT, primary_key=True),
        sa.Column("at", _WHOLE),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outranked",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("card_id", _TEXT, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    known = "SELECT id FROM cards UNION SELECT card_id FROM schedules"
    op.execute(f"INSERT INTO first_reads (card_id) {known}")
