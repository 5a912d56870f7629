"""The schema that versions begin with; a new database is made at once, not by migrations."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing: every database has had at least this."""
