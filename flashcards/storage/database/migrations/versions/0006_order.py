"""Decks in natural order."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Keys of files: their paths, until the next opening reads the decks anew."""
    for key, index in (("sort_key", "files_in_order"), ("new_key", "files_with_new")):
        op.add_column("files", sa.Column(key, _TEXT, nullable=False, server_default=""))
        op.execute(f"UPDATE files SET {key} = path")  # noqa: S608 - no foreign text
        op.create_index(index, "files", [key], unique=True)
