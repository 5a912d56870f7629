"""Older databases brought to the newest schema; the only file that imports Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from flashcards.errors.databases import DamagedDatabase


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that are due in the open transaction; raises `DamagedDatabase`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as failure:
        raise DamagedDatabase(str(connection.engine.url.database), str(failure)) from failure
