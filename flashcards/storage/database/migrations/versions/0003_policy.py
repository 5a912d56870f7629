"""Policies of decks: every deck may set more than its desired retention."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Columns of projections; the next opening reads decks and replays schedules anew."""
    op.drop_column("files", "retention")
    op.add_column("files", sa.Column("reviews_per_day", _WHOLE))
    op.add_column("files", sa.Column("policy", _TEXT))
    op.add_column("schedules", sa.Column("policy", _TEXT))
    op.create_index(
        "schedules_overridden",
        "schedules",
        ["card_id"],
        sqlite_where=sa.text("policy IS NOT NULL"),
        postgresql_where=sa.text("policy IS NOT NULL"),
    )
    op.create_index(
        "facts_besides",
        "facts",
        ["card_id"],
        sqlite_where=sa.text("kind NOT IN ('review', 'introduced')"),
        postgresql_where=sa.text("kind NOT IN ('review', 'introduced')"),
    )
