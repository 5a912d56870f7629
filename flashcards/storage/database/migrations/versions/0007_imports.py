"""What imports remember: which source wrote what, and what is still to be put in place."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Three empty tables: what was imported before has no base that is known."""
    op.create_table(
        "imports",
        sa.Column("fact", _TEXT, primary_key=True),
        sa.Column("path", _TEXT, primary_key=True),
        sa.Column("clock", _WHOLE, nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("base", _TEXT),
        sa.Column("before", _TEXT),
        sa.Column("after", _TEXT, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("imports_by_path", "imports", ["path", "clock"])
    op.create_index("imports_by_source", "imports", ["source"])
    op.create_table(
        "import_texts",
        sa.Column("digest", _TEXT, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "import_moves",
        sa.Column("path", _TEXT, primary_key=True),
        sa.Column("staged", _TEXT),
        sa.Column("before", _TEXT),
        sa.Column("after", _TEXT),
        sqlite_strict=True,
    )
