"""Cards that went and cards that came, as later readings may match them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """An empty table; the next reading that finds it so fills it from the log."""
    op.create_table(
        "unsettled",
        sa.Column("card_id", _TEXT, primary_key=True),
        sa.Column("gone", sa.Integer, sa.CheckConstraint("gone IN (0, 1)"), nullable=False),
        sa.Column("at", _WHOLE, nullable=False),
        sa.Column("became", _TEXT),
        *(sa.Column(name, _TEXT, nullable=False) for name in ("digest", "kind")),
        *(sa.Column(name, _TEXT, nullable=False) for name in ("question", "answer")),
        *(sa.Column(name, _TEXT, nullable=False) for name in ("question_key", "answer_key")),
        sa.Column("question_tells", sa.Integer, nullable=False),
        sa.Column("answer_tells", sa.Integer, nullable=False),
        sa.Column("path", _TEXT, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("line", "number")),
        *(sa.Column(name, _TEXT) for name in ("card_before", "card_after")),
        sqlite_strict=True,
    )
    op.create_index("unsettled_by_time", "unsettled", ["gone", "at"])
    op.create_index("unsettled_by_digest", "unsettled", ["digest"])
    op.create_index("unsettled_by_question", "unsettled", ["question_key"])
    op.create_index("unsettled_by_answer", "unsettled", ["answer_key"])
