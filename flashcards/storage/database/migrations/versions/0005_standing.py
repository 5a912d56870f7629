"""What the facts without a card come to, stored."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """A table of a projection; the next opening fills it from the log."""
    op.create_table(
        "standing",
        sa.Column("part", _TEXT, primary_key=True),
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("body", _TEXT, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
