"""Edits: which text became which, and what the last reading made of the decks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Two empty projections; no database of 0001 holds an edit."""
    op.create_table(
        "edges",
        sa.Column("old", sa.Text, primary_key=True),
        sa.Column("new", sa.Text, primary_key=True),
        sa.Column("until_clock", _WHOLE),
        sa.Column("until_id", sa.Text),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("edges_by_new", "edges", ["new"])
    op.create_table(
        "matches",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("card_id", sa.Text, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sqlite_strict=True,
    )
